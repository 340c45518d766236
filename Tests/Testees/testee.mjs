// A testee of EnvoyKit's conformance suite in JavaScript, without packages: BARE by schema.
//
//     envoykit conform codec --level should -- node testee.mjs [FOLDER-OF-SCHEMAS]
//
// One JSON request a line comes in, one JSON reply a line goes out. The codec is in schema.mjs and
// bare.mjs, JSON that keeps every digit in json.mjs; to test another codec, replace Schema.
import {readdirSync, readFileSync} from "node:fs";
import {join} from "node:path";
import {fileURLToPath} from "node:url";
import {Refusal, bytesOfHex, isObject} from "./bare.mjs";
import {readJSON, writeJSON} from "./json.mjs";
import {Schema} from "./schema.mjs";

/** Messages with their version in two bytes before them; in JSON {"v6": message}. */
class EmbeddedSchema {
  constructor(versions) {
    this.versions = versions;
    this.types = new Map(Object.values(versions).flatMap(schema => [...schema.types]));
  }

  decode(typeName, bytes) {
    const name = bytes.length < 2 ? "none" : `v${bytes.readUInt16LE()}`;
    const schema = this.version(name, typeName);
    try {
      return {[name]: schema.decode(typeName, bytes.subarray(2))};
    } catch (error) {
      if (error instanceof Refusal) error.offset += 2;
      throw error;
    }
  }

  encode(typeName, value) {
    const names = isObject(value) ? Object.keys(value) : [];
    if (names.length !== 1) throw new Refusal("value", "expected one version", typeName);
    const [name] = names;
    const message = this.version(name, typeName).encode(typeName, value[name]);
    return Buffer.concat([Buffer.from([Number(name.slice(1)), 0]), message]);
  }

  version(name, typeName) {
    if (!Object.hasOwn(this.versions, name) || !this.versions[name].types.has(typeName))
      throw new Refusal("version", `no version ${name} of this message`, typeName, 0);
    return this.versions[name];
  }
}

function schemasIn(folder) {
  const schemas = {};
  for (const path of readdirSync(folder, {recursive: true}).sort())
    if (path.endsWith(".bare"))
      schemas[path.slice(0, -5)] = new Schema(readFileSync(join(folder, path), "utf8"));
  const versions = Object.entries(schemas).filter(([name]) => /^envoy\/v\d+$/.test(name));
  schemas["envoy/embedded"] = new EmbeddedSchema(
    Object.fromEntries(versions.map(([name, schema]) => [name.slice("envoy/".length), schema])));
  return schemas;
}

const utf8 = new TextDecoder("utf-8", {fatal: true, ignoreBOM: true});
const own = fileURLToPath(new URL("../../schemas", import.meta.url));
const schemas = schemasIn(process.argv[2] ?? own);

function hello() {
  return {name: "envoykit-javascript", version: "1.0.0", language: "javascript", protocol: 1,
    tiers: ["recode", "codec"], schemas: [...Object.keys(schemas), "inline"], features: []};
}

function answer(request) {
  const command = needed(request, "cmd");
  if (command === "hello") return {hello: hello()};
  if (!["decode", "encode", "recode"].includes(command)) return {skip: `no command ${command}`};
  const name = needed(request, "schema"), type = needed(request, "type");
  const schema = name === "inline" ? new Schema(needed(request, "schemaText"))
    : Object.hasOwn(schemas, name) ? schemas[name] : undefined;
  if (!schema?.types.has(type)) return {skip: `no type ${type} of ${name}`};
  const hex = value => ({bytes: schema.encode(type, value).toString("hex")});
  if (command === "encode") return hex(needed(request, "value"));
  const bytes = bytesOfHex(needed(request, "bytes"));
  if (!bytes) throw new Error("bytes are no hex digits");
  const value = schema.decode(type, bytes);
  return command === "decode" ? {value} : hex(value);
}

function needed(request, name) {
  if (!isObject(request) || !Object.hasOwn(request, name)) throw new Error(`no field ${name}`);
  return request[name];
}

/** The reply to any line whatever, as a line. */
function reply(line) {
  let seq = null, request;
  try {
    request = readJSON(utf8.decode(line));
    seq = needed(request, "seq");
    return writeJSON({seq, ...answer(request)});
  } catch (error) {
    if (error instanceof Refusal) {
      const {error: name, message, path, offset} = error;
      return writeJSON({seq, reject: {error: name, message, path, offset}});
    }
    // The stack's own limit stops schemas and values of any depth.
    if (error instanceof RangeError && request)
      return writeJSON({seq, reject: {error: "depth-limit", message: error.message}});
    return writeJSON({seq, fault: {message: error.message, traceback: error.stack}});
  }
}

// Not by readline, which takes U+2028 in a string for the end of a line.
let pieces = [];
for await (const chunk of process.stdin) {
  let start = 0;
  for (let end; (end = chunk.indexOf("\n", start)) >= 0; start = end + 1) {
    console.log(reply(Buffer.concat([...pieces, chunk.subarray(start, end)])));
    pieces = [];
  }
  if (start < chunk.length) pieces.push(chunk.subarray(start));
}
if (pieces.length > 0) console.log(reply(Buffer.concat(pieces)));
