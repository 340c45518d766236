/// Schemas after the examples of the draft: their types and names are facts of its appendices.
enum DraftSchemas {
  /// Appendix A: one type of each kind.
  static let kinds = """
    type Unsigned uint
    type Signed int
    type Fixed u32
    type Short i16
    type Real f64
    type Flag bool
    type Text str
    type Bytes data
    type Sixteen data[16]
    type Nothing void
    type Numbered enum { FOO BAR = 255 BUZZ }
    type Perhaps optional<u32>
    type Texts list<str>
    type Ten list<uint>[10]
    type Names map<u32><str>
    type Choice union { int | uint = 255 | str }
    type Record struct { foo: uint bar: int buzz: str }
    """

  /// Appendix B: the company.
  static let company = """
    type PublicKey data[128]
    type Time str # ISO 8601

    type Department enum {
      ACCOUNTING
      ADMINISTRATION
      CUSTOMER_SERVICE
      DEVELOPMENT

      # Reserved for the CEO
      JSMITH = 99
    }

    type Address list<str>[4] # street, city, state, country

    type Customer struct {
      name: str
      email: str
      address: Address
      orders: list<struct {
        orderId: i64
        quantity: i32
      }>
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

  /// Appendix C: recursive data in lists with indexes, and a union of named and unnamed members.
  static let recursiveData = """
    type LinkedList list<struct { value: str next: optional<uint> }>

    type BinaryTree list<struct {
      value: i64
      left: optional<uint>
      right: optional<uint>
    }>

    type False void
    type True void
    type Null void
    type Ref uint

    type Json list<union {
      | False | True | Null | f64 | str
      | list<Ref>
      | map<str><Ref>
    }>

    type Graph struct {
      nodes: list<str>
      edges: list<struct { from: uint to: uint }>
    }
    """
}
