import CommandLineSupport
import EnvoyConformance
import Foundation

/// `envoykit vectors embed`: all vectors into an executable.
struct VectorsEmbedCommand: ToolCommand {
  static let name = "vectors embed"
  static let help = """
    envoykit vectors embed EXECUTABLE [--vectors DIR]

    Example:
      envoykit vectors embed ./envoykit

    Puts all vectors, rules and scenarios behind an executable `envoykit`, in the place of any that
    it has, so that this single file is all that it takes to run them: it uses them where no folder
    `vectors` is around. To be done last, since `strip` drops them again.

    Options:
    \(VectorSelection.folderHelp)
    """

  private let selection: VectorSelection
  private let executable: String

  init(parsing scanner: inout ArgumentScanner) throws {
    selection = try VectorSelection(parsing: &scanner, takesPatterns: false)
    executable = try scanner.positional("EXECUTABLE")
    try scanner.finish()
  }

  func run() throws -> ExitStatus {
    let bytes = try FileIO.read(executable)
    guard FileManager.default.isExecutableFile(atPath: executable) else {
      throw UsageError("expected an executable file, met `\(executable)`; name an `envoykit`")
    }
    let archive = try VectorArchive(of: try selection.source())
    try FileIO.write(try archive.appended(to: bytes), to: executable)
    Output.line("embedded: \(archive.paths.count) files, \(archive.byteCount) bytes")
    return .success
  }
}
