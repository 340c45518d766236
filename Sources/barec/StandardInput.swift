import BareDynamic
import BareRuntime
import CommandLineSupport

/// The message that a person gives to be read.
enum StandardInput {
  /// The message; nil where it is no hex, or too long, which is reported.
  static func message(isHex: Bool) throws -> Bytes? {
    try message(of: "-", isHex: isHex)
  }

  /// The message of a file, or of standard input for `-`.
  static func message(of path: String, isHex: Bool) throws -> Bytes? {
    let input = try FileIO.read(path)
    do {
      return try MessageInput.bytes(input, isHex: isHex)
    } catch {
      try Terminal.write("\(title(of: path)): error: \(error)\n".utf8, to: .error)
      return nil
    }
  }

  /// How a person calls a file.
  static func title(of path: String) -> String {
    path == "-" ? "standard input" : path
  }

  /// Says why a message cannot be read, and shows the bytes at which it cannot.
  static func report(
    _ failure: BareError, in message: Bytes, of path: String = "-", as reading: String? = nil
  ) throws {
    let reader = reading.map { "by \($0): " } ?? ""
    var text = "\(title(of: path)): error: \(reader)\(failure)\n"
    if let start = failure.byteOffset, start < message.count {
      text += "  from there on: \(HexText.short(message.slice(start..<message.count)))\n"
    }
    try Terminal.write(text.utf8, to: .error)
  }
}
