// BARE by types that are known at run time, in JavaScript: bytes to values and back.
//
// Values are in the conformance suite's JSON mapping: integers of 64 bits are decimal strings,
// bytes are hex, a map is a list of pairs, a union is {"Member": value}. Integers may be BigInt,
// and bytes of a message are a Buffer.
//
// A type is {kind, spelling, minimum} and what its kind needs: `spelling` is how a union names a
// member of it; `minimum` the bytes that each value takes at least, so that a count can be refused
// before anything is made of it; `members` the types of fields by name, the names of an enum by
// number or the types of a union by tag; `tags` the numbers by name.

export const widths = {u8: 1, u16: 2, u32: 4, u64: 8, i8: 1, i16: 2, i32: 4, i64: 8};
const floats = {f32: "7fc00000", f64: "7ff8000000000000"}; // the bits of "NaN"
const flags = new Map([[0, false], [1, true]]);
export const largest = 2n ** 64n - 1n;
// Without ignoreBOM a U+FEFF at the start of a text would be dropped.
const utf8 = new TextDecoder("utf-8", {fatal: true, ignoreBOM: true});

/** A message or a value that is not of its type; `error` is one of the suite's classes. */
export class Refusal extends Error {
  constructor(error, message, path, offset) {
    super(message);
    Object.assign(this, {error, path, offset});
  }
}

/** The way down into a message, so that a refusal can tell how far it went. */
class Walk {
  offset = 0;

  constructor(root, bytes) {
    this.path = [root];
    this.bytes = bytes;
  }

  inside(step, ...rest) {
    this.path.push(step);
    const result = this.value(...rest);
    this.path.pop();
    return result;
  }

  refuse(error, message, offset) {
    throw new Refusal(error, message, this.path.join(""), offset);
  }
}

/** One message, of which `offset` bytes are read; every claim of a length is checked first. */
export class Decoder extends Walk {
  value(type) {
    const {kind} = type, start = this.offset;
    if (kind in widths) return this.integer(kind);
    if (kind in floats) return jsonOfFloat(kind, this.take(type.minimum));
    switch (kind) {
      case "uint": return String(this.varint());
      case "int": {
        const number = this.varint();
        return String(number >> 1n ^ -(number & 1n));
      }
      case "bool": return this.choice(this.take(1)[0], flags, "bool", start);
      case "str": return this.text(this.take(this.varint()));
      case "data": return this.take(type.length ?? this.varint()).toString("hex");
      case "void": return null;
      case "optional": {
        if (!this.choice(this.take(1)[0], flags, "optional", start)) return null;
        const value = this.value(type.item);
        return type.item.kind === "optional" ? {some: value} : value;
      }
      case "list": return this.elements(type);
      case "map": return this.pairs(type);
      case "struct": return Object.fromEntries(Array.from(
        type.members, ([name, field]) => [name, this.inside(`.${name}`, field)]));
      case "enum": return this.choice(this.varint(), type.members, "enum", start);
      case "union": {
        const member = this.choice(this.varint(), type.members, "union-tag", start);
        return {[member.spelling]: this.inside(`.${member.spelling}`, member)};
      }
    }
  }

  choice(number, choices, error, start) {
    if (!choices.has(number)) this.refuse(error, `${number} stands for nothing here`, start);
    return choices.get(number);
  }

  // Counts beyond 2^53 lose their last digits here, and are far beyond any message all the same.
  claim(count) {
    const rest = this.bytes.length - this.offset;
    if (Number(count) > rest)
      this.refuse("truncated", `${count} bytes are due, ${rest} are left`, this.offset);
    return Number(count);
  }

  take(count) {
    const start = this.offset;
    this.offset += this.claim(count);
    return this.bytes.subarray(start, this.offset);
  }

  varint() {
    const start = this.offset;
    let number = 0n;
    for (let shift = 0n; shift < 70n; shift += 7n) {
      if (this.offset === this.bytes.length)
        this.refuse("truncated", "a varint goes on, the message does not", start);
      const byte = this.bytes[this.offset++];
      number |= BigInt(byte & 0x7f) << shift;
      if (byte === 0 && shift > 0n)
        this.refuse("varint-noncanonical", "the last byte of a varint is empty", start);
      if (byte < 0x80 && number <= largest) return number;
    }
    this.refuse("varint-overflow", "a varint is beyond 64 bits", start);
  }

  integer(kind) {
    const bytes = this.take(widths[kind]);
    if (kind === "u64") return String(bytes.readBigUInt64LE());
    if (kind === "i64") return String(bytes.readBigInt64LE());
    return kind[0] === "u" ? bytes.readUIntLE(0, bytes.length) : bytes.readIntLE(0, bytes.length);
  }

  text(bytes) {
    try {
      return utf8.decode(bytes);
    } catch {
      this.refuse("utf8", "the text is no UTF-8", this.offset - bytes.length);
    }
  }

  count(type) {
    const count = Number(type.length ?? this.varint());
    this.claim(count * (type.item.minimum + (type.key?.minimum ?? 0)));
    return count;
  }

  elements(type) {
    const elements = [], count = this.count(type);
    for (let index = 0; index < count; index++)
      elements.push(this.inside(`[${index}]`, type.item));
    return elements;
  }

  pairs(type) {
    const pairs = [], keys = new Set(), count = this.count(type);
    for (let index = 0; index < count; index++) {
      const start = this.offset;
      const key = this.inside(`[${index}].key`, type.key);
      const encoded = this.bytes.toString("hex", start, this.offset);
      if (keys.has(encoded)) this.refuse("duplicate-key", `the key ${key} stands twice`, start);
      keys.add(encoded);
      pairs.push([key, this.inside(`[${index}].value`, type.item)]);
    }
    return pairs;
  }
}

/** One message in the making, `offset` bytes long; no value is bent to make it fit. */
export class Encoder extends Walk {
  constructor(root) {
    super(root, Buffer.alloc(256));
  }

  value(type, value) {
    const {kind} = type;
    const check = condition => {
      if (!condition) this.refuse("value", `expected ${type.spelling}, met ${glimpse(value)}`);
    };
    const counted = elements => {
      check(type.length === undefined || type.length === BigInt(elements.length));
      if (type.length === undefined) this.varint(BigInt(elements.length));
    };
    if (kind in widths || kind === "uint" || kind === "int") {
      const number = integerOf(value), bits = 8 * (widths[kind] ?? 8);
      const wrapped = kind[0] === "u" ? BigInt.asUintN : BigInt.asIntN;
      check(number !== undefined && number === wrapped(bits, number));
      if (kind in widths) this.fixed(BigInt.asUintN(bits, number), widths[kind]);
      else this.varint(kind === "uint" ? number : number << 1n ^ number >> 63n);
    } else if (kind in floats) {
      const bytes = bytesOfFloat(kind, value);
      check(bytes);
      this.append(bytes);
    } else if (kind === "bool") {
      check(typeof value === "boolean");
      this.append([Number(value)]);
    } else if (kind === "str") {
      check(typeof value === "string" && value.isWellFormed());
      const bytes = Buffer.from(value);
      counted(bytes);
      this.append(bytes);
    } else if (kind === "data") {
      const bytes = bytesOfHex(value);
      check(bytes);
      counted(bytes);
      this.append(bytes);
    } else if (kind === "void") {
      check(value === null);
    } else if (kind === "optional") {
      this.append([Number(value !== null)]);
      if (value === null) return;
      const nested = type.item.kind === "optional";
      check(!nested || isObject(value) && String(Object.keys(value)) === "some");
      this.value(type.item, nested ? value.some : value);
    } else if (kind === "list") {
      check(Array.isArray(value));
      counted(value);
      value.forEach((element, index) => this.inside(`[${index}]`, type.item, element));
    } else if (kind === "map") {
      check(Array.isArray(value) && value.every(pair => Array.isArray(pair) && pair.length === 2));
      counted(value);
      this.pairs(type, value);
    } else if (kind === "struct") {
      check(isObject(value));
      const unknown = Object.keys(value).find(name => !type.members.has(name));
      if (unknown !== undefined) this.refuse("value", `a field ${unknown} is unknown`);
      for (const [name, field] of type.members) {
        if (!Object.hasOwn(value, name)) this.refuse("value", `a field ${name} is missing`);
        this.inside(`.${name}`, field, value[name]);
      }
    } else if (kind === "enum") {
      check(type.tags.has(value));
      this.varint(type.tags.get(value));
    } else {
      check(isObject(value) && Object.keys(value).length === 1);
      const [[name, inner]] = Object.entries(value);
      check(type.tags.has(name));
      this.varint(type.tags.get(name));
      this.inside(`.${name}`, type.members.get(type.tags.get(name)), inner);
    }
  }

  append(bytes) {
    const end = this.offset + bytes.length;
    if (end > this.bytes.length) this.bytes = Buffer.concat([this.bytes], 2 * end);
    this.bytes.set(bytes, this.offset);
    this.offset = end;
  }

  fixed(number, width) {
    const bytes = Buffer.alloc(8);
    bytes.writeBigUInt64LE(number);
    this.append(bytes.subarray(0, width));
  }

  varint(number) {
    const bytes = [];
    for (; number >= 0x80n; number >>= 7n) bytes.push(Number(number & 0x7fn) | 0x80);
    this.append([...bytes, Number(number)]);
  }

  pairs(type, pairs) {
    const keys = new Set();
    for (const [index, [key, value]] of pairs.entries()) {
      const start = this.offset;
      this.inside(`[${index}].key`, type.key, key);
      const encoded = this.bytes.toString("hex", start, this.offset);
      if (keys.has(encoded)) this.refuse("value", `the key ${key} stands twice`);
      keys.add(encoded);
      this.inside(`[${index}].value`, type.item, value);
    }
  }
}

export function isObject(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function glimpse(value) {
  if (Array.isArray(value)) return "an array";
  return isObject(value) ? "an object" : String(value).slice(0, 40);
}

function integerOf(value) {
  if (typeof value === "bigint") return value;
  const isText = typeof value === "string" && /^-?(0|[1-9]\d{0,19})$/.test(value);
  return isText || Number.isSafeInteger(value) ? BigInt(value) : undefined;
}

/** The bytes of hex digits, or undefined where the value is no such text. */
export function bytesOfHex(value) {
  const isHex = typeof value === "string" && value.length % 2 === 0 && !/[^0-9a-f]/i.test(value);
  return isHex ? Buffer.from(value, "hex") : undefined;
}

function readFloat(kind, bytes) {
  return kind === "f32" ? bytes.readFloatLE() : bytes.readDoubleLE();
}

function jsonOfFloat(kind, bytes) {
  const number = readFloat(kind, bytes);
  if (Number.isNaN(number)) {
    const bits = Buffer.from(bytes).reverse().toString("hex");
    return bits === floats[kind] ? "NaN" : `0x${bits}`;
  }
  if (!Number.isFinite(number)) return String(number);
  if (kind === "f64" || number === 0) return number;
  // The shortest text for 32 bits: JavaScript's own is the shortest for 64.
  for (let digits = 1; ; digits++) {
    const short = Number(number.toPrecision(digits));
    if (Math.fround(short) === number) return short;
  }
}

/**
 * The bytes of a number in JSON, or undefined where the value is none. What has more digits than a
 * double holds was rounded by the reader of JSON, once before f32.
 */
function bytesOfFloat(kind, value) {
  const width = floats[kind].length / 2;
  if (typeof value === "string" && !/^-?Infinity$/.test(value)) {
    const bits = value === "NaN" ? `0x${floats[kind]}` : value;
    const bytes = bits.startsWith("0x") ? bytesOfHex(bits.slice(2))?.reverse() : undefined;
    return bytes?.length === width && Number.isNaN(readFloat(kind, bytes)) ? bytes : undefined;
  }
  if (!["number", "bigint", "string"].includes(typeof value)) return undefined;
  const number = Number(value), rounded = kind === "f32" ? Math.fround(number) : number;
  if (!Number.isFinite(rounded) && typeof value !== "string") return undefined;
  const bytes = Buffer.alloc(width);
  if (kind === "f32") bytes.writeFloatLE(rounded);
  else bytes.writeDoubleLE(rounded);
  return bytes;
}
