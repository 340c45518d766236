"""BARE schemas in Python, and messages of the types that they declare.

    Schema("type Point struct { x: i8 y: i8 }").encode("Point", {"x": 1, "y": -1})

The grammar is read without its rules on white space, for this is no linter; refused is what would
make decoding unsafe or a name ambiguous.
"""
import re

from bare import RANGES, WIDTHS, Decoder, Encoder, Type

# What a value of a type without parts takes in bytes, at least.
PRIMITIVES = {**WIDTHS, "f32": 4, "f64": 8, "uint": 1, "int": 1, "bool": 1, "str": 1, "void": 0}
KEYS = {*RANGES, "bool", "str", "data", "enum"}


class Schema:
    """The types that a schema declares. A text that is no schema is a ValueError."""

    def __init__(self, text):
        words = [word for word in re.findall(r"#.*|([A-Za-z]\w*|\d+|\S)", text, re.ASCII) if word]
        self.words = ["the end", *reversed(words)]
        self.types = {}
        while len(self.words) > 1:
            self.expect("type")
            name = self.expect("[A-Z][A-Za-z0-9]*")
            require(name not in self.types, f"{name} is declared twice")
            self.types[name] = self.type()._replace(spelling=name)

    def decode(self, type_name, data):
        decoder = Decoder(type_name, bytes(data))
        value = decoder.value(self.types[type_name])
        if decoder.offset < len(data):
            decoder.refuse("trailing", "bytes after the message", decoder.offset)
        return value

    def encode(self, type_name, value):
        encoder = Encoder(type_name, bytearray())
        encoder.value(self.types[type_name], value)
        return bytes(encoder.data)

    def expect(self, pattern):
        word = self.words.pop()
        require(re.fullmatch(pattern, word), f"expected {pattern}, met {word}")
        return word

    def skip(self, word):
        if self.words[-1] != word:
            return False
        self.words.pop()
        return True

    def type(self):
        kind = self.expect(r"[A-Za-z]\w*")
        if kind in PRIMITIVES:
            return Type(kind, kind, PRIMITIVES[kind])
        if kind == "data":
            length = self.length()
            return Type(kind, f"data{suffix(length)}", length or 1, length)
        if kind == "optional":
            item = self.parameter()
            return Type(kind, f"optional<{item.spelling}>", 1, item=item)
        if kind == "list":
            item, length = self.parameter(), self.length()
            spelling = f"list<{item.spelling}>{suffix(length)}"
            return Type(kind, spelling, item.minimum * length if length else 1, length, item)
        if kind == "map":
            key, item = self.parameter(), self.parameter()
            require(key.kind in KEYS, f"{key.spelling} is no type for keys")
            return Type(kind, f"map<{key.spelling}><{item.spelling}>", 1, item=item, key=key)
        if kind == "struct":
            return self.struct()
        if kind in ("enum", "union"):
            return self.choice(kind)
        require(kind in self.types, f"{kind} is not declared before it is used")
        return self.types[kind]

    def parameter(self):
        self.expect("<")
        item = self.occupying(self.type())
        self.expect(">")
        return item

    def occupying(self, type):
        # Elements without bytes would make any count fit into any message.
        require(type.kind != "void", "void is for members of unions only")
        return type

    def length(self):
        if not self.skip("["):
            return None
        length = int(self.expect("[0-9]+"))
        require(length in RANGES["u64"] and length > 0, f"{length} is no length")
        self.expect("]")
        return length

    def struct(self):
        fields = {}
        self.expect("{")
        while not self.skip("}"):
            name = self.expect(r"[a-z]\w*")
            require(name not in fields, f"{name} is declared twice")
            self.expect(":")
            fields[name] = self.occupying(self.type())
        require(fields, "struct without a field")
        spellings = " ".join(f"{name}:{field.spelling}" for name, field in fields.items())
        minimum = sum(field.minimum for field in fields.values())
        return Type("struct", f"struct{{{spellings}}}", minimum, members=fields)

    def choice(self, kind):
        members, tags, tag = {}, {}, 0
        self.expect("{")
        while not self.skip("}"):
            if kind == "union" and self.skip("|"):
                continue
            member = self.type() if kind == "union" else self.expect("[A-Z][A-Z0-9_]*")
            name = member.spelling if kind == "union" else member
            stated = int(self.expect("[0-9]+")) if self.skip("=") else tag
            require(tag <= stated in RANGES["u64"], f"{stated} is not in ascending order")
            require(name not in tags, f"{name} is declared twice")
            size = varint_size(stated) + (member.minimum if kind == "union" else 0)
            minimum = size if not members else min(minimum, size)
            members[stated], tags[name], tag = member, stated, stated + 1
        require(members, f"{kind} without a member")
        spellings = (" " if kind == "enum" else "|").join(f"{n}={tag}" for n, tag in tags.items())
        return Type(kind, f"{kind}{{{spellings}}}", minimum, members=members, tags=tags)


def require(condition, message):
    if not condition:
        raise ValueError(f"schema: {message}")


def suffix(length):
    return f"[{length}]" if length else ""


def varint_size(number):
    return max(1, (number.bit_length() + 6) // 7)
