// swift-tools-version: 6.1
import PackageDescription

// As a user's package would be; a user writes `url:` and `from:` instead of `path:`.
let package = Package(
  name: "PluginFixture",
  dependencies: [.package(name: "EnvoyKit", path: "../../..")],
  targets: [
    // Without a bare.json: every schema in the target's folder.
    .executableTarget(
      name: "ZeroConfig",
      dependencies: [.product(name: "BareRuntime", package: "EnvoyKit")],
      plugins: [.plugin(name: "BareBuildPlugin", package: "EnvoyKit")]),
    // With a bare.json: a family of schemas elsewhere in the package.
    .executableTarget(
      name: "Configured",
      dependencies: [
        .product(name: "BareJSON", package: "EnvoyKit"),
        .product(name: "BareRuntime", package: "EnvoyKit"),
      ],
      plugins: [.plugin(name: "BareBuildPlugin", package: "EnvoyKit")]),
    // Without the build plugin: `swift package generate-bare` writes what is committed.
    .target(
      name: "Committed",
      dependencies: [.product(name: "BareRuntime", package: "EnvoyKit")],
      exclude: ["note.bare"]),
  ]
)
