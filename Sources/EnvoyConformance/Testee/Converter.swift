import BareJSON
import BareRuntime
import EnvoyProtocol

/// Converts values between versions by generated code.
enum Converter {
  /// What became of a conversion.
  enum Outcome {
    case converted(JSONValue)
    case unsupported(VectorConversion.Refusal)

    /// There is no such version.
    case noVersion(String)

    /// The value is none of its type.
    case value(String)

    /// There are no versions of this kind, or no message of this name.
    case unknown(String)
  }

  /// Converts a value of a root type from one schema, such as `envoy/v6`, to another.
  static func convert(
    _ value: JSONValue, type: String, from source: String, to target: String
  ) -> Outcome {
    guard let from = versionNumber(source), let to = versionNumber(target) else {
      return .unknown("versions are `envoy/vN`, not `\(source)` and `\(target)`")
    }
    guard let codec = Envoy.Versioned.jsonCodecs[type] else {
      return .unknown("`\(type)` is no whole message")
    }
    do {
      return .converted(try codec.convert(value, from, to))
    } catch let error as IncompatibleVersion {
      return .unsupported(
        VectorConversion.Refusal(
          feature: error.feature, direction: error.direction,
          requiredVersion: error.requiredVersion, targetVersion: error.targetVersion))
    } catch let error as BareError where error.errorClass == .version {
      return .noVersion("\(error)")
    } catch {
      return .value("\(error)")
    }
  }

  private static func versionNumber(_ schema: String) -> UInt16? {
    guard schema.hasPrefix("envoy/v"), let number = UInt16(schema.dropFirst(7)),
      schema == "envoy/v\(number)"
    else { return nil }
    return number
  }
}
