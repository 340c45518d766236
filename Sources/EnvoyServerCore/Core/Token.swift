/// The comparison of a token with what a client shows, which takes the same time wherever they
/// differ, and for every length.
enum Token {
  static func isEqual(_ shown: String, to token: String) -> Bool {
    let (shown, token) = (Array(shown.utf8), Array(token.utf8))
    var difference = shown.count ^ token.count
    for index in 0..<max(shown.count, token.count) {
      let left = index < shown.count ? shown[index] : 0
      let right = index < token.count ? token[index] : 0
      difference |= Int(left ^ right)
    }
    return difference == 0
  }
}
