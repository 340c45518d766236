// JSON for testee.mjs: JSON.parse rounds integers beyond 53 bits and drops all but the last of a
// repeated name, JSON.stringify drops the sign of -0, and a codec is asked about all three.

/** The value of a text: integers as BigInt, an object that repeats a name as undefined. */
export function readJSON(text) {
  const reader = new Reader(text);
  const value = reader.value();
  reader.space();
  if (reader.at < text.length) reader.fail();
  return value;
}

export function writeJSON(value) {
  if (typeof value === "bigint") return String(value);
  if (Object.is(value, -0)) return "-0.0";
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(writeJSON).join(",")}]`;
  const members = Object.entries(value).filter(([, member]) => member !== undefined);
  const texts = members.map(([name, member]) => `${JSON.stringify(name)}:${writeJSON(member)}`);
  return `{${texts.join(",")}}`;
}

class Reader {
  at = 0;

  constructor(text) {
    this.text = text;
  }

  value() {
    if (this.take("{")) return this.object();
    if (this.take("[")) return this.array();
    if (this.text[this.at] === "\"") return this.string();
    const pattern = /(true|false|null)|-?(?:0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?/y;
    pattern.lastIndex = this.at;
    const match = pattern.exec(this.text);
    if (!match) this.fail();
    this.at = pattern.lastIndex;
    const [token, word, fraction, exponent] = match;
    if (word) return JSON.parse(word);
    return fraction || exponent || token === "-0" ? Number(token) : BigInt(token);
  }

  object() {
    const members = Object.create(null);
    let repeats = false;
    if (this.take("}")) return members;
    do {
      this.space();
      const name = this.string();
      repeats ||= name in members;
      this.expect(":");
      members[name] = this.value();
    } while (this.take(","));
    this.expect("}");
    return repeats ? undefined : members;
  }

  array() {
    const elements = [];
    if (this.take("]")) return elements;
    do elements.push(this.value()); while (this.take(","));
    this.expect("]");
    return elements;
  }

  string() {
    const start = this.at;
    if (this.text[start] !== "\"") this.fail();
    for (this.at++; this.text[this.at] !== "\""; this.at++) {
      if (this.at >= this.text.length) this.fail();
      if (this.text[this.at] === "\\") this.at++;
    }
    return JSON.parse(this.text.slice(start, ++this.at));
  }

  space() {
    while (/[ \t\r\n]/.test(this.text[this.at] ?? "")) this.at++;
  }

  take(character) {
    this.space();
    const met = this.text[this.at] === character;
    if (met) this.at++;
    return met;
  }

  expect(character) {
    if (!this.take(character)) this.fail();
  }

  fail() {
    throw new SyntaxError(`not JSON, at character ${this.at}`);
  }
}
