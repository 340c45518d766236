"""The KV channel, version 1: an actor's keys over a WebSocket of its own.

Requests are served as they are read, each whole, so replies for an actor come in the order of its
requests over all connections, no actor waits for another, and none ever has 64 waiting: this
server has no reason to answer `backpressure` (KV-A5).
"""

import asyncio

from websockets.exceptions import ConnectionClosed

import kv_store
import url
from clock import epoch_ms, happens_within, monotonic_ms
from codec import Codec, from_hex, to_hex
from kv_changes import delete, put_after

VERSION = 1
PING_EVERY_MS = 3_000
DEAD_AFTER_MS = 15_000
MOST_OPEN_ACTORS = 1_000

# KV-A8: what a request breaks first is what it is told.
PUT_CHECKS = (
    kv_store.lists_match,
    kv_store.few_enough,
    kv_store.keys_short,
    kv_store.values_short,
    kv_store.payload_small,
    kv_store.room_left,
)

# The codes are for clients, these texts for people (KV-A9).
TEXTS = {
    "actor_locked": "another connection has this actor open",
    "actor_not_open": "this connection has to open the actor first",
    "too_many_actors": f"a connection has at most {MOST_OPEN_ACTORS} actors open",
    "keys_values_length_mismatch": "there have to be as many values as keys",
    "batch_too_large": f"a request has at most {kv_store.MOST_KEYS} keys",
    "key_too_large": f"a key has at most {kv_store.LONGEST_KEY} bytes",
    "value_too_large": f"a value has at most {kv_store.LONGEST_VALUE} bytes",
    "payload_too_large": f"a put has at most {kv_store.LARGEST_PUT} bytes",
    "storage_quota_exceeded": "the actor has no room left for this put",
}

CODEC = Codec("kv-channel/v1", "ToServer", "ToClient")


def refused(parameters):
    """Why a client is not let in, or `None`: version first, then namespace (KV-A4)."""
    if url.unsigned(parameters.get("protocol_version", ""), 32) != VERSION:
        return "core.internal_error"
    if not parameters.get("namespace"):
        return "core.internal_error"
    return None


class Channel:
    """One client's connection."""

    endpoint = "kv-channel"

    def __init__(self, websocket, world, parameters):
        self.websocket = websocket
        self.world = world
        self.parameters = parameters
        self.namespace = parameters.get("namespace")
        self.open_actors = set()
        self.last_pong = monotonic_ms()
        self.ended = asyncio.Event()

    async def serve(self):
        why = refused(self.parameters)
        if why is not None:
            await self.websocket.close(1011, url.reason(why))
            return
        pings = asyncio.create_task(self._ping())
        try:
            async for frame in self.websocket:
                if self.ended.is_set():
                    break
                await self._take(frame)
        except ConnectionClosed:
            pass
        finally:
            # What was taken is done by now; only then are the actors free (KV-A11).
            self.ended.set()
            self._free()
            await pings

    async def leave(self):
        """The server goes: nothing more is read, and what was taken is answered (KV-A11)."""
        self.ended.set()
        await self._send("ToClientClose", None)
        await self.websocket.close(1000, "ws.closed")

    async def _take(self, frame):
        message = CODEC.read(frame)
        if message is None:
            return
        name, value = message
        if name == "ToServerPong":
            # Any pong counts, whatever time it has, and nothing but a pong (KV-A10).
            self.last_pong = monotonic_ms()
            return
        reply = self._answer(value["actorId"], value["data"])
        response = {"requestId": value["requestId"], "data": reply}
        await self._send("ToClientResponse", response)

    async def _send(self, name, value):
        try:
            await self.websocket.send(CODEC.write(name, value))
        except ConnectionClosed:
            # The client is gone; what it sent before is served all the same.
            pass

    async def _ping(self):
        while not await happens_within(self.ended, PING_EVERY_MS):
            if monotonic_ms() - self.last_pong > DEAD_AFTER_MS:
                self.ended.set()
                self._free()
                await self.websocket.close(1000, "pong timeout")
                return
            await self._send("ToClientPing", {"ts": str(epoch_ms())})

    def _answer(self, actor_id, data):
        [(operation, value)] = data.items()
        try:
            if operation == "ActorOpenRequest":
                return self._open(actor_id)
            if operation == "ActorCloseRequest":
                return self._close(actor_id)
            self._check_open(actor_id)
            store = self.world.actor(self.namespace, actor_id).keys
            return OPERATIONS[operation](store, value)
        except kv_store.KvRefused as refusal:
            error = {"code": refusal.code, "message": TEXTS[refusal.code]}
            return {"ErrorResponse": error}

    # One writer for an actor (KV-A6).

    def _open(self, actor_id):
        """The latest open wins: whoever had the actor is not told, and has it no longer."""
        if actor_id not in self.open_actors:
            if len(self.open_actors) >= MOST_OPEN_ACTORS:
                raise kv_store.KvRefused("too_many_actors")
            place = (self.namespace, actor_id)
            holder = self.world.writers.get(place)
            if holder is not None:
                holder.open_actors.discard(actor_id)
            self.world.writers[place] = self
            self.open_actors.add(actor_id)
        return {"ActorOpenResponse": None}

    def _close(self, actor_id):
        """Frees what this connection holds, and leaves alone what another one holds."""
        if actor_id in self.open_actors:
            self.open_actors.remove(actor_id)
            del self.world.writers[(self.namespace, actor_id)]
        return {"ActorCloseResponse": None}

    def _check_open(self, actor_id):
        if actor_id in self.open_actors:
            return
        held = (self.namespace, actor_id) in self.world.writers
        raise kv_store.KvRefused("actor_locked" if held else "actor_not_open")

    def _free(self):
        for actor_id in list(self.open_actors):
            self._close(actor_id)


# The operations on an open actor (KV-A7).


def get(store, request):
    keys = from_hex(request["keys"])
    kv_store.few_enough(store, keys)
    kv_store.keys_short(store, keys)
    found = store.get(keys)
    return {
        "KvGetResponse": {
            "keys": to_hex(key for key, _ in found),
            "values": to_hex(entry.value for _, entry in found),
        }
    }


def delete_range(store, request):
    """Both bounds are checked even where the range is empty; the answer is that of a delete."""
    start, end = from_hex([request["start"], request["end"]])
    kv_store.keys_short(store, [start, end])
    store.delete_range(start, end)
    return {"KvDeleteResponse": None}


OPERATIONS = {
    "KvGetRequest": get,
    "KvPutRequest": put_after(PUT_CHECKS),
    "KvDeleteRequest": delete,
    "KvDeleteRangeRequest": delete_range,
}
