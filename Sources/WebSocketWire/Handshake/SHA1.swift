/// The digest that the handshake names (RFC 6455 1.3); no use for anything secret.
enum SHA1 {
  /// The 20 bytes of a message's digest.
  static func digest(_ message: [UInt8]) -> [UInt8] {
    var state: [UInt32] = [0x6745_2301, 0xefcd_ab89, 0x98ba_dcfe, 0x1032_5476, 0xc3d2_e1f0]
    let padded = pad(message)
    for start in stride(from: 0, to: padded.count, by: 64) {
      mix(padded[start..<start + 64], into: &state)
    }
    return state.flatMap { word in stride(from: 24, through: 0, by: -8).map { byte(word, $0) } }
  }

  private static func pad(_ message: [UInt8]) -> [UInt8] {
    let zeroCount = (119 - message.count % 64) % 64
    let bitCount = UInt64(message.count) * 8
    return message + [0x80] + [UInt8](repeating: 0, count: zeroCount)
      + stride(from: 56, through: 0, by: -8).map { UInt8(truncatingIfNeeded: bitCount >> $0) }
  }

  private static func mix(_ block: ArraySlice<UInt8>, into state: inout [UInt32]) {
    var words: [UInt32] = []
    for index in 0..<80 {
      if index < 16 {
        let start = block.startIndex + 4 * index
        words.append(block[start..<start + 4].reduce(0) { $0 << 8 | UInt32($1) })
      } else {
        words.append(
          rotate(
            words[index - 3] ^ words[index - 8] ^ words[index - 14] ^ words[index - 16], by: 1))
      }
    }
    var (a, b, c, d, e) = (state[0], state[1], state[2], state[3], state[4])
    for (index, word) in words.enumerated() {
      let (choice, constant): (UInt32, UInt32) =
        switch index {
        case ..<20: (b & c | ~b & d, 0x5a82_7999)
        case ..<40: (b ^ c ^ d, 0x6ed9_eba1)
        case ..<60: (b & c | b & d | c & d, 0x8f1b_bcdc)
        default: (b ^ c ^ d, 0xca62_c1d6)
        }
      let next = rotate(a, by: 5) &+ choice &+ e &+ constant &+ word
      (a, b, c, d, e) = (next, a, rotate(b, by: 30), c, d)
    }
    for (index, word) in [a, b, c, d, e].enumerated() { state[index] &+= word }
  }

  private static func rotate(_ word: UInt32, by count: UInt32) -> UInt32 {
    word << count | word >> (32 - count)
  }

  private static func byte(_ word: UInt32, _ shift: Int) -> UInt8 {
    UInt8(truncatingIfNeeded: word >> UInt32(shift))
  }
}
