import Foundation
import PackagePlugin

/// Generates Swift from a target's schemas whenever it is built and they changed.
@main
struct BareBuildPlugin: BuildToolPlugin {
  func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
    guard let module = target.sourceModule else { return [] }
    let jobs = GenerationJob.jobs(
      for: module, files: module.sourceFiles.map(\.url), in: context.package)
    if jobs.isEmpty {
      Diagnostics.warning(
        """
        BareBuildPlugin found no schema in target `\(target.name)`: expected `*.bare` files in \
        `\(module.directoryURL.path)`, or a `bare.json` there that names some
        """)
    }
    let generator = try context.tool(named: "bare-generate")
    return jobs.map { job in
      let output = context.pluginWorkDirectoryURL.appending(path: job.outputName)
      return .buildCommand(
        displayName: "Generating \(job.outputName)", executable: generator.url,
        arguments: job.arguments + ["--out", output.path], inputFiles: job.inputs,
        outputFiles: [output])
    }
  }
}
