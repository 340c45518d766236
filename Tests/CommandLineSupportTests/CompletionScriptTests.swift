import CommandLineSupport
import Foundation
import Testing

/// Scripts for shells, in the shells that this machine has.
struct CompletionScriptTests {
  private static let table = CompletionTable(
    tool: "kit",
    commands: [
      .init(
        "check", arguments: .file(ending: ".bare"),
        options: [
          "--strict": .flag, "--lock": .file, "--root": .folder, "--name": .text,
          "--color": .words(["auto", "always", "never"]),
        ]),
      .init("vectors add", arguments: .file, options: ["--id": .text]),
      .init("vectors list"), .init("completions", arguments: .words(["bash", "zsh"])),
    ])

  private static let files = ["a b.bare", "a.bare", "a.txt", "folder/in.bare", "deep er/in.bare"]

  @Test("each shell can read its script", arguments: Shell.allCases)
  func syntax(_ shell: Shell) throws {
    let place = try ShellPlace(shell, Self.table, files: [])
    guard let run = try place.run(["-n", "script"]) else { return }
    #expect(run == "")
  }

  @Test("bash completes commands, options, values, files and folders")
  func bash() throws {
    let place = try ShellPlace(.bash, Self.table, files: Self.files)
    let folders = ["deep er", "folder"]
    let options = ["--color", "--help", "--lock", "--name", "--root", "--strict"]
    let cases: [(words: [String], expected: [String])] = [
      (["kit", ""], ["--help", "--version", "check", "completions", "help", "vectors"]),
      (["kit", "ch"], ["check"]), (["kit", "vectors", ""], ["add", "list"]),
      (["kit", "vectors", "a"], ["add"]), (["kit", "help", "vec"], ["vectors"]),
      (["kit", "help", "vectors", "l"], ["list"]), (["kit", "unknown", ""], []),
      (["kit", "check", "-"], options), (["kit", "check", "a.bare", "--c"], ["--color"]),
      (["kit", "check", "--color", ""], ["always", "auto", "never"]),
      (["kit", "check", "--color", "=", "al"], ["always"]),
      (["kit", "check", "--color", "="], ["always", "auto", "never"]),
      (["kit", "check", "--name", ""], []), (["kit", "check", "--root", ""], folders),
      (["kit", "check", "--lock", "a"], ["a b.bare", "a.bare", "a.txt"]),
      (["kit", "check", "--strict", "a"], ["a b.bare", "a.bare"]),
      (["kit", "check", ""], ["a b.bare", "a.bare"] + folders),
      (["kit", "check", #"a\ "#], ["a b.bare"]), (["kit", "check", "\"a b"], ["a b.bare"]),
      (["kit", "check", #"deep\ er/"#], ["deep er/in.bare"]),
      (["kit", "vectors", "add", "a."], ["a.bare", "a.txt"]),
      (["kit", "vectors", "list", ""], []), (["kit", "completions", ""], ["bash", "zsh"]),
    ]
    for (words, expected) in cases {
      guard let text = try place.run(["drive"] + words) else { return }
      let replies = Set(text.split(separator: "\n").map(String.init)).sorted()
      #expect(replies == expected, "\(words)")
    }
  }

  @Test("fish completes commands, options, values and files")
  func fish() throws {
    let place = try ShellPlace(.fish, Self.table, files: Self.files)
    let cases: [(line: String, expected: [String])] = [
      ("kit ch", ["check"]), ("kit vectors ", ["add", "list"]), ("kit help vec", ["vectors"]),
      ("kit check --c", ["--color"]), ("kit check --color al", ["always"]),
      ("kit check --root f", ["folder/"]), ("kit check a.b", ["a.bare"]),
      ("kit vectors add a.t", ["a.txt"]), ("kit completions z", ["zsh"]),
    ]
    for (line, expected) in cases {
      guard let text = try place.run(["-N", "-c", "source script; complete -C '\(line)'"]) else {
        return
      }
      let replies = text.split(separator: "\n").map { String($0.prefix { $0 != "\t" }) }
      #expect(replies.sorted() == expected, "\(line)")
    }
  }
}

/// A folder with a script and some files, in which a shell runs.
private final class ShellPlace {
  private let folder: URL
  private let shell: URL?

  init(_ shell: Shell, _ table: CompletionTable, files: [String]) throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "shell-\(UUID())")
    self.shell = ["/bin", "/usr/bin", "/usr/local/bin", "/opt/homebrew/bin"].map {
      URL(filePath: $0).appending(path: shell.rawValue)
    }.first { FileManager.default.isExecutableFile(atPath: $0.path) }
    for file in files { try write("", to: file) }
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try write(shell.script(for: table), to: "script")
    try write(
      """
      source ./script
      COMP_WORDS=("$@")
      COMP_CWORD=$(($# - 1))
      _\(table.tool)
      printf '%s\\n' "${COMPREPLY[@]}"
      """, to: "drive")
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  private func write(_ text: String, to name: String) throws {
    let file = folder.appending(path: name)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: file)
  }

  /// What the shell writes, errors too; nil where there is no such shell.
  func run(_ arguments: [String]) throws -> String? {
    guard let shell else { return nil }
    let process = Process()
    let pipe = Pipe()
    process.executableURL = shell
    process.arguments = arguments
    process.currentDirectoryURL = folder
    process.environment = ["PATH": "/bin:/usr/bin", "HOME": folder.path]
    process.standardOutput = pipe
    process.standardError = pipe
    process.standardInput = FileHandle.nullDevice
    try process.run()
    let output = try pipe.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return String(decoding: output, as: UTF8.self)
  }
}
