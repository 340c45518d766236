import BareDynamic
import BareJSON
import BareRuntime
import BareSchema

/// Checks one vector by both codecs.
struct VectorCheck {
  private let vector: Vector
  private let codecs: [(name: String, codec: MessageCodec)]

  /// Nil where no schema has the vector's type.
  init?(_ vector: Vector) {
    guard let schema = BuiltInSchema.all[vector.schema],
      let reference = schema.reference(vector.type), let generated = schema.generated[vector.type]
    else { return nil }
    self.vector = vector
    codecs = [
      ("generated", .generated(generated, typeName: vector.type)),
      ("dynamic", .dynamic(reference)),
    ]
  }

  /// What either codec says against the vector.
  func findings() -> [String] {
    switch (vector.kind, vector.result) {
    case (.convert, _): []
    case (.encode, .invalid): refusalFindings()
    case (.encode, _): valueFindings()
    case (_, .invalid): bytesRefusalFindings()
    case (.roundtrip, .valid): valueFindings() + bytesFindings()
    case (_, .valid): bytesFindings()
    case (_, .acceptable): []
    }
  }

  private func valueFindings() -> [String] {
    guard let value = vector.value, let bytes = vector.bytes else { return [incomplete] }
    return codecs.compactMap { name, codec in
      do {
        let encoded = try codec.encode(value)
        return encoded == bytes ? nil : "\(vector.id): the \(name) codec gives \(encoded.hex)"
      } catch {
        return "\(vector.id): the \(name) codec refuses the value: \(error)"
      }
    }
  }

  private func bytesFindings() -> [String] {
    guard let value = vector.value, let bytes = vector.bytes else { return [incomplete] }
    return codecs.compactMap { name, codec in
      do {
        let decoded = try codec.decode(bytes)
        return decoded == value
          ? nil : "\(vector.id): the \(name) codec reads \(decoded.compactText)"
      } catch {
        return "\(vector.id): the \(name) codec refuses the bytes: \(error)"
      }
    }
  }

  private func bytesRefusalFindings() -> [String] {
    guard let bytes = vector.bytes, vector.error != nil else { return [incomplete] }
    return codecs.compactMap { name, codec in
      do throws(BareError) {
        _ = try codec.decode(bytes)
        return "\(vector.id): the \(name) codec takes the bytes"
      } catch {
        guard error.errorClass == vector.error else {
          return "\(vector.id): the \(name) codec refuses otherwise: \(error)"
        }
        guard let at = vector.byteOffset, error.byteOffset != at else { return nil }
        return "\(vector.id): the \(name) codec finds the fault elsewhere than at \(at): \(error)"
      }
    }
  }

  private func refusalFindings() -> [String] {
    guard let value = vector.value else { return [incomplete] }
    return codecs.compactMap { name, codec in
      (try? codec.encode(value)) == nil
        ? nil : "\(vector.id): the \(name) codec takes the value"
    }
  }

  private var incomplete: String {
    "\(vector.id): expected value and bytes where valid, bytes and error where refused"
  }
}
