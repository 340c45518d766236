public import Foundation

extension Process {
  /// Takes a command; a name without `/` is looked for in `PATH`, which `env` does. Where there is
  /// no `env`, as in a container that holds a single file, the command has to be a path.
  public func setCommand(_ command: [String]) {
    let env = "/usr/bin/env"
    let hasEnv = FileManager.default.isExecutableFile(atPath: env)
    executableURL = URL(filePath: hasEnv ? env : command.first ?? "")
    arguments = hasEnv ? command : Array(command.dropFirst())
  }
}
