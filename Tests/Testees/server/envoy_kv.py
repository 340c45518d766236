"""An actor's keys in the envoy protocol, the same in all versions.

Any envoy of the namespace may use any actor's keys, of whatever generation (ENVOY-4.3), and every
failure is one text.
"""

import itertools

import kv_store
from codec import from_hex, to_hex
from kv_changes import delete, put_after

DEFAULT_LIST_LIMIT = 16_384
# Stands with each value: what stored it.
SERVER_VERSION = b"testee"

# Unlike in the KV channel, the sum and the room come before single keys and values.
PUT_CHECKS = (
    kv_store.lists_match,
    kv_store.few_enough,
    kv_store.payload_small,
    kv_store.room_left,
    kv_store.keys_short,
    kv_store.values_short,
)

# A key's length is told with the two bytes that it counts more.
TEXTS = {
    "batch_too_large": "a maximum of 128 keys is allowed",
    "key_too_large": "key is too long (max 2048 bytes)",
}
PUT_TEXTS = TEXTS | {
    "keys_values_length_mismatch": "Keys list length != values list length",
    "batch_too_large": "A maximum of 128 key-value entries is allowed",
    "value_too_large": "value is too large (max 128 KiB)",
    "payload_too_large": "total payload is too large (max 976 KiB)",
    "storage_quota_exceeded": "Not enough space left in storage",
}


class BoundRefused(Exception):
    """A prefix, or an end of a range, that is longer than a key can be."""


def answer(world, namespace, actor_id, data):
    """The reply's union for one operation. The actor is looked at before the operation."""
    if not actor_id:
        return error("invalid input length: expected at least 4 characters")
    store = world.actor(namespace, actor_id).keys
    [(operation, request)] = data.items()
    try:
        return OPERATIONS[operation](store, request)
    except kv_store.KvRefused as refusal:
        texts = PUT_TEXTS if operation == "KvPutRequest" else TEXTS
        return error(texts[refusal.code])
    except BoundRefused as refusal:
        return error(str(refusal))


def error(message):
    return {"KvErrorResponse": {"message": message}}


def found(pairs):
    """Three lists of one length; what does not exist stands in none of them."""
    return {
        "keys": to_hex(key for key, _ in pairs),
        "values": to_hex(entry.value for _, entry in pairs),
        "metadata": [
            {"version": SERVER_VERSION.hex(), "updateTs": str(entry.written_ms)}
            for _, entry in pairs
        ],
    }


def check_bound(which, key):
    try:
        kv_store.keys_short(None, [key])
    except kv_store.KvRefused as refusal:
        raise BoundRefused(f"{which} {TEXTS[refusal.code]}") from refusal


def get(store, request):
    """A key that stands twice in a row is answered once, as engines do it."""
    keys = from_hex(request["keys"])
    kv_store.few_enough(store, keys)
    kv_store.keys_short(store, keys)
    once = [key for key, _ in itertools.groupby(keys)]
    return {"KvGetResponse": found(store.get(once))}


def list_keys(store, request):
    matches = matcher(request["query"])
    limit = DEFAULT_LIST_LIMIT if request["limit"] is None else int(request["limit"])
    return {"KvListResponse": found(store.list(matches, bool(request["reverse"]), limit))}


def matcher(query):
    """Which keys a query means (ENVOY-4.4)."""
    [(kind, value)] = query.items()
    if kind == "KvListAllQuery":
        return lambda key: True
    if kind == "KvListPrefixQuery":
        prefix = bytes.fromhex(value["key"])
        check_bound("prefix", prefix)
        return lambda key: key.startswith(prefix)
    start, end = from_hex([value["start"], value["end"]])
    check_bound("start", start)
    check_bound("end", end)
    if value["exclusive"]:
        return lambda key: start <= key < end
    # The end is this very key, not those that it begins.
    return lambda key: start <= key <= end


def delete_range(store, request):
    """Without its end, unlike a list; both bounds are checked even where it is empty."""
    start, end = from_hex([request["start"], request["end"]])
    check_bound("start", start)
    check_bound("end", end)
    store.delete_range(start, end)
    return {"KvDeleteResponse": None}


def drop(store, _request):
    store.drop()
    return {"KvDropResponse": None}


OPERATIONS = {
    "KvGetRequest": get,
    "KvListRequest": list_keys,
    "KvPutRequest": put_after(PUT_CHECKS),
    "KvDeleteRequest": delete,
    "KvDeleteRangeRequest": delete_range,
    "KvDropRequest": drop,
}
