// BARE schemas in JavaScript, and messages of the types that they declare.
//
//     new Schema("type Point struct { x: i8 y: i8 }").encode("Point", {x: 1, y: -1})
//
// The grammar is read without its rules on white space, for this is no linter; refused is what
// would make decoding unsafe or a name ambiguous.
import {Decoder, Encoder, largest, widths} from "./bare.mjs";

// What a value of a type without parts takes in bytes, at least.
const primitives = {...widths, f32: 4, f64: 8, uint: 1, int: 1, bool: 1, str: 1, void: 0};
const keyKinds = new Set([...Object.keys(widths), "uint", "int", "bool", "str", "data", "enum"]);

/** The types that a schema declares. A text that is no schema is an Error. */
export class Schema {
  types = new Map();

  constructor(text) {
    const matches = text.matchAll(/#.*|([A-Za-z]\w*|\d+|\S)/g);
    this.words = ["the end", ...Array.from(matches, match => match[1]).filter(Boolean).reverse()];
    while (this.words.length > 1) {
      this.expect(/^type$/);
      const name = this.expect(/^[A-Z][A-Za-z0-9]*$/);
      require(!this.types.has(name), `${name} is declared twice`);
      this.types.set(name, {...this.type(), spelling: name});
    }
  }

  decode(typeName, bytes) {
    const decoder = new Decoder(typeName, bytes);
    const value = decoder.value(this.types.get(typeName));
    if (decoder.offset < bytes.length)
      decoder.refuse("trailing", "bytes after the message", decoder.offset);
    return value;
  }

  encode(typeName, value) {
    const encoder = new Encoder(typeName);
    encoder.value(this.types.get(typeName), value);
    return encoder.bytes.subarray(0, encoder.offset);
  }

  expect(pattern) {
    const word = this.words.pop();
    require(pattern.test(word), `expected ${pattern.source}, met ${word}`);
    return word;
  }

  skip(word) {
    return this.words.at(-1) === word && this.words.pop() === word;
  }

  type() {
    const kind = this.expect(/^[A-Za-z]\w*$/);
    if (Object.hasOwn(primitives, kind)) return {kind, spelling: kind, minimum: primitives[kind]};
    if (kind === "data") {
      const length = this.length();
      return {kind, spelling: `data${suffix(length)}`, minimum: Number(length ?? 1), length};
    }
    if (kind === "optional") {
      const item = this.parameter();
      return {kind, spelling: `optional<${item.spelling}>`, minimum: 1, item};
    }
    if (kind === "list") {
      const item = this.parameter(), length = this.length();
      const minimum = length ? Number(length) * item.minimum : 1;
      return {kind, spelling: `list<${item.spelling}>${suffix(length)}`, minimum, length, item};
    }
    if (kind === "map") {
      const key = this.parameter(), item = this.parameter();
      require(keyKinds.has(key.kind), `${key.spelling} is no type for keys`);
      return {kind, spelling: `map<${key.spelling}><${item.spelling}>`, minimum: 1, key, item};
    }
    if (kind === "struct") return this.struct();
    if (kind === "enum" || kind === "union") return this.choice(kind);
    require(this.types.has(kind), `${kind} is not declared before it is used`);
    return this.types.get(kind);
  }

  parameter() {
    this.expect(/^<$/);
    const item = this.occupying();
    this.expect(/^>$/);
    return item;
  }

  // Elements without bytes would make any count fit into any message.
  occupying() {
    const type = this.type();
    require(type.kind !== "void", "void is for members of unions only");
    return type;
  }

  length() {
    if (!this.skip("[")) return undefined;
    const length = BigInt(this.expect(/^\d+$/));
    require(length > 0n && length <= largest, `${length} is no length`);
    this.expect(/^\]$/);
    return length;
  }

  struct() {
    const members = new Map();
    this.expect(/^{$/);
    while (!this.skip("}")) {
      const name = this.expect(/^[a-z]\w*$/);
      require(!members.has(name), `${name} is declared twice`);
      this.expect(/^:$/);
      members.set(name, this.occupying());
    }
    require(members.size > 0, "struct without a field");
    const spellings = Array.from(members, ([name, field]) => `${name}:${field.spelling}`);
    const minimum = [...members.values()].reduce((sum, field) => sum + field.minimum, 0);
    return {kind: "struct", spelling: `struct{${spellings.join(" ")}}`, minimum, members};
  }

  choice(kind) {
    const members = new Map(), tags = new Map();
    let next = 0n, minimum = Infinity;
    this.expect(/^{$/);
    while (!this.skip("}")) {
      if (kind === "union" && this.skip("|")) continue;
      const member = kind === "union" ? this.type() : this.expect(/^[A-Z][A-Z0-9_]*$/);
      const name = kind === "union" ? member.spelling : member;
      const tag = this.skip("=") ? BigInt(this.expect(/^\d+$/)) : next;
      require(tag >= next && tag <= largest, `${tag} is not in ascending order`);
      require(!tags.has(name), `${name} is declared twice`);
      minimum = Math.min(minimum, varintSize(tag) + (kind === "union" ? member.minimum : 0));
      members.set(tag, member);
      tags.set(name, tag);
      next = tag + 1n;
    }
    require(members.size > 0, `${kind} without a member`);
    const spellings = Array.from(tags, ([name, tag]) => `${name}=${tag}`);
    const spelling = `${kind}{${spellings.join(kind === "enum" ? " " : "|")}}`;
    return {kind, spelling, minimum, members, tags};
  }
}

function require(condition, message) {
  if (!condition) throw new Error(`schema: ${message}`);
}

function varintSize(number) {
  return Math.ceil(number.toString(2).length / 7);
}

function suffix(length) {
  return length ? `[${length}]` : "";
}
