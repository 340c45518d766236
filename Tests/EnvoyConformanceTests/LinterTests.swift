import Testing

@testable import EnvoyConformance

/// The linter finds each kind of fault, and says where.
struct LinterTests {
  private func findings(_ plant: (inout SmallVectors) -> Void) throws -> [String] {
    var vectors = SmallVectors()
    plant(&vectors)
    return try vectors.newFindings()
  }

  @Test("a sound file has no findings but what it does not cover")
  func sound() throws {
    let findings = try SmallVectors().findings()
    #expect(findings.filter { !$0.contains(": no valid vector has ") } == [])
    #expect(
      findings.contains("kv-channel/v1: no valid vector has ToClient: member ToClientResponse"))
    #expect(
      !findings.contains {
        $0.contains("kv-channel/v1: no valid vector has ToClient: member ToClientClose")
      })
  }

  @Test("changed bytes are found by the index and by both codecs")
  func changedBytes() throws {
    let found = try findings { $0.replace("010100000000000000", "010200000000000000") }
    #expect(found.allSatisfy { $0.hasPrefix(SmallVectors.ping + ": ") })
    #expect(found.count { $0.contains("not what was published") } == 1)
    #expect(found.count { $0.contains("the generated codec gives 010100000000000000") } == 1)
    #expect(found.count { $0.contains("the dynamic codec gives 010100000000000000") } == 1)
    #expect(found.count { $0.contains(#"codec reads {"ToClientPing":{"ts":"2"}}"#) } == 2)
    #expect(found.count == 5)
  }

  @Test("a value and its bytes that change together are found by the index")
  func changedMeaning() throws {
    let found = try findings {
      $0.replace("010100000000000000", "010200000000000000")
      $0.replace(#""ts": "1""#, #""ts": "2""#)
    }
    #expect(
      found == [
        SmallVectors.ping
          + ": not what was published; withdraw it and add another under a new id"
      ])
  }

  @Test("refused bytes that are taken, or refused as another class, are found")
  func wrongRefusals() throws {
    let taken = try findings { $0.replace(#""bytes": "03""#, #""bytes": "02""#) }
    #expect(taken.count { $0.hasSuffix("codec takes the bytes") } == 2)
    let other = try findings { $0.replace(#""error": "union-tag""#, #""error": "enum""#) }
    #expect(other.count { $0.contains("codec refuses otherwise: ") } == 2)
  }

  @Test("comments, rules and levels may change: the index is about the data")
  func changedComment() throws {
    let found = try findings {
      $0.replace("no payload", "nothing behind the tag")
      $0.replace(#""level": "must", "vectors""#, #""level": "should", "vectors""#)
    }
    #expect(found == [])
  }

  @Test("an id that has gone, one that stands twice and one that is new are found")
  func ids() throws {
    let renamed = try findings { $0.replace(SmallVectors.close, SmallVectors.close + "-2") }
    #expect(renamed.count == 2)
    #expect(renamed.contains("\(SmallVectors.close): in the index and no longer in any file"))
    #expect(
      renamed.contains(
        "\(SmallVectors.close)-2: not in the index; `envoykit vectors fmt` adds it"))
    let twice = try findings { $0.files["kv-channel/v1/again.json"] = SmallVectors.text }
    #expect(twice.count == 4)
    #expect(twice.allSatisfy { $0.hasSuffix(": the id stands twice") })
  }

  @Test("ids are slugs behind the name of the schema")
  func slugs() throws {
    for id in [
      "kv-channel/v1/to-client/Close", "kv-channel/v2/to-client/close", "close",
      "kv-channel/v1/to client/close", "kv-channel/v1/to-client//close", "kv-channel/v1/",
      "kv-channel/v1/to-client/close/",
    ] {
      let found = try findings { $0.replace(SmallVectors.close, id) }
      #expect(found.contains { $0.hasPrefix("\(id): expected slugs") }, "\(id)")
    }
  }

  @Test("a rule that does not exist, a rule that nobody exercises and no rule at all are found")
  func rules() throws {
    let unknown = try findings { $0.replace(#"["BARE-W6"]"#, #"["BARE-W6", "BARE-W99"]"#) }
    #expect(unknown == ["\(SmallVectors.ping): `BARE-W99` is no rule of rules.json"])
    let none = try findings { $0.replace(#"["BARE-W6"]"#, "[]") }
    #expect(
      Set(none) == [
        "\(SmallVectors.ping): cites no rule", "BARE-W6: no vector exercises this rule",
      ])
    let idle = try findings {
      $0.rules = $0.rules.replacing(
        "[\n{", with: #"[{"id": "BARE-W7", "level": "must", "rule": "floats"},"# + "\n{")
    }
    #expect(idle == ["BARE-W7: no vector exercises this rule"])
  }

  @Test("a file that is not in its layout or its folder is found")
  func places() throws {
    let found = try findings { $0.isFormatted = false }
    #expect(found == ["\(SmallVectors.path): not in its layout; `envoykit vectors fmt` writes it"])
    let moved = try findings { vectors in
      vectors.files = ["kv-channel/v2/to-client.json": SmallVectors.text]
    }
    #expect(
      moved == ["kv-channel/v2/to-client.json: `kv-channel/v1` belongs in another folder"])
  }

  @Test("what no valid vector says any longer is found; a withdrawn vector keeps its id only")
  func coverage() throws {
    let found = try findings {
      $0.replace(#""bytes": "02"}"#, #""bytes": "02", "withdrawn": "wrong"}"#)
    }
    #expect(
      Set(found) == [
        "kv-channel/v1: no valid vector has ToClient: member ToClientClose",
        "BARE-W12: no vector exercises this rule",
      ])
  }

  @Test("a comment of more than 100 characters and a type that no schema has are found")
  func commentsAndTypes() throws {
    let long = try findings {
      $0.replace("no payload", String(repeating: "x", count: 101))
    }
    #expect(long == ["\(SmallVectors.close): the comment is longer than 100"])
    let type = try findings { $0.replace(#""type": "ToClient""#, #""type": "ToNobody""#) }
    #expect(type.count { $0.hasSuffix(": no schema or type of this name") } == 4)
  }
}
