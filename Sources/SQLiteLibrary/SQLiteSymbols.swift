#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// The functions of a loaded library by name.
struct SQLiteSymbols {
  /// What a library lacks.
  struct Missing: Error {
    let reason: String
  }

  let library: UnsafeMutableRawPointer

  /// A function; the type is the caller's promise.
  func callAsFunction<Function>(_ name: String) throws(Missing) -> Function {
    guard let address = dlsym(library, name) else {
      throw Missing(reason: "it has no function \(name)")
    }
    return unsafeBitCast(address, to: Function.self)
  }
}
