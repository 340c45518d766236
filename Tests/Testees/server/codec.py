"""Frames to messages and back. BARE itself is in `testee.py`, one folder up.

A message is a pair: the name of the union's member, and its value as JSON has it, which means hex
for `data` and decimal text for 64-bit integers.
"""

import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(1, str(HERE.parent))

from testee import Refusal, Schema  # noqa: E402

SCHEMAS = HERE.parents[2] / "schemas"


class Codec:
    """One protocol in one version, as a server needs it."""

    def __init__(self, schema_name, incoming, outgoing):
        self.schema = Schema((SCHEMAS / f"{schema_name}.bare").read_text(encoding="utf-8"))
        self.incoming = incoming
        self.outgoing = outgoing

    def read(self, frame):
        """The message in a frame, or `None` for what cannot be read.

        Text, and bytes that are no message of this version, get no answer and do not end the
        connection (ENVOY-1.4, KV-A2).
        """
        if isinstance(frame, str):
            return None
        try:
            union = self.schema.decode(self.incoming, frame)
        except Refusal:
            return None
        [(name, value)] = union.items()
        return name, value

    def write(self, name, value):
        return self.schema.encode(self.outgoing, {name: value})


def to_hex(lists):
    return [data.hex() for data in lists]


def from_hex(texts):
    return [bytes.fromhex(text) for text in texts]
