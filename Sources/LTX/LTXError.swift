/// Why bytes are no blob, or pages make none.
public enum LTXError: Error, Hashable, Sendable, CustomStringConvertible {
  /// Fewer bytes than the smallest blob has.
  case tooSmall(byteCount: Int)

  /// The blob starts with other bytes.
  case magic

  /// A field of the header is not what it has to be.
  case header(String)

  /// The trailer holds something.
  case trailer

  /// The index says that it is larger than what there is.
  case indexSize(UInt64)

  /// The index is cut short, goes on, or names other frames.
  case index(String)

  /// A page's number is 0, stands twice or is not above the one before.
  case pageOrder(UInt32)

  /// A frame has flags that are not known.
  case pageFlags(UInt32, UInt16)

  /// The pages end without six zero bytes, or in something else.
  case sentinel

  /// A page is not of the size that the header says.
  case pageSize(UInt32, LZ4Error)

  /// The pages take more room than the reader gives them.
  case tooLarge(maximumByteCount: Int)

  /// What was expected, and what was met.
  public var description: String {
    switch self {
    case .tooSmall(let byteCount):
      "ltx blob too small: \(byteCount) bytes, expected \(LTXFrame.minimumByteCount) or more"
    case .magic: "invalid ltx magic, expected `LTX1`"
    case .header(let message): message
    case .trailer: "ltx trailer checksums must be zeroed"
    case .indexSize(let byteCount): "ltx page index size \(byteCount) exceeds available bytes"
    case .index(let message): message
    case .pageOrder(let number): "page number \(number) was not strictly increasing from 1"
    case .pageFlags(let number, let flags):
      "unsupported page flags \(flags) of page \(number), expected \(LTXFrame.flags)"
    case .sentinel: "page section ended without a zero-page sentinel"
    case .pageSize(let number, let error): "page \(number) \(error)"
    case .tooLarge(let byteCount): "ltx pages take more than \(byteCount) bytes"
    }
  }
}
