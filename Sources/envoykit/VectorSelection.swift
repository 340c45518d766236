import CommandLineSupport
import EnvoyConformance
import Foundation

/// `--vectors DIR --run PATTERN --skip PATTERN`: which vectors a command is about.
struct VectorSelection {
  /// Of commands that take no patterns.
  static let folderHelp = """
      --vectors DIR     the folder of vectors; else `vectors` in the working directory or around it,
                        else around the executable, else what `vectors embed` put into it
    """

  /// Of commands that take patterns.
  static let help = """
    \(folderHelp)
      --run PATTERN     only ids like this; may be repeated. `*` is part of a slug, `**` any slugs
      --skip PATTERN    not ids like this; may be repeated
      --shard K/N       the K-th of N parts, which are the same for everybody
    """

  private let directory: String?
  private let run: [VectorPattern]
  private let skip: [VectorPattern]
  private let shard: Shard?

  /// Takes `--vectors`, and the patterns where the command has a meaning for them.
  init(parsing scanner: inout ArgumentScanner, takesPatterns: Bool = true) throws(UsageError) {
    directory = try scanner.value("--vectors")
    run = takesPatterns ? try scanner.values("--run").map(VectorPattern.init) : []
    skip = takesPatterns ? try scanner.values("--skip").map(VectorPattern.init) : []
    shard =
      takesPatterns
      ? try scanner.value("--shard", expecting: "K/N with K from 1 to N", Shard.init) : nil
  }

  /// Where vectors are read from: a folder, else what is in the executable.
  func source() throws -> VectorSource {
    if let folder = try foundFolder() { return .folder(folder) }
    if let archive = try VectorArchive(behind: Executable.url) { return .archive(archive) }
    throw UsageError(
      "no folder `vectors` is around here, and none is in this executable; "
        + "name one by `--vectors DIR`")
  }

  /// The folder of vectors, for what writes into it.
  func folder() throws -> URL {
    if let folder = try foundFolder() { return folder }
    throw UsageError("no folder `vectors` is around here to write to; name one by `--vectors DIR`")
  }

  /// The folder that is named, or the nearest; it is one only if the rules are there.
  private func foundFolder() throws -> URL? {
    if let directory {
      let folder = URL(filePath: directory, directoryHint: .isDirectory)
      _ = try FileIO.read(folder.appending(path: "rules.json").path)
      return folder
    }
    let here = URL(
      filePath: FileManager.default.currentDirectoryPath, directoryHint: .isDirectory)
    return VectorLibrary.find(from: here)
      ?? VectorLibrary.find(from: Executable.url.deletingLastPathComponent())
  }

  /// All vectors that there are.
  func library() throws -> VectorLibrary {
    try VectorLibrary(try source())
  }

  /// The vectors that are meant.
  func vectors(of library: VectorLibrary) -> [Vector] {
    library.vectors.filter { isMeant($0.id) }
  }

  /// Whether an id is meant.
  func isMeant(_ id: String) -> Bool {
    (run.isEmpty || run.contains { $0.matches(id) }) && !skip.contains { $0.matches(id) }
      && shard?.holds(id) ?? true
  }

  /// Whether less than all is meant.
  var isPartial: Bool { !run.isEmpty || !skip.isEmpty || shard != nil }
}

/// The running program.
enum Executable {
  /// Its file.
  static var url: URL {
    Bundle.main.executableURL ?? URL(filePath: CommandLine.arguments[0])
  }
}

/// Lines on standard output.
enum Output {
  static func line(_ text: String) {
    _ = try? Terminal.write((text + "\n").utf8)
  }
}
