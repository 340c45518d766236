"""What both protocols have in common: one WebSocket that is kept up, and requests that wait."""
import asyncio
import os
import random

from testee import Refusal, Schema  # BARE by schema, its values in the JSON of the suite
from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed, WebSocketException
from websockets.protocol import State

from .failure import Failure, not_answered, not_sent

SCHEMAS = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "..", "schemas")
LONGEST_DELAY = 30.0  # seconds; with the jitter 37.5
LONGEST_OPENING = 30.0
GOODBYE = 0.5  # how long a peer may take to answer a Close frame, or to hang up after one


class Connection:
    """A client of one server. A subclass says how its protocol greets, pings and answers.

    Requests go out on `socket`, which is None whenever there is no connection that takes them.
    Each waits in `waiting` under the kind of reply that answers it and its id, since ids alone may
    be in use by more than one kind (ENVOY-1.9, KV-A12.3).
    """

    subprotocols = ["rivet"]  # engines select it even if nobody offered it, so it has to be offered
    farewell = ""

    def __init__(self, schema, sends, receives, time_limit, first_delay):
        with open(os.path.join(SCHEMAS, schema + ".bare"), encoding="utf-8") as text:
            self.schema = Schema(text.read())
        self.sends, self.receives = sends, receives
        self.time_limit, self.first_delay = time_limit, first_delay
        self.socket = None
        self.waiting = {}
        self.last_id = -1
        self.current = None  # what is being read; it may not be open for requests yet, or any more
        self.background = set()
        self.connected = asyncio.get_running_loop().create_future()
        self.last_problem = "no connection was made yet"
        self.keeper = self.spawn(self.keep_connected())

    # -- for subclasses to say

    def url(self):
        raise NotImplementedError

    def greet(self, socket):
        """The connection stands: the first moment at which something may be sent."""
        raise NotImplementedError

    def receive(self, socket, kind, message):
        """A message that could be read came on `socket`, the current or one about to end."""
        raise NotImplementedError

    def stays_away(self, code, reason):
        """Whether a Close frame ends this client for good."""
        return False

    # -- opening and closing

    async def opened(self):
        """Waits for the first connection; as with later ones, a refusal is no reason to give up."""
        try:
            await asyncio.wait_for(asyncio.shield(self.connected), LONGEST_OPENING)
        except asyncio.TimeoutError:
            raise not_sent(f"not connected in time: {self.last_problem}") from None

    async def close(self):
        self.lost("the client was closed")
        self.give_up()
        if self.current:
            await self.current.close(1000, self.farewell)
        self.keeper.cancel()
        await asyncio.wait([self.keeper])

    async def keep_connected(self):
        """Connects, reads until the connection ends, waits, and again (ENVOY-1.8, KV-A12.9)."""
        attempt = 0
        while True:
            code, reason = None, ""
            try:
                async with connect(
                        self.url(), subprotocols=self.subprotocols, proxy=None, compression=None,
                        max_size=2 ** 27,  # a legal reply can be larger than libraries expect
                        ping_interval=None,  # the protocols have pings of their own
                        close_timeout=GOODBYE) as self.current:
                    if await self.read(self.current):
                        attempt = 0
                    code, reason = self.current.close_code, self.current.close_reason or ""
                problem = f"the connection ended: {code} {reason}".rstrip()
            except (OSError, WebSocketException, ValueError, asyncio.TimeoutError) as error:
                # The URL may hold the token, which nobody should ever read in a message.
                why = str(error).replace(self.url(), self.base)
                problem = f"no connection could be made: {why}"
            self.current = None
            self.lost(problem)
            if self.stays_away(code, reason):
                self.give_up()
                return
            await asyncio.sleep(self.delay(attempt))
            attempt += 1

    def delay(self, attempt):
        """Doubles each time, and differs, so that not all clients come back at one moment."""
        doubled = self.first_delay * 2 ** min(attempt, 20)
        return min(doubled, LONGEST_DELAY) * random.uniform(1, 1.25)

    async def read(self, socket):
        """Reads to the end, and says whether this was a connection worth the name. Servers accept
        the WebSocket even of a client that they refuse, and then close it by 1011: to come back to
        that is a failed attempt, to come back to any other end is the first one."""
        heard = False
        self.spawn(self.hang_up_after_close(socket))
        self.greet(socket)
        try:
            while True:
                frame = await socket.recv()
                if isinstance(frame, str):
                    continue  # texts have no meaning
                try:
                    [(kind, message)] = self.schema.decode(self.receives, frame).items()
                except Refusal:
                    continue  # neither answered nor a reason to close: whoever waits has a limit
                heard = True
                self.receive(socket, kind, message)
        except ConnectionClosed:
            return heard or (self.socket is socket and socket.close_code != 1011)

    async def hang_up_after_close(self, socket):
        """A server that closed may keep its side of TCP open, and `recv` waits for that."""
        while socket.state is State.OPEN:
            await asyncio.sleep(0.1)
        await socket.close()

    def accept(self, socket):
        """From now on requests may be sent."""
        self.socket = socket
        if not self.connected.done():
            self.connected.set_result(None)

    def lost(self, why):
        """What waits fails now, instead of at its time limit, and is never sent again: whether it
        was done is for the caller to find out (ENVOY-1.9, KV-A12.7)."""
        self.socket, self.last_problem = None, why
        for answer in self.waiting.values():
            if not answer.done():
                answer.set_exception(not_answered(why))

    def give_up(self):
        if not self.connected.done():
            self.connected.set_exception(not_sent(self.last_problem))
            self.connected.exception()  # it may be that nobody waits for it

    # -- sending and waiting

    def require_socket(self):
        if self.socket is None or self.socket.state is not State.OPEN:
            raise not_sent(self.last_problem)
        return self.socket

    def send(self, socket, kind, message):
        """Sends in the order of the calls, and lets nobody wait for a peer that reads slowly: the
        one who reads has pings to answer."""
        frame = self.schema.encode(self.sends, {kind: message})
        self.spawn(self.transmit(socket, frame))

    async def transmit(self, socket, frame):
        try:
            await socket.send(frame)
        except ConnectionClosed:
            pass  # whoever waits for an answer hears of it from `lost`

    async def request(self, kind, message, reply_kind, time_limit=None):
        """Sends a request, waits for its answer as long as it may, and gives its `data`."""
        socket = self.require_socket()
        key = reply_kind, self.new_id(reply_kind)
        self.send(socket, kind, {"requestId": key[1], **message})
        answer = self.waiting[key] = asyncio.get_running_loop().create_future()
        try:
            return await asyncio.wait_for(
                answer, self.time_limit if time_limit is None else time_limit)
        except asyncio.TimeoutError:
            raise Failure("timeout", "no answer in time") from None
        finally:
            del self.waiting[key]  # an answer that comes later finds nobody (SQL-8.2, KV-A12.6)

    def answer(self, reply_kind, reply):
        answer = self.waiting.get((reply_kind, reply["requestId"]))
        if answer and not answer.done():
            answer.set_result(reply["data"])

    def new_id(self, reply_kind):
        """Counted on over all connections; after 2^32 of them one may still be waited for."""
        while True:
            self.last_id = (self.last_id + 1) % 2 ** 32
            if (reply_kind, self.last_id) not in self.waiting:
                return self.last_id

    def spawn(self, work):
        """A task of its own; asyncio itself does not keep those that nobody holds."""
        task = asyncio.ensure_future(work)
        self.background.add(task)
        task.add_done_callback(self.background.discard)
        return task
