"""The KV channel, version 1."""
import asyncio
from urllib.parse import quote

from .connection import Connection
from .failure import Failure, another_kind, refused
from .keys import Keys

REPLY = "ToClientResponse"
LAST_REPLIES = 1.0  # seconds that a server may take to finish, once it said that it closes


class KVChannel(Keys, Connection):
    """A client of the KV of any number of actors, each of which it has to open before.

    `confirmed` are the actors whose open was answered and whose close was not: those, and no
    others, are opened again over a new connection. `reopening` are the opens under way for that,
    for which the requests of these actors wait (KV-A12.8).
    """

    def __init__(self, base, namespace, token=None, **times):
        self.base, self.namespace, self.token = base, namespace, token
        self.confirmed, self.reopening = {}, {}
        super().__init__("kv-channel/v1", "ToServer", "ToClient", **times)

    def url(self):
        """KV-A12.1. The token stands in it, so it must never be logged."""
        url = (f"{web_socket(self.base)}/kv/connect?namespace={quote(self.namespace, safe='')}"
               "&protocol_version=1")
        return url if self.token is None else f"{url}&token={quote(self.token, safe='')}"

    # -- what the actors are asked

    async def open(self, actor):
        await self.ask(actor, "ActorOpenRequest", None, "ActorOpenResponse")
        self.confirmed[actor] = True

    async def close_actor(self, actor):
        await self.ask(actor, "ActorCloseRequest", None, "ActorCloseResponse")
        self.confirmed.pop(actor, None)

    # -- requests

    async def ask(self, actor, kind, members, reply_kind):
        deadline = asyncio.get_running_loop().time() + self.time_limit
        if actor in self.reopening:
            await self.reopened(actor)
        rest = deadline - asyncio.get_running_loop().time()
        return await self.ask_now(actor, kind, members, reply_kind, rest)

    async def ask_now(self, actor, kind, members, reply_kind, time_limit=None):
        message = {"actorId": actor, "data": {kind: members}}
        reply = await self.request("ToServerRequest", message, REPLY, time_limit)
        return only(reply, reply_kind, error="ErrorResponse")

    # -- opening anew

    def greet(self, socket):
        self.accept(socket)
        # These tasks start before anything that comes to mind later, so the opens go out first.
        self.reopening = {actor: self.spawn(self.reopen(actor)) for actor in self.confirmed}

    async def reopen(self, actor):
        """Gives the failure, if there is one, for it is for those who wait, and may be nobody."""
        try:
            await self.ask_now(actor, "ActorOpenRequest", None, "ActorOpenResponse")
        except Failure as failure:
            if failure.kind == "error":
                self.confirmed.pop(actor, None)  # somebody else has it: trying again is no use
            return failure
        finally:
            if self.reopening.get(actor) is asyncio.current_task():
                del self.reopening[actor]

    async def reopened(self, actor):
        try:
            failure = await asyncio.wait_for(
                asyncio.shield(self.reopening[actor]), self.time_limit)
        except asyncio.TimeoutError:
            failure = Failure("timeout", "the actor was not opened again in time")
        if failure:
            # Whatever became of the open, what waited for it was never sent.
            raise Failure(failure.kind, failure.message, failure.code, definite=True)

    # -- messages

    def receive(self, socket, kind, message):
        if kind == REPLY:
            self.answer(REPLY, message)
        elif kind == "ToClientPing" and socket is self.socket:
            self.send(socket, "ToServerPong", message)  # at once, with the same `ts` (KV-A12.2)
        elif kind == "ToClientClose":
            # Nothing goes out on this connection from now on, pongs included, but replies to what
            # the server had before may still come in (KV-A12.9).
            self.socket, self.last_problem = None, "the server is about to close"
            self.spawn(self.close_later(socket))

    async def close_later(self, socket):
        await asyncio.sleep(LAST_REPLIES)
        await socket.close()


def web_socket(base):
    """http is ws, https is wss."""
    base = base.rstrip("/")
    return "ws" + base[len("http"):] if base.startswith("http") else base


def only(reply, kind, error):
    """The members of a reply of this kind. A code is given as it came (KV-A12.4)."""
    [(name, members)] = reply.items()
    if name == error:
        raise refused(members["message"], members.get("code"))
    if name != kind:
        raise another_kind(name)
    return members
