import Foundation
import PackagePlugin

/// `swift package generate-bare`: generates Swift into the package, for those who commit it.
///
/// The code goes into the folder `Generated` of each target that has schemas; `--target NAME` picks
/// some of them, and `--check` only tells whether what is there is stale.
@main
struct BareCommandPlugin: CommandPlugin {
  func performCommand(context: PluginContext, arguments: [String]) throws {
    var extractor = ArgumentExtractor(arguments)
    let names = extractor.extractOption(named: "target")
    let isCheck = extractor.extractFlag(named: "check") > 0
    if let unknown = extractor.remainingArguments.first {
      throw CommandError("unknown argument `\(unknown)`; known are `--target NAME` and `--check`")
    }
    let targets =
      names.isEmpty ? context.package.targets : try context.package.targets(named: names)
    let barec = try context.tool(named: "barec").url
    for module in targets.compactMap(\.sourceModule) {
      let folder = module.directoryURL.appending(path: "Generated")
      for job in GenerationJob.jobs(for: module, in: context.package) {
        let output = folder.appending(path: job.outputName)
        if !isCheck {
          try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        }
        let check = isCheck ? ["--check"] : []
        try run(barec, job.arguments + ["--out", output.path] + check)
        print(isCheck ? "fresh: \(output.path)" : "generated: \(output.path)")
      }
    }
  }

  private func run(_ tool: URL, _ arguments: [String]) throws {
    let process = try Process.run(tool, arguments: arguments)
    process.waitUntilExit()
    guard process.terminationReason == .exit, process.terminationStatus == 0 else {
      throw CommandError("barec ended with status \(process.terminationStatus)")
    }
  }
}

/// Why the command cannot be carried out.
struct CommandError: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) {
    self.description = description
  }
}
