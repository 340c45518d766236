import Testing

/// `barec check --lock` as a maintainer meets it.
struct LockTests {
  @Test("a schema without a line fails until the line it asks for is there")
  func asking() throws {
    let place = try Workplace(["s/lock": "# none yet\n", "s/a/b.bare": "type A u8\n"])
    let run = try place.barec("check", "s/a/b.bare", "--lock", "s/lock")
    #expect(run.status == 1)
    #expect(run.errors.contains("the lock has no line for `a/b`; add the line `a/b "))
    #expect(run.errors.hasSuffix("[BARE0701]\n"))
    let parts = run.errors.split(separator: "`")
    let line = try #require(parts.first { $0.hasPrefix("a/b ") })
    try place.write("\(line)\n", to: "s/lock")
    #expect(try place.barec("check", "s/a/b.bare", "--lock", "s/lock").status == 0)
    try place.write("type A u16\n", to: "s/a/b.bare")
    let broken = try place.barec("check", "s/a/b.bare", "--lock", "s/lock")
    #expect(broken.status == 1)
    #expect(broken.errors.contains("`a/b` is published with wire shape "))
    #expect(try place.barec("check", "s/a/b.bare").status == 0)
  }

  @Test("a lock that is not there or not of its form, and a schema elsewhere, are refused")
  func refusals() throws {
    let place = try Workplace([
      "s/lock": "a\n", "s/fine": "", "a.bare": "type A u8\n", "s/a": "type A u8\n",
    ])
    #expect(try place.barec("check", "a.bare", "--lock", "no").status == 66)
    let malformed = try place.barec("check", "a.bare", "--lock", "s/lock")
    #expect(malformed.status == 64)
    #expect(malformed.errors.contains("`s/lock`, line 1: expected a schema and 16 hex digits"))
    #expect(try place.barec("check", "a.bare", "--lock", "s/fine").status == 64)
    #expect(try place.barec("check", "s/a", "--lock", "s/fine").status == 64)
  }
}
