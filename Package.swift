// swift-tools-version: 6.1
import PackageDescription

let package = Package(
  name: "EnvoyKit",
  platforms: [.macOS(.v15)],
  products: [
    .executable(name: "barec", targets: ["barec"]),
    .executable(name: "envoykit", targets: ["envoykit"]),
    .library(name: "BareRuntime", targets: ["BareRuntime"]),
    .library(name: "BareSchema", targets: ["BareSchema"]),
    .library(name: "BareJSON", targets: ["BareJSON"]),
    .library(name: "BareDynamic", targets: ["BareDynamic"]),
    .library(name: "EnvoyProtocol", targets: ["EnvoyProtocol"]),
    .library(name: "KVChannelProtocol", targets: ["KVChannelProtocol"]),
    .library(name: "EnvoyServer", targets: ["EnvoyServer"]),
    .plugin(name: "BareBuildPlugin", targets: ["BareBuildPlugin"]),
    .plugin(name: "BareCommandPlugin", targets: ["BareCommandPlugin"]),
  ],
  targets: [
    .target(name: "BareRuntime"),
    .target(name: "BareSchema"),
    .target(name: "BareJSON", dependencies: ["BareRuntime"]),
    .target(name: "BareDynamic", dependencies: ["BareRuntime", "BareSchema", "BareJSON"]),
    .target(name: "BareSwiftGenerator", dependencies: ["BareSchema"]),
    .target(name: "BareLanguageServer", dependencies: ["BareSchema", "BareJSON"]),
    .target(name: "CommandLineSupport"),
    .target(
      name: "BareGenerate", dependencies: ["CommandLineSupport", "BareSwiftGenerator", "BareJSON"]),
    .executableTarget(name: "bare-generate", dependencies: ["BareGenerate"]),
    .executableTarget(
      name: "barec", dependencies: ["BareGenerate", "BareDynamic", "BareLanguageServer"]),
    .plugin(
      name: "BareBuildPlugin", capability: .buildTool(), dependencies: ["bare-generate"],
      path: "Sources/Plugins/BareBuildPlugin"),
    .plugin(
      name: "BareCommandPlugin",
      capability: .command(
        intent: .custom(verb: "generate-bare", description: "Generate Swift from BARE schemas"),
        permissions: [
          .writeToPackageDirectory(reason: "It writes the generated Swift beside your sources.")
        ]),
      dependencies: ["bare-generate"], path: "Sources/Plugins/BareCommandPlugin"),
    .target(
      name: "EnvoyProtocol", dependencies: ["BareRuntime", "BareJSON"],
      plugins: ["BareBuildPlugin"]),
    .target(
      name: "KVChannelProtocol", dependencies: ["BareRuntime", "BareJSON"],
      plugins: ["BareBuildPlugin"]),
    .target(
      name: "EnvoyConformance",
      dependencies: [
        "BareDynamic", "BareJSON", "BareRuntime", "BareSchema", "Digest", "EnvoyProtocol",
        "KVChannelProtocol", "LTX",
      ],
      resources: [.embedInCode("Reports/report.html")],
      plugins: ["BareBuildPlugin"]),
    .target(
      name: "EnvoyClient",
      dependencies: ["EnvoyProtocol", "KVChannelProtocol", "LTX", "BareRuntime"]),
    .target(
      name: "ClientConnection", dependencies: ["EnvoyClient", "SocketIO", "WebSocketWire"]),
    .target(name: "Digest"),
    .target(name: "LTX"),
    .target(name: "PageLayout", dependencies: ["BareRuntime"]),
    .target(name: "WebSocketWire"),
    .target(
      name: "EnvoyServerCore",
      dependencies: [
        "EnvoyProtocol", "KVChannelProtocol", "LTX", "BareRuntime", "BareJSON", "Digest",
      ]),
    .systemLibrary(name: "CSQLite"),
    .target(name: "SQLiteLibrary", dependencies: ["CSQLite"]),
    .target(name: "PageVFS", dependencies: ["SQLiteLibrary", "CSQLite", "BareRuntime"]),
    .target(
      name: "PageStores",
      dependencies: ["EnvoyClient", "EnvoyProtocol", "PageLayout", "PageVFS", "BareRuntime"]),
    .target(name: "RemoteSQL", dependencies: ["PageVFS", "SQLiteLibrary", "BareRuntime"]),
    .systemLibrary(name: "CEpoll"),
    .target(name: "SocketIO", dependencies: ["WebSocketWire"]),
    .target(
      name: "EnvoyServer",
      dependencies: [
        "EnvoyServerCore", "SocketIO", "WebSocketWire", "EnvoyProtocol", "BareJSON", "BareRuntime",
        "RemoteSQL", "SQLiteLibrary",
        .target(name: "CEpoll", condition: .when(platforms: [.linux])),
      ],
      resources: [.embedInCode("Page/page.html")]),
    .target(name: "ServerSimulation", dependencies: ["EnvoyServerCore", "EnvoyClient"]),
    .executableTarget(
      name: "envoykit",
      dependencies: [
        "ClientConnection", "CommandLineSupport", "EnvoyClient", "EnvoyConformance", "EnvoyServer",
        "EnvoyServerCore", "EnvoyProtocol", "PageLayout", "PageStores", "PageVFS",
        "SQLiteLibrary", "ServerSimulation", "WebSocketWire", "BareRuntime", "BareJSON",
        "BareDynamic", "Digest",
      ]),
    .testTarget(name: "BareRuntimeTests", dependencies: ["BareRuntime"]),
    .target(name: "GoldenFiles", dependencies: ["BareSchema"], path: "Tests/GoldenFiles"),
    .testTarget(
      name: "BareSchemaTests", dependencies: ["BareSchema", "GoldenFiles"], exclude: ["Cases"]),
    .testTarget(name: "BareJSONTests", dependencies: ["BareJSON", "BareRuntime"]),
    .testTarget(
      name: "BareDynamicTests",
      dependencies: ["BareDynamic", "BareSchema", "BareJSON", "BareRuntime"]),
    .testTarget(
      name: "BareSwiftGeneratorTests",
      dependencies: ["BareSwiftGenerator", "BareSchema", "GoldenFiles"], exclude: ["Cases"]),
    .testTarget(
      name: "BareLanguageServerTests",
      dependencies: ["BareLanguageServer", "BareSchema", "BareJSON"]),
    .target(
      name: "CompletionChecks", dependencies: ["CommandLineSupport"],
      path: "Tests/CompletionChecks"),
    .testTarget(name: "BarecTests", dependencies: ["barec", "CompletionChecks"]),
    .target(name: "Guides", path: "Tests/Guides"),
    .testTarget(name: "PluginTests", dependencies: ["Guides"]),
    .testTarget(name: "TidyTests"),
    .testTarget(
      name: "EnvoyProtocolTests",
      dependencies: [
        "EnvoyProtocol", "KVChannelProtocol", "BareRuntime", "BareJSON", "BareSchema",
        "BareDynamic",
      ]),
    .testTarget(
      name: "EnvoyConformanceTests",
      dependencies: [
        "EnvoyConformance", "EnvoyProtocol", "KVChannelProtocol", "BareDynamic", "BareSchema",
        "BareJSON", "BareRuntime", "LTX",
      ]),
    .testTarget(
      name: "EnvoyClientTests",
      dependencies: ["EnvoyClient", "EnvoyProtocol", "KVChannelProtocol", "LTX", "BareRuntime"]),
    .testTarget(name: "WebSocketWireTests", dependencies: ["WebSocketWire"]),
    .testTarget(name: "DigestTests", dependencies: ["Digest"]),
    .testTarget(
      name: "PageLayoutTests",
      dependencies: ["PageLayout", "BareRuntime", "BareJSON", "Digest", "EnvoyConformance"]),
    .testTarget(
      name: "ClientConnectionTests",
      dependencies: ["ClientConnection", "EnvoyClient", "EnvoyServer", "BareRuntime"]),
    .testTarget(name: "LTXTests", dependencies: ["LTX", "Digest", "EnvoyConformance"]),
    .testTarget(name: "SQLiteLibraryTests", dependencies: ["SQLiteLibrary"]),
    .testTarget(
      name: "PageVFSTests", dependencies: ["PageVFS", "SQLiteLibrary", "BareRuntime"]),
    .testTarget(
      name: "PageStoresTests",
      dependencies: [
        "PageStores", "PageVFS", "SQLiteLibrary", "ServerSimulation", "EnvoyServerCore",
        "EnvoyClient", "EnvoyProtocol", "PageLayout", "BareRuntime",
      ]),
    .testTarget(
      name: "RemoteSQLTests", dependencies: ["RemoteSQL", "SQLiteLibrary", "BareRuntime"]),
    .testTarget(
      name: "EnvoyServerCoreTests",
      dependencies: [
        "EnvoyServerCore", "EnvoyProtocol", "KVChannelProtocol", "BareRuntime", "BareJSON", "LTX",
        "Digest",
      ]),
    .testTarget(
      name: "EnvoyServerTests",
      dependencies: [
        "EnvoyServer", "SocketIO", "WebSocketWire", "EnvoyProtocol", "BareJSON", "BareRuntime",
        "ClientConnection", "EnvoyClient", "EnvoyServerCore", "SQLiteLibrary",
      ]),
    .testTarget(
      name: "EnvoyKitToolTests",
      dependencies: [
        "envoykit", "CommandLineSupport", "CompletionChecks", "EnvoyServer", "Guides", "PageLayout",
        "SQLiteLibrary", "WebSocketWire",
      ]),
    .testTarget(name: "CommandLineSupportTests", dependencies: ["CommandLineSupport"]),
    .target(
      name: "FuzzTargets", dependencies: ["BareSchema", "BareJSON"], path: "Tests/FuzzTargets"),
    .testTarget(
      name: "FuzzReplayTests", dependencies: ["FuzzTargets"], exclude: ["Corpus"]),
  ]
)

// The fuzzer links with libFuzzer alone, which nobody else needs: see .ci/fuzz.
if Context.environment["BARE_FUZZ"] != nil {
  package.targets.append(
    .executableTarget(
      name: "Fuzzer", dependencies: ["FuzzTargets"], path: "Tests/Fuzzer",
      exclude: ["schema.dict"]))
}
