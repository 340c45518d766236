import Foundation
import Guides
import Testing

extension PluginTests {
  /// The tutorial, followed word for word in a package of its own, with what the fixture has built
  /// already.
  @Suite(.serialized)
  struct TutorialTests {
    /// How the tutorial depends on what is published; here it depends on this repository.
    private static let dependency = #".package(url: "…", from: "0.1.0")"#

    private let place: FixturePackage.Neighbour

    init() throws {
      place = try FixturePackage.shared.get().neighbour("AddressBook")
    }

    @Test("FromSchemaToCodec")
    func tutorial() throws {
      let guide = Guide(
        try Self.text("Sources/BareRuntime/BareRuntime.docc/FromSchemaToCodec.md")[...])
      #expect(guide.steps.count > 15)
      for step in guide.steps {
        switch step {
        case .file(let path, let text): try write(text, to: path)
        case .command(let command): try follow(command)
        }
      }
    }

    private func write(_ text: String, to path: String) throws {
      let isManifest = path == "Package.swift"
      try #require(!isManifest || text.contains(Self.dependency))
      let here = #".package(name: "EnvoyKit", path: "\#(FixturePackage.repository.path)")"#
      try place.write(text.replacing(Self.dependency, with: here), to: path)
    }

    /// Later steps mean nothing once one went wrong.
    private func follow(_ command: Guide.Command) throws {
      let run = try place.run(["/bin/sh", "-c", command.text])
      try #require(run.status == command.status, "\(command.text)\n\(run.output)")
      let lines = run.output.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
      let missing = command.missing(in: lines)
      try #require(missing == nil, "\(command.text)\n\(run.output)")
    }

    @Test("README.md depends on what is published in the words of the tutorial")
    func readMe() throws {
      #expect(try Self.text("README.md").contains(Self.dependency))
    }

    private static func text(_ name: String) throws -> String {
      try String(contentsOf: FixturePackage.repository.appending(path: name), encoding: .utf8)
    }
  }
}
