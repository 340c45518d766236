import Testing

/// `barec explain CODE`.
struct ExplainCodeTests {
  @Test("a page has cause, example and what to do, whatever the case of the code")
  func page() throws {
    let page = """
      error BARE0207: no colon stands between a field's name and its type

      A field is a name, a colon and a type. The colon is missing.

      Example:
        type Person struct { age u8 }

      What to do:
        Put a colon behind the field's name.

      Then it reads:
        type Person struct { age: u8 }

      """
    for code in ["BARE0207", "bare0207", "Bare0207"] {
      let run = try Workplace().barec("explain", code)
      #expect(run.status == 0)
      #expect(run.text == page)
      #expect(run.errors == "")
    }
  }

  @Test("an unknown code is status 64, and a near one proposed, or those that there are")
  func unknown() throws {
    let near = try Workplace().barec("explain", "BARE207")
    #expect(near.status == 64)
    #expect(near.errors == "barec: error: unknown code `BARE207`; did you mean `BARE0207`?\n")
    for code in ["BARE999", "BARE0999", String(repeating: "what", count: 1_000)] {
      let far = try Workplace().barec("explain", code)
      #expect(far.status == 64)
      #expect(
        far.errors.hasPrefix(
          "barec: error: unknown code `\(code)`; there are BARE0001, BARE0101 to 0106, BARE0201 to "
        ))
    }
  }
}
