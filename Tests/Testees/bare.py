"""BARE by types that are known at run time, in Python: bytes to values and back.

Values are in the conformance suite's JSON mapping, as `json.loads` gives them: integers of 64 bits
are decimal strings, bytes are hex, a map is a list of pairs, a union is `{"Member": value}`.
"""
import binascii
import math
import re
import reprlib
import struct
from collections import namedtuple

WIDTHS = {"u8": 1, "u16": 2, "u32": 4, "u64": 8, "i8": 1, "i16": 2, "i32": 4, "i64": 8}
FLOATS = {"f32": ("<f", "7fc00000"), "f64": ("<d", "7ff8000000000000")}  # and the bits of "NaN"
FLAGS = {0: False, 1: True}

# `spelling` is how a union names a member of this type; `minimum` the bytes that each value takes
# at least, so that a count can be refused before anything is made of it; `members` the types of
# fields by name, the names of an enum by number, or the types of a union by tag; `tags` the numbers
# by name.
Type = namedtuple("Type", "kind spelling minimum length item key members tags", defaults=[None] * 5)


def integers(kind, bits):
    return range(2 ** bits) if kind[0] == "u" else range(-2 ** (bits - 1), 2 ** (bits - 1))


RANGES = {kind: integers(kind, 8 * width) for kind, width in WIDTHS.items()}
RANGES.update(uint=RANGES["u64"], int=RANGES["i64"])


class Refusal(Exception):
    """A message or a value that is not of its type; `error` is one of the suite's classes."""

    def __init__(self, error, message, path="", offset=None):
        super().__init__(f"{path}: {message}")
        self.error, self.message, self.path, self.offset = error, message, path, offset


class Walk:
    """The way down into a message, so that a refusal can tell how far it went."""

    def __init__(self, root, data):
        self.path, self.data, self.offset = [root], data, 0

    def inside(self, step, *arguments):
        self.path.append(step)
        result = self.value(*arguments)
        self.path.pop()
        return result

    def refuse(self, error, message, offset=None):
        raise Refusal(error, message, "".join(self.path), offset)


class Decoder(Walk):
    """One message, of which `offset` bytes are read; every claim of a length is checked first."""

    def value(self, type):
        kind, start = type.kind, self.offset
        if kind in WIDTHS:
            number = int.from_bytes(self.bytes(type.minimum), "little", signed=kind[0] == "i")
            return str(number) if type.minimum == 8 else number
        if kind == "uint":
            return str(self.varint())
        if kind == "int":
            number = self.varint()
            return str(number >> 1 ^ -(number & 1))
        if kind in FLOATS:
            return json_of_float(kind, self.bytes(type.minimum))
        if kind == "bool":
            return self.choice(self.bytes(1)[0], FLAGS, "bool", start)
        if kind == "str":
            return self.text(self.bytes(self.varint()))
        if kind == "data":
            return self.bytes(type.length or self.varint()).hex()
        if kind == "void":
            return None
        if kind == "optional":
            if not self.choice(self.bytes(1)[0], FLAGS, "optional", start):
                return None
            value = self.value(type.item)
            return {"some": value} if type.item.kind == "optional" else value
        if kind == "list":
            return [self.inside(f"[{index}]", type.item) for index in self.indexes(type)]
        if kind == "map":
            return self.pairs(type)
        if kind == "struct":
            return {name: self.inside(f".{name}", field) for name, field in type.members.items()}
        if kind == "enum":
            return self.choice(self.varint(), type.members, "enum", start)
        member = self.choice(self.varint(), type.members, "union-tag", start)
        return {member.spelling: self.inside(f".{member.spelling}", member)}

    def choice(self, number, choices, error, start):
        if number not in choices:
            self.refuse(error, f"{number} stands for nothing here", start)
        return choices[number]

    def expect(self, count):
        rest = len(self.data) - self.offset
        if count > rest:
            self.refuse("truncated", f"{count} bytes are due, {rest} are left", self.offset)

    def bytes(self, count):
        self.expect(count)
        self.offset += count
        return self.data[self.offset - count:self.offset]

    def varint(self):
        start, number = self.offset, 0
        for shift in range(0, 70, 7):
            if self.offset == len(self.data):
                self.refuse("truncated", "a varint goes on, the message does not", start)
            byte = self.bytes(1)[0]
            number |= (byte & 0x7F) << shift
            if byte == 0 and shift > 0:
                self.refuse("varint-noncanonical", "the last byte of a varint is empty", start)
            if byte < 0x80 and number in RANGES["uint"]:
                return number
        self.refuse("varint-overflow", "a varint is beyond 64 bits", start)

    def text(self, data):
        try:
            return data.decode("utf-8")
        except UnicodeDecodeError as error:
            self.refuse("utf8", str(error), self.offset - len(data))

    def indexes(self, type):
        count = type.length or self.varint()
        self.expect(count * (type.item.minimum + (type.key.minimum if type.key else 0)))
        return range(count)

    def pairs(self, type):
        pairs, keys = [], set()
        for index in self.indexes(type):
            start = self.offset
            key = self.inside(f"[{index}].key", type.key)
            encoded = self.data[start:self.offset]
            if encoded in keys:
                self.refuse("duplicate-key", f"the key {key!r} stands twice", start)
            keys.add(encoded)
            pairs.append([key, self.inside(f"[{index}].value", type.item)])
        return pairs


class Encoder(Walk):
    """One message in the making; no value is bent to make it fit."""

    def value(self, type, value):
        kind = type.kind
        if kind in RANGES:
            self.integer(type, value)
        elif kind in FLOATS:
            data = bytes_of_float(kind, value)
            self.check(data is not None, type, value)
            self.data += data
        elif kind == "bool":
            self.check(isinstance(value, bool), type, value)
            self.data.append(value)
        elif kind in ("str", "data"):
            self.check(isinstance(value, str), type, value)
            try:
                data = value.encode("utf-8") if kind == "str" else binascii.unhexlify(value)
            except ValueError:
                self.check(False, type, value)
            self.counted(type, data, value)
            self.data += data
        elif kind == "void":
            self.check(value is None, type, value)
        elif kind == "optional":
            self.data.append(value is not None)
            if value is not None and type.item.kind == "optional":
                self.check(isinstance(value, dict) and [*value] == ["some"], type, value)
                self.value(type.item, value["some"])
            elif value is not None:
                self.value(type.item, value)
        elif kind == "list":
            self.check(isinstance(value, list), type, value)
            self.counted(type, value, value)
            for index, element in enumerate(value):
                self.inside(f"[{index}]", type.item, element)
        elif kind == "map":
            self.pairs(type, value)
        elif kind == "struct":
            self.check(isinstance(value, dict), type, value)
            for name in value.keys() ^ type.members.keys():
                self.refuse("value", f"{'unknown' if name in value else 'missing'} field {name}")
            for name, field in type.members.items():
                self.inside(f".{name}", field, value[name])
        elif kind == "enum":
            self.check(isinstance(value, str) and value in type.tags, type, value)
            self.varint(type.tags[value])
        else:
            self.check(isinstance(value, dict) and len(value) == 1, type, value)
            [(name, inner)] = value.items()
            self.check(name in type.tags, type, value)
            self.varint(type.tags[name])
            self.inside(f".{name}", type.members[type.tags[name]], inner)

    def check(self, condition, type, value):
        if not condition:
            self.refuse("value", f"expected {type.spelling}, met {reprlib.repr(value)}")

    def counted(self, type, elements, value):
        self.check(type.length in (None, len(elements)), type, value)
        if type.length is None:
            self.varint(len(elements))

    def varint(self, number):
        while number >= 0x80:
            self.data.append(number & 0x7F | 0x80)
            number >>= 7
        self.data.append(number)

    def integer(self, type, value):
        if isinstance(value, str) and re.fullmatch("-?(0|[1-9][0-9]{0,19})", value):
            value = int(value)
        elif isinstance(value, float) and value.is_integer() and abs(value) < 2 ** 53:
            value = int(value)
        # A bool is an int in Python, and an IntEnum would have a range compare number by number.
        self.check(isinstance(value, int) and not isinstance(value, bool), type, value)
        number = int(value)
        self.check(number in RANGES[type.kind], type, value)
        if type.kind in WIDTHS:
            self.data += number.to_bytes(type.minimum, "little", signed=number < 0)
        else:
            self.varint(number if type.kind == "uint" else number << 1 ^ number >> 63)

    def pairs(self, type, value):
        self.check(isinstance(value, list), type, value)
        self.varint(len(value))
        keys = set()
        for index, pair in enumerate(value):
            self.check(isinstance(pair, list) and len(pair) == 2, type, value)
            start = len(self.data)
            self.inside(f"[{index}].key", type.key, pair[0])
            key = bytes(self.data[start:])
            if key in keys:
                self.refuse("value", f"the key {pair[0]!r} stands twice")
            keys.add(key)
            self.inside(f"[{index}].value", type.item, pair[1])


def json_of_float(kind, data):
    layout, nan = FLOATS[kind]
    [number] = struct.unpack(layout, data)
    if math.isnan(number):
        bits = data[::-1].hex()
        return "NaN" if bits == nan else f"0x{bits}"
    if math.isinf(number):
        return "Infinity" if number > 0 else "-Infinity"
    if kind == "f64":
        return number
    # The shortest text for 32 bits: Python's own is the shortest for 64.
    texts = (float(f"{number:.{digits}g}") for digits in range(1, 10))
    return next(text for text in texts if bytes_of_float(kind, text) == data)


def bytes_of_float(kind, value):
    """The bytes of a number in JSON, or None where the value is none.

    What has more digits than a double holds was rounded by the reader of JSON, once before f32.
    """
    layout, nan = FLOATS[kind]
    if isinstance(value, str):
        bits = f"0x{nan}" if value == "NaN" else value
        if value in ("Infinity", "-Infinity"):
            return struct.pack(layout, float(value))
        if not re.fullmatch(f"0x[0-9a-fA-F]{{{len(nan)}}}", bits):
            return None
        data = bytes.fromhex(bits[2:])[::-1]
        return data if math.isnan(*struct.unpack(layout, data)) else None
    try:
        is_number = isinstance(value, (int, float)) and not isinstance(value, bool)
        return struct.pack(layout, value) if is_number and math.isfinite(value) else None
    except OverflowError:  # a number beyond the largest of this kind
        return None
