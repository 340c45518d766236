import Foundation
import PackagePlugin

/// `swift package generate-bare`: generates Swift into the package, for those who commit it.
///
/// The code goes into the folder `Generated` of a target. Schemas that the build sees are left to
/// the build plugin, so only those that their target excludes are taken; `--target NAME` takes all
/// of that target. `--check` writes nothing, and fails where what is there is stale.
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
    let generator = try context.tool(named: "bare-generate").url
    var jobCount = 0
    for module in targets.compactMap(\.sourceModule) {
      let files = names.isEmpty ? excludedFiles(of: module) : allFiles(of: module)
      let jobs = GenerationJob.jobs(for: module, files: files, in: context.package)
      let folder = module.directoryURL.appending(path: "Generated")
      try run(jobs, by: generator, in: folder, isCheck: isCheck)
      jobCount += jobs.count
    }
    if jobCount == 0 {
      throw CommandError(
        "no schema to generate from: `exclude` it in its target, or name the target by `--target`")
    }
  }

  private func run(
    _ jobs: [GenerationJob], by generator: URL, in folder: URL, isCheck: Bool
  ) throws {
    for job in jobs {
      let output = folder.appending(path: job.outputName)
      if !isCheck {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      }
      try run(generator, job.arguments + ["--out", output.path] + (isCheck ? ["--check"] : []))
      print(isCheck ? "fresh: \(output.path)" : "generated: \(output.path)")
    }
  }

  private func allFiles(of module: any SourceModuleTarget) -> [URL] {
    let folder = module.directoryURL
    let paths = FileManager.default.enumerator(atPath: folder.path)?.compactMap { $0 as? String }
    return (paths ?? []).sorted().map { folder.appending(path: $0) }
  }

  /// What the build does not see, the build plugin does not generate.
  private func excludedFiles(of module: any SourceModuleTarget) -> [URL] {
    let seen = Set(module.sourceFiles.map(\.url.standardizedFileURL.path))
    return allFiles(of: module).filter { !seen.contains($0.standardizedFileURL.path) }
  }

  private func run(_ tool: URL, _ arguments: [String]) throws {
    let process = try Process.run(tool, arguments: arguments)
    process.waitUntilExit()
    guard process.terminationReason == .exit, process.terminationStatus == 0 else {
      throw CommandError("bare-generate ended with status \(process.terminationStatus)")
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
