import BareRuntime

let ada = Person.Person(name: "Ada", age: 36)
let message = try ada.encoded()
print(try Bytes(message))
let read = try Person.Person(decoding: message)
print(read.name, read.age ?? 0, read == ada)
