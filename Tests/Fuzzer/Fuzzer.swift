import Foundation
import FuzzTargets

/// Lets libFuzzer drive the target that `FUZZ_TARGET` names; arguments are libFuzzer's. There as a
/// variable, since libFuzzer runs itself again with its own arguments, as for `-merge=1`.
@main
enum Fuzzer {
  static let target = ProcessInfo.processInfo.environment["FUZZ_TARGET"].flatMap(
    FuzzTarget.init(rawValue:))

  static func main() {
    guard target != nil else {
      print("FUZZ_TARGET is none of \(FuzzTarget.allCases.map(\.rawValue))")
      exit(64)
    }
    var count = CommandLine.argc
    var arguments = CommandLine.unsafeArgv
    exit(
      runDriver(&count, &arguments) { start, byteCount in
        Fuzzer.check(Array(UnsafeBufferPointer(start: start, count: byteCount)))
        return 0
      })
  }

  /// Traps where something does not hold, which is what libFuzzer looks for.
  private static func check(_ bytes: [UInt8]) {
    guard let findings = target?.findings(bytes), !findings.isEmpty else { return }
    for finding in findings { FileHandle.standardError.write(Data("broken: \(finding)\n".utf8)) }
    preconditionFailure()
  }
}

@_silgen_name("LLVMFuzzerRunDriver")
private func runDriver(
  _ argumentCount: UnsafeMutablePointer<Int32>,
  _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>>,
  _ body: @convention(c) (UnsafePointer<UInt8>?, Int) -> Int32
) -> Int32
