import Foundation
import Testing

/// A copy of the fixture, a package as a user would write it, with a build folder of its own; both
/// go with the test run.
///
/// The copy names the package in whose folder the fixture stands by its absolute path.
final class FixturePackage: Sendable {
  /// The copy that all tests use one after the other, since a cold build takes most of the time.
  static let shared = Result { try FixturePackage() }

  let folder: URL

  /// The first build, of one program, with nothing built before.
  let coldBuild: Run

  /// A compilation that has nothing to do with us, to measure the machine by.
  let referenceCompilation: Run
  let scratch: URL
  private let original: URL

  /// The root of this repository.
  static let repository = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  private init() throws {
    original = Self.repository.appending(path: "Tests/Fixtures/PluginFixture")
    let home = FileManager.default.temporaryDirectory.appending(path: "plugin-tests-\(UUID())")
    folder = home.appending(path: "fixture")
    scratch = home.appending(path: "build")
    try FileManager.default.createDirectory(at: home, withIntermediateDirectories: true)
    try FileManager.default.copyItem(at: original, to: folder)
    let manifest = folder.appending(path: "Package.swift")
    let text = try String(contentsOf: manifest, encoding: .utf8)
    try Data(text.replacing("../../..", with: Self.repository.path).utf8).write(to: manifest)
    coldBuild = try Run(
      ["swift", "build", "--scratch-path", scratch.path, "--product", "ZeroConfig"], in: folder)
    referenceCompilation = try Self.compileReference(in: home)
    atexit { try? FixturePackage.shared.get().remove() }
  }

  /// Compiles 200 structs that are hashed and compared, which takes a few CPU seconds.
  private static func compileReference(in folder: URL) throws -> Run {
    let structs = (0..<200).map {
      "struct S\($0): Hashable { var a: Int; var b: String; var c: [Int?]; var d: [String: Int] }\n"
    }
    let file = folder.appending(path: "reference.swift")
    try Data(structs.joined().utf8).write(to: file)
    return try Run(["swiftc", "-c", "-parse-as-library", file.path], in: folder)
  }

  private func remove() throws {
    try FileManager.default.removeItem(at: folder.deletingLastPathComponent())
  }

  /// Makes sources and schemas those of the fixture again.
  func restore() throws {
    for name in ["Sources", "schemas"] {
      let copy = folder.appending(path: name)
      if FileManager.default.contentsEqual(
        atPath: original.appending(path: name).path, andPath: copy.path)
      {
        continue
      }
      try FileManager.default.removeItem(at: copy)
      try FileManager.default.copyItem(at: original.appending(path: name), to: copy)
      try forgetCompilations()
    }
  }

  /// Lets the next build compile the fixture's own modules from scratch.
  ///
  /// The compiler's record of earlier builds may miss a source that was written twice within a
  /// second, which only a test does.
  private func forgetCompilations() throws {
    let products = scratch.appending(path: "debug").resolvingSymlinksInPath()
    for module in ["ZeroConfig", "Configured", "Committed"] {
      let build = products.appending(path: "\(module).build")
      let names = (try? FileManager.default.contentsOfDirectory(atPath: build.path)) ?? []
      for name in names where name.hasSuffix(".priors") {
        try FileManager.default.removeItem(at: build.appending(path: name))
      }
    }
  }

  /// The text of a file.
  func text(_ name: String) throws -> String {
    try String(contentsOf: folder.appending(path: name), encoding: .utf8)
  }

  /// Edits a file.
  func replace(_ old: String, by new: String, in name: String) throws {
    let text = try text(name)
    try #require(text.contains(old), "\(name) does not contain \(old)")
    try Data(text.replacing(old, with: new).utf8).write(to: folder.appending(path: name))
    try forgetCompilations()
  }

  /// `swift build`, in the copy.
  func build(_ options: String...) throws -> Run {
    try swift(["build"] + options)
  }

  /// `swift package generate-bare`, in the copy, allowed to write there.
  func generate(_ options: String...) throws -> Run {
    try swift(
      ["package"], ["--allow-writing-to-package-directory", "generate-bare"] + options)
  }

  /// `swift`, in the copy.
  func swift(_ command: [String], _ arguments: [String] = []) throws -> Run {
    try Run(["swift"] + command + ["--scratch-path", scratch.path] + arguments, in: folder)
  }

  /// A program that was built.
  func run(_ name: String) throws -> Run {
    try Run([scratch.appending(path: "debug/\(name)").path], in: folder)
  }
}
