import Testing

/// The draft's appendices: schemas, values and bytes are facts of it.
@Suite("The draft's examples")
struct DraftMessageTests {
  @Test("each kind of appendix A has the draft's bytes")
  func kinds() throws {
    let sixteen = "aaeeffeeddccbbaaeeddccbbeeddccbb"
    let map = "03 00000000 047a65726f 01000000 036f6e65 ff000000 1b" + Self.fiftyFive
    let cases = [
      ("u32", "ff000000", "255"), ("i16", "ff00", "255"), ("i16", "01ff", "-255"),
      ("f64", "6666666666660440", "2.55"), ("data", "10" + sixteen, "\"\(sixteen)\""),
      ("data[16]", sixteen, "\"\(sixteen)\""), ("enum {FOO BAR = 255 BUZZ}", "8002", #""BUZZ""#),
      ("optional<u32>", "0100000000", "0"),
      ("list<str>", "0303666f6f036261720462757a7a", #"["foo","bar","buzz"]"#),
      (
        "list<uint>[10]", "0001fe01ff01800281027e7f80018101",
        #"["0","1","254","255","256","257","126","127","128","129"]"#
      ),
      ("map<u32><str>", map, #"[[0,"zero"],[1,"one"],[255,"two hundreds and fifty five"]]"#),
      (
        "struct {foo: uint bar: int buzz: str}", "ff01fd030442415245",
        #"{"foo":"255","bar":"-255","buzz":"BARE"}"#
      ),
    ]
    var faults: [String] = []
    for (type, hex, json) in cases { faults += try TypeUnderTest(type).faults(hexBytes(hex), json) }
    #expect(faults.isEmpty, "\(faults.joined(separator: "\n"))")
  }

  @Test("each message of appendix B has the draft's bytes")
  func company() throws {
    let person = try TypeUnderTest(schema: Self.schema)
    let customer =
      "000b4a616d657320536d697468126a736d697468406578616d706c652e6f7267" + Self.address
      + "01b241defc000000000500000000"
    let employee =
      "010b54696666616e7920446f651274696666616e79644061636d652e636f7270" + Self.address
      + "0114323032302d30362d32315432313a31383a30355a0000"
    let customerJSON =
      #"{"Customer":{"name":"James Smith","email":"jsmith@example.org","#
      + #""address":\#(Self.addressJSON),"#
      + #""orders":[{"orderId":"4242424242","quantity":5}],"metadata":[]}}"#
    let employeeJSON =
      #"{"Employee":{"name":"Tiffany Doe","email":"tiffanyd@acme.corp","#
      + #""address":\#(Self.addressJSON),"#
      + #""department":"ADMINISTRATION","hireDate":"2020-06-21T21:18:05Z","publicKey":null,"#
      + #""metadata":[]}}"#
    let faults =
      person.faults(hexBytes(customer), customerJSON)
      + person.faults(hexBytes(employee), employeeJSON)
      + person.faults(hexBytes("02"), #"{"TerminatedEmployee":null}"#)
    #expect(faults.isEmpty, "\(faults.joined(separator: "\n"))")
  }

  static let fiftyFive = "74776f2068756e647265647320616e642066696674792066697665"

  static let address =
    "0b313233204d61696e2053740c5068696c6164656c706869610250410d556e6974656420537461746573"

  static let addressJSON = #"["123 Main St","Philadelphia","PA","United States"]"#

  static let schema = """
    type PublicKey data[128]
    type Time str
    type Department enum {
      ACCOUNTING ADMINISTRATION CUSTOMER_SERVICE DEVELOPMENT
      JSMITH = 99
    }
    type Address list<str>[4]
    type Customer struct {
      name: str
      email: str
      address: Address
      orders: list<struct { orderId: i64 quantity: i32 }>
      metadata: map<str><data>
    }
    type Employee struct {
      name: str
      email: str
      address: Address
      department: Department
      hireDate: Time
      publicKey: optional<PublicKey>
      metadata: map<str><data>
    }
    type TerminatedEmployee void
    type Person union {Customer | Employee | TerminatedEmployee}
    """
}
