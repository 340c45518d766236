"""The envoy protocol, versions 1 to 6: the KV of actors, and in version 2 their SQLite pages.

An envoy's main work, to host actors, is left out, and so are the commands and events about it.
"""
import uuid
from urllib.parse import quote

from .connection import Connection
from .failure import another_kind, refused
from .keys import Keys
from .kv_channel import only, web_socket

KV_REPLY = "ToEnvoyKvResponse"


class Envoy(Keys, Connection):
    farewell = "envoy.shutdown"

    def __init__(self, base, namespace, version, token=None, key=None, **times):
        self.base, self.namespace, self.version = base, namespace, version
        # One key as long as the client lives: by it the engine knows who came back (ENVOY-1.8).
        self.key = key or str(uuid.uuid4())
        if token is not None:
            self.subprotocols = ["rivet", f"rivet_token.{token}"]
        super().__init__(f"envoy/v{version}", "ToRivet", "ToEnvoy", **times)

    def url(self):
        return (f"{web_socket(self.base)}/envoys/connect?protocol_version={self.version}"
                f"&namespace={quote(self.namespace, safe='')}&envoy_key={quote(self.key, safe='')}"
                "&version=1&pool_name=default")

    # -- requests

    async def ask(self, actor, kind, members, reply_kind):
        message = {"actorId": actor, "data": {kind: members}}
        reply = await self.request("ToRivetKvRequest", message, KV_REPLY)
        return only(reply, reply_kind, error="KvErrorResponse")

    # -- the five SQLite commands, of version 2 alone

    async def sqlite(self, command, members):
        """`command` as the schema has it, `Commit` for example. Gives the members of its Ok."""
        reply = await self.request(
            f"ToRivetSqlite{command}Request", {"data": members}, f"ToEnvoySqlite{command}Response")
        return sqlite_ok(command, reply)

    def sqlite_without_waiting(self, command, members):
        """Sends a command whose reply will be ignored, after all that was sent before."""
        request = f"ToRivetSqlite{command}Request"
        request_id = self.new_id(f"ToEnvoySqlite{command}Response")
        self.send(self.require_socket(), request, {"requestId": request_id, "data": members})

    # -- messages

    def greet(self, socket):
        # The first message is the envoy's, but only Init says that it was accepted (ENVOY-1.7).
        self.send(socket, "ToRivetMetadata", {"prepopulateActorNames": [], "metadata": None})

    def receive(self, socket, kind, message):
        if kind == "ToEnvoyPing":
            self.send(socket, "ToRivetPong", message)  # at once, with the same `ts`
        elif kind == "ToEnvoyInit":
            self.accept(socket)
        elif kind == KV_REPLY or kind.startswith("ToEnvoySqlite"):
            self.answer(kind, message)

    def stays_away(self, code, reason):
        # Somebody else has the key now. To come back would throw them out, and so on for ever.
        return code == 1000 and reason.partition("#")[0] == "ws.eviction"


def sqlite_ok(command, reply):
    """The members of Ok, or what else was answered, by the class of its name (SQL-8.1)."""
    [(name, members)] = reply.items()
    if name == f"Sqlite{command}Ok":
        return members
    if name == "SqliteFenceMismatch":
        raise refused(members["reason"], kind="fence-mismatch")
    if name == "SqliteStageNotFound":
        raise refused(f"there is no stage {members['stageId']}", kind="stage-not-found")
    if name == "SqliteCommitTooLarge":
        sizes = f"{members['actualSizeBytes']} bytes of at most {members['maxSizeBytes']}"
        raise refused(sizes, kind="too-large")
    if name == "SqliteErrorResponse":
        raise refused(members["message"])
    raise another_kind(name)
