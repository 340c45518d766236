import BareRuntime

/// Notes as bytes.
public struct Notebook {
  private var notes: [Note.Note] = []

  /// An empty notebook.
  public init() {}

  /// Adds a note and gives its message.
  public mutating func add(_ text: String) throws(BareError) -> [UInt8] {
    let note = Note.Note(text: text, isDone: false)
    notes.append(note)
    return try note.encoded()
  }
}
