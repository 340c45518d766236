"""Puts and deletes, which both protocols ask for in the same words."""

import kv_store
from codec import from_hex


def put_after(checks):
    """A put that makes these checks in this order: it is told the first that fails."""

    def put(store, request):
        keys, values = from_hex(request["keys"]), from_hex(request["values"])
        for check in checks:
            check(store, keys, values)
        store.put(keys, values)
        return {"KvPutResponse": None}

    return put


def delete(store, request):
    keys = from_hex(request["keys"])
    kv_store.few_enough(store, keys)
    kv_store.keys_short(store, keys)
    store.delete(keys)
    return {"KvDeleteResponse": None}
