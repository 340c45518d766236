import Foundation

extension FixturePackage {
  /// Another package that builds where the fixture does, so that nothing of this repository is
  /// compiled twice.
  final class Neighbour {
    private let folder: URL
    private let fixture: FixturePackage

    fileprivate init(_ folder: URL, of fixture: FixturePackage) throws {
      self.folder = folder
      self.fixture = fixture
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      fixture.forgetPlan()
    }

    deinit {
      fixture.forgetPlan()
      try? FileManager.default.removeItem(at: folder)
    }

    /// Writes a file, and its folder.
    func write(_ text: String, to name: String) throws {
      let file = folder.appending(path: name)
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: file)
    }

    /// Runs a command in the package; what SwiftPM builds there goes to the fixture's folder.
    func run(_ command: [String]) throws -> Run {
      try Run(command, in: folder, ["SWIFTPM_BUILD_DIR": fixture.scratch.path])
    }
  }

  /// An empty folder beside the copy.
  func neighbour(_ name: String) throws -> Neighbour {
    try Neighbour(folder.deletingLastPathComponent().appending(path: name), of: self)
  }

  /// Lets the next build plan anew. SwiftPM goes on by the plan that it finds, as long as no file
  /// of it has changed, whatever package it was for.
  private func forgetPlan() {
    for name in ["debug.yaml", "plugin-tools.yaml"] {
      try? FileManager.default.removeItem(at: scratch.appending(path: name))
    }
  }
}
