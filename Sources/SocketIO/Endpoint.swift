/// A host and a port, out of a URL.
package struct Endpoint: Hashable {
  package let host: String
  package let port: UInt16

  /// What stands behind the port, up to a query: `/base`, or nothing.
  package let path: String

  /// Reads `ws://HOST:PORT` with anything behind it; nil for anything else.
  package init?(_ url: String) {
    guard let start = url.firstRange(of: "://")?.upperBound else { return nil }
    let rest = url[start...].prefix { $0 != "?" }
    let parts = rest.prefix { $0 != "/" }.split(separator: ":")
    guard parts.count == 2, let port = UInt16(parts[1]) else { return nil }
    host = parts[0] == "localhost" ? "127.0.0.1" : String(parts[0])
    self.port = port
    path = String(rest.drop { $0 != "/" })
  }
}
