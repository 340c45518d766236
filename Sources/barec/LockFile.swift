import BareSchema
import CommandLineSupport

/// A lock, and the folder from which it names schemas.
struct LockFile {
  private let path: String
  private let folder: String
  private let lock: SchemaLock

  init(path: String) throws {
    self.path = path
    folder = FileIO.folder(of: try FileIO.realPath(path))
    do {
      lock = try SchemaLock(parsing: String(decoding: try FileIO.read(path), as: UTF8.self))
    } catch let error as SchemaLockError {
      throw UsageError("`\(path)`, line \(error.line): \(error.message)")
    }
  }

  /// What a schema breaks of the lock.
  func findings(_ schema: Schema, path: String) throws -> [Diagnostic] {
    lock.findings(schema, name: try name(ofSchemaAt: path))
  }

  /// Whether the lock has a line for a schema.
  func holds(_ path: String) throws -> Bool {
    lock.fingerprintByName[try name(ofSchemaAt: path)] != nil
  }

  private func name(ofSchemaAt schemaPath: String) throws -> String {
    let location = try FileIO.realPath(schemaPath)
    guard location.hasPrefix(folder), location.hasSuffix(".bare") else {
      throw UsageError("`\(schemaPath)` is no `.bare` file below the folder of `\(path)`")
    }
    return String(location.dropFirst(folder.count).dropLast(".bare".count))
  }
}
