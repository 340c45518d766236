"""The envoy protocol, in all of its versions.

No actor is ever started here, as nobody can ask for it, so there are no commands, and events are
of actors that this server has not told anyone to run.
"""

import asyncio
import random
import re

from websockets.exceptions import ConnectionClosed

import envoy_kv
import envoy_pages
import envoy_sqlite
import remote_sql
import url
from clock import epoch_ms, happens_within, monotonic_ms
from codec import Codec

PING_EVERY_MS = 3_000
PING_SPREAD_MS = 127
DEAD_AFTER_MS = 15_000
ACTOR_STOP_THRESHOLD_MS = 1_800_000
LARGEST_PAYLOAD = 20_971_520
LONGEST_POOL_NAME = 128
ENVOY_KEY = re.compile(r"(?!-)[A-Za-z0-9_-]{3,128}(?<!-)")

# The layouts, each asked for by its name: the preview's is never guessed (ENVOY-0.2).
VERSIONS = {"v1": 1, "v2": 2, "v2-pr4673": 2, "v3": 3, "v4": 4, "v5": 5, "v6": 6}
CODECS = {layout: Codec(f"envoy/{layout}", "ToRivet", "ToEnvoy") for layout in VERSIONS}

INIT = {
    "metadata": {
        "envoyLostThreshold": str(DEAD_AFTER_MS),
        "actorStopThreshold": str(ACTOR_STOP_THRESHOLD_MS),
        "maxResponsePayloadSize": str(LARGEST_PAYLOAD),
    }
}

PAGES = ("ToRivetSqliteGetPagesRequest", "ToRivetSqliteCommitRequest")
STAGES = (
    "ToRivetSqliteCommitStageBeginRequest",
    "ToRivetSqliteCommitStageRequest",
    "ToRivetSqliteCommitFinalizeRequest",
)
SQL = (
    "ToRivetSqliteExecRequest",
    "ToRivetSqliteExecuteRequest",
    "ToRivetSqliteExecuteBatchRequest",
)


def layout_of(parameters):
    """The layout that a client asks for, or `None`."""
    text = parameters.get("protocol_version", "")
    if text == "v2-pr4673":
        return text
    layout = f"v{url.unsigned(text, 16)}"
    return layout if layout in VERSIONS else None


def accepts(parameters):
    """Whether a client is let in. Each failure has the same answer, so no order shows."""
    return (
        layout_of(parameters) is not None
        and bool(parameters.get("namespace"))
        and "pool_name" in parameters
        and len(parameters["pool_name"]) <= LONGEST_POOL_NAME
        and ENVOY_KEY.fullmatch(parameters.get("envoy_key", "")) is not None
        and url.unsigned(parameters.get("version", ""), 32) is not None
    )


class Envoy:
    """One envoy's connection."""

    endpoint = "envoy"

    def __init__(self, websocket, world, parameters):
        self.websocket = websocket
        self.world = world
        self.parameters = parameters
        self.last_pong = monotonic_ms()
        self.ended = asyncio.Event()
        # The close frame to end with, where it is this side that ends.
        self.farewell = None
        # Remote SQL: actor id -> session.
        self.sessions = {}

    async def serve(self):
        if not accepts(self.parameters):
            await self.websocket.close(1011, url.reason("ws.invalid_request"))
            return
        self.layout = layout_of(self.parameters)
        self.version = VERSIONS[self.layout]
        self.codec = CODECS[self.layout]
        self.namespace = self.parameters["namespace"]
        self.place = (self.namespace, self.parameters["envoy_key"])
        # The upgrade promises nothing: this is what accepts the envoy (ENVOY-1.5).
        await self._send("ToEnvoyInit", INIT)
        older = self.world.envoys.get(self.place)
        self.world.envoys[self.place] = self
        if older is not None:
            older.end(1000, "ws.eviction")
        pings = asyncio.create_task(self._ping())
        try:
            async for frame in self.websocket:
                if self.ended.is_set():
                    break
                await self._take(frame)
        except ConnectionClosed:
            pass
        finally:
            self.ended.set()
            if self.world.envoys.get(self.place) is self:
                del self.world.envoys[self.place]
            await pings

    async def leave(self):
        """The server goes; the envoy may come back to another one."""
        self.ended.set()
        await self.websocket.close(1011, url.reason("ws.going_away"))

    def end(self, code, group_and_code):
        """Ends the connection: nothing more is read. The ping's task sends the close frame."""
        self.farewell = (code, url.reason(group_and_code))
        self.ended.set()

    async def _ping(self):
        """Pings at once and from then on, until the connection ends (ENVOY-1.6)."""
        due_in = 0
        while not await happens_within(self.ended, due_in):
            if monotonic_ms() - self.last_pong > DEAD_AFTER_MS:
                self.end(1011, "ws.timed_out")
                break
            await self._send("ToEnvoyPing", {"ts": str(epoch_ms())})
            due_in = PING_EVERY_MS + random.randint(0, PING_SPREAD_MS)
        if self.farewell is not None:
            await self.websocket.close(*self.farewell)

    async def _send(self, name, value):
        try:
            await self.websocket.send(self.codec.write(name, value))
        except ConnectionClosed:
            # The envoy is gone; what it sent before is served all the same.
            pass

    async def _take(self, frame):
        message = self.codec.read(frame)
        if message is None:
            return
        name, value = message
        if name == "ToRivetPong":
            # Any pong counts, whatever its time.
            self.last_pong = monotonic_ms()
        elif name == "ToRivetKvRequest":
            data = envoy_kv.answer(self.world, self.namespace, value["actorId"], value["data"])
            await self._reply("ToEnvoyKvResponse", value, data)
        elif name == "ToRivetTunnelMessage":
            self._check_payload(value["messageKind"])
        elif name in PAGES + STAGES + SQL:
            data = self._answer_sqlite(name, value["data"])
            await self._reply(reply_name(name), value, data)
        # The rest tells of the envoy and of actors that it runs, and is not answered.

    async def _reply(self, name, request, data):
        await self._send(name, {"requestId": request["requestId"], "data": data})

    def _answer_sqlite(self, name, request):
        """One of three families, of which versions have different ones (ENVOY-A.2)."""
        if self.version == 2:
            return envoy_sqlite.answer(self.world, self.namespace, self.layout, name, request)
        if name in PAGES:
            return envoy_pages.answer(self.world, self.namespace, self.version, name, request)
        return remote_sql.answer(
            self.world, self.namespace, self.version, self.sessions, name, request
        )

    def _check_payload(self, kind):
        """A body or message that is too large costs the whole connection (ENVOY-5.7)."""
        [fields] = kind.values()
        fields = fields or {}
        payload = fields.get("body") or fields.get("data") or ""
        if len(payload) // 2 > LARGEST_PAYLOAD:
            self.end(1011, "ws.invalid_packet")


def reply_name(request_name):
    return request_name.replace("ToRivet", "ToEnvoy").replace("Request", "Response")
