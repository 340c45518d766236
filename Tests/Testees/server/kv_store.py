"""The keys of one actor, which the KV channel and the envoy protocol both reach.

Keys are in the order of their unsigned bytes, a prefix before what it begins: that of `bytes`.
"""

from dataclasses import dataclass

from clock import epoch_ms

LONGEST_KEY = 2046
LONGEST_VALUE = 131_072
MOST_KEYS = 128
LARGEST_PUT = 999_424
# Every key counts as two bytes longer than it is (KV-A8, ENVOY-4.2).
KEY_OVERHEAD = 2
ROOM = 10 * 1024 * 1024 * 1024


class KvRefused(Exception):
    """A limit that a request breaks; nothing has changed."""

    def __init__(self, code):
        super().__init__(code)
        self.code = code


@dataclass(frozen=True)
class Entry:
    value: bytes
    written_ms: int


class KvStore:
    def __init__(self):
        self.entries = {}
        self.used = 0

    def get(self, keys):
        """The pairs found, in the order asked for; a key asked for twice is found twice."""
        return [(key, self.entries[key]) for key in keys if key in self.entries]

    def put(self, keys, values):
        """All pairs or none: the checks stand before. Of equal keys the last one stays."""
        now = epoch_ms()
        for key, value in zip(keys, values):
            self._remove(key)
            self.entries[key] = Entry(value, now)
            self.used += len(key) + len(value)

    def delete(self, keys):
        for key in keys:
            self._remove(key)

    def delete_range(self, start, end):
        """From `start` up to but without `end`; nothing if the end is not after the start."""
        self.delete([key for key in self.entries if start <= key < end])

    def drop(self):
        self.entries.clear()
        self.used = 0

    def list(self, matches, reverse, limit):
        keys = sorted(filter(matches, self.entries), reverse=reverse)
        return [(key, self.entries[key]) for key in keys[:limit]]

    def _remove(self, key):
        entry = self.entries.pop(key, None)
        if entry is not None:
            self.used -= len(key) + len(entry.value)


# The checks of a put. Each protocol has an order of its own, which shows wherever one put breaks
# two limits.


def lists_match(_store, keys, values):
    if len(keys) != len(values):
        raise KvRefused("keys_values_length_mismatch")


def few_enough(_store, keys, _values=()):
    if len(keys) > MOST_KEYS:
        raise KvRefused("batch_too_large")


def keys_short(_store, keys, _values=()):
    if any(len(key) > LONGEST_KEY for key in keys):
        raise KvRefused("key_too_large")


def values_short(_store, _keys, values):
    if any(len(value) > LONGEST_VALUE for value in values):
        raise KvRefused("value_too_large")


def payload_small(_store, keys, values):
    if payload(keys, values) > LARGEST_PUT:
        raise KvRefused("payload_too_large")


def room_left(store, keys, values):
    """What is overwritten counts as if it stayed."""
    if payload(keys, values) > ROOM - store.used:
        raise KvRefused("storage_quota_exceeded")


def payload(keys, values):
    return sum(len(key) + KEY_OVERHEAD for key in keys) + sum(map(len, values))
