import Foundation
import PackagePlugin

/// One run of `bare-generate`: what it reads, and the name of what it writes.
struct GenerationJob {
  /// The arguments without `--out`.
  let arguments: [String]

  /// All files that the output depends on.
  let inputs: [URL]

  /// The name of the generated file.
  let outputName: String

  /// The jobs of a target: one for its `bare.json`, or else one for each of its schemas.
  static func jobs(
    for target: SourceModuleTarget, files: [URL], in package: Package
  ) -> [GenerationJob] {
    if let configuration = files.first(where: { $0.lastPathComponent == "bare.json" }) {
      return [job(configuration: configuration, target: target.name, root: package.directoryURL)]
    }
    return files.filter { $0.pathExtension == "bare" }.map { schema(at: $0) }
  }

  private static func schema(at url: URL) -> GenerationJob {
    GenerationJob(
      arguments: ["generate", url.path], inputs: [url],
      outputName: url.deletingPathExtension().lastPathComponent + ".bare.swift")
  }

  /// What is wrong with a configuration, `bare-generate` says when it runs, by line and column;
  /// here only the paths of its inputs are of interest.
  private static func job(configuration: URL, target: String, root: URL) -> GenerationJob {
    let data = (try? Data(contentsOf: configuration)) ?? Data()
    let object = (try? JSONSerialization.jsonObject(with: data)) as? [String: Any]
    let paths = ["schemas", "variants"].flatMap { object?[$0] as? [String] ?? [] }
    return GenerationJob(
      arguments: ["generate", "--config", configuration.path, "--root", root.path],
      inputs: [configuration] + paths.map { root.appending(path: $0) },
      outputName: "\(target).bare.swift")
  }
}
