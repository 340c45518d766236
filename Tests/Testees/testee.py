"""A testee of EnvoyKit's conformance suite in Python, without packages: BARE by schema.

    envoykit conform codec --level should -- python3 testee.py [FOLDER-OF-SCHEMAS]

One JSON request a line comes in, one JSON reply a line goes out. The codec is in schema.py and
bare.py; to test another one, replace Schema and Refusal.
"""
import binascii
import functools
import json
import re
import sys
import traceback
from pathlib import Path

from bare import Refusal
from schema import Schema

parsed = functools.lru_cache(maxsize=16)(Schema)


class EmbeddedSchema:
    """Messages with their version in two bytes before them; in JSON `{"v6": message}`."""

    def __init__(self, versions):
        self.versions = versions
        self.types = set().union(*(schema.types for schema in versions.values()))

    def decode(self, type_name, data):
        name = f"v{int.from_bytes(data[:2], 'little')}" if len(data) >= 2 else "none"
        schema = self.version(name, type_name)
        try:
            return {name: schema.decode(type_name, data[2:])}
        except Refusal as refusal:
            refusal.offset += 2
            raise

    def encode(self, type_name, value):
        if not isinstance(value, dict) or len(value) != 1:
            raise Refusal("value", "expected one version", type_name)
        [(name, message)] = value.items()
        data = self.version(name, type_name).encode(type_name, message)
        return int(name[1:]).to_bytes(2, "little") + data

    def version(self, name, type_name):
        schema = self.versions.get(name)
        if schema is None or type_name not in schema.types:
            raise Refusal("version", f"no version {name} of this message", type_name, 0)
        return schema


class Skip(Exception):
    """What this testee does not offer."""


class Testee:
    def __init__(self, folder):
        paths = {path.relative_to(folder).with_suffix("").as_posix(): path
                 for path in sorted(folder.glob("*/*.bare"))}
        self.schemas = {name: Schema(path.read_text("utf-8")) for name, path in paths.items()}
        self.schemas["envoy/embedded"] = EmbeddedSchema(
            {name[len("envoy/"):]: schema for name, schema in self.schemas.items()
             if re.fullmatch("envoy/v[0-9]+", name)})

    def hello(self):
        return {"name": "envoykit-python", "version": "1.0.0", "language": "python", "protocol": 1,
                "tiers": ["recode", "codec"], "schemas": [*self.schemas, "inline"], "features": []}

    def answer(self, request):
        command = needed(request, "cmd")
        if command == "hello":
            return {"hello": self.hello()}
        if command not in ("decode", "encode", "recode"):
            raise Skip(f"no command {command}")
        name, type_name = needed(request, "schema"), needed(request, "type")
        inline = name == "inline"
        schema = parsed(needed(request, "schemaText")) if inline else self.schemas.get(name)
        if schema is None or type_name not in schema.types:
            raise Skip(f"no type {type_name} of {name}")
        if command == "encode":
            return {"bytes": schema.encode(type_name, needed(request, "value")).hex()}
        value = schema.decode(type_name, binascii.unhexlify(needed(request, "bytes")))
        if command == "decode":
            return {"value": value}
        return {"bytes": schema.encode(type_name, value).hex()}

    def reply(self, line):
        """The reply to any line whatever, as a line."""
        seq = request = None
        try:
            request = read_json(line)
            seq = needed(request, "seq")
            return json.dumps({"seq": seq, **self.answer(request)})
        except Skip as skip:
            body = {"skip": str(skip)}
        except Refusal as refusal:
            body = {"reject": described(refusal)}
        except Exception as error:
            # Python's own limit of about a thousand calls stops schemas and values of any depth.
            if isinstance(error, RecursionError) and request:
                body = {"reject": {"error": "depth-limit", "message": str(error)}}
            else:
                message = f"{type(error).__name__}: {error}"
                body = {"fault": {"message": message, "traceback": traceback.format_exc()}}
        return json.dumps({"seq": seq, **body})


def needed(request, name):
    if not isinstance(request, dict) or name not in request:
        raise ValueError(f"no field {name}")
    return request[name]


def described(refusal):
    reject = {"error": refusal.error, "message": refusal.message, "path": refusal.path}
    return reject if refusal.offset is None else {**reject, "offset": refusal.offset}


def read_json(line):
    return json.loads(line.decode("utf-8"), object_pairs_hook=fields, parse_int=integer,
                      parse_constant=no_number)


def fields(pairs):
    # What repeats a name becomes a tuple, which is no JSON value, so that no type takes it.
    return dict(pairs) if len(dict(pairs)) == len(pairs) else tuple(pairs)


def integer(text):
    # No type holds longer ones, and Python takes a number of thousands of digits for an attack.
    return int(text) if len(text) <= 20 else float(text)


def no_number(word):
    raise ValueError(f"{word} is no JSON")


def main():
    own = Path(__file__).resolve().parents[2] / "schemas"
    testee = Testee(Path(sys.argv[1]) if len(sys.argv) > 1 else own)
    for line in sys.stdin.buffer:
        print(testee.reply(line), flush=True)


if __name__ == "__main__":
    main()
