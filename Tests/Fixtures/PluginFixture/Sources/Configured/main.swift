import BareJSON
import BareRuntime

// A type that did not change is one type: the speaker of version 1 fits version 2.
let speaker = Chat.V1.Speaker(name: "Ada")
let said = Chat.V2.Talk.line(Chat.V2.Line(by: speaker, text: "Hello", mood: .fine))
print(try Bytes(try said.encoded()), text(said.json))

// An older peer hears the line without the mood: that is decided in Decisions.swift.
print(try Bytes(try Chat.Versioned.Talk.v2(said).converted(to: .v1).encoded()))

let tried = Chat.V2MOODS.Line(by: speaker, text: "Hello", moods: [.fine, .notOk])
print(try Bytes(try tried.encoded()), text(tried.json))

print(try Chat.V1.Talk(decoding: try Bytes([1])) == .quit)

func text(_ json: JSONValue) -> String {
  String(decoding: json.compactBytes(), as: UTF8.self)
}
