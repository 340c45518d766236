"""One actor's database over the five SQLite commands, as a SQLite VFS would use it."""
import asyncio
import contextlib
import time

from .failure import Failure, not_answered
from .ltx import blob


class Database:
    """Knows generation, head, limits and size from the startup data and from its own writes, never
    from a read, whose answer may be older than the last write (SQL-8.4)."""

    def __init__(self, envoy, actor, startup):
        self.envoy, self.actor = envoy, actor
        self.size_pages = startup["meta"]["dbSizePages"]
        self.adopt(startup["meta"], startup["meta"]["headTxid"])
        self.cause_of_death = None
        self.one_writer = asyncio.Lock()  # the next transaction builds on the head of this one
        self.calls = set()

    def adopt(self, meta, head):
        self.generation, self.head = meta["generation"], head
        self.page_size, self.limit = meta["pageSize"], int(meta["maxDeltaBytes"])

    # -- what others call

    async def read(self, numbers):
        """The bytes of each page in hex, or None for one that is absent."""
        members = {"actorId": self.actor, "generation": self.generation, "pgnos": numbers}
        found = await self.call(self.command("GetPages", members))
        pages = {page["pgno"]: page["bytes"] for page in found["pages"]}
        return [pages.get(number) for number in numbers]

    async def write(self, pages, size_pages):
        """Commits pages, hex by number, as one transaction, and gives the new head."""
        return await self.call(self.write_in_turn(pages, size_pages))

    def close(self):
        """Nobody is left waiting for a server that is silent."""
        self.cause_of_death = self.cause_of_death or "it was closed"
        for call in self.calls:
            call.cancel()

    async def call(self, work):
        call = asyncio.ensure_future(work)
        self.calls.add(call)
        try:
            return await call
        except asyncio.CancelledError:
            raise not_answered("the database was closed") from None
        finally:
            self.calls.discard(call)

    # -- a transaction

    async def write_in_turn(self, pages, size_pages):
        async with self.one_writer:
            done = None
            if sum(len(data) // 2 for data in pages.values()) <= self.limit:
                done = await self.commit(pages, size_pages)
            if done is None:
                done = await self.commit_in_stages(pages, size_pages)
            self.adopt(done["meta"], done["newHeadTxid"])
            self.size_pages = size_pages
            return self.head

    async def commit(self, pages, size_pages):
        """The fast path (SQL-8.3). Gives None if the server finds the pages too many for it."""
        dirty = [{"pgno": number, "bytes": data} for number, data in pages.items()]
        try:
            return await self.command("Commit", {
                **self.fence(), "dirtyPages": dirty, "newDbSizePages": size_pages})
        except Failure as failure:
            if failure.kind != "too-large":
                raise
            return None

    async def commit_in_stages(self, pages, size_pages):
        """The staged path (SQL-8.3)."""
        stage = {"actorId": self.actor, "generation": self.generation}
        try:
            stage["txid"] = (await self.command("CommitStageBegin", stage))["txid"]
            raw = {number: bytes.fromhex(data) for number, data in pages.items()}
            whole = blob(raw, self.page_size, size_pages, int(stage["txid"]),
                         milliseconds=int(time.time() * 1000))
            for index, start in enumerate(range(0, len(whole), self.limit)):
                self.send_chunk(stage, index, whole[start:start + self.limit],
                                is_last=start + self.limit >= len(whole))
        except Failure as failure:
            failure.definite = True  # without its finalize nothing of a stage is ever done
            raise
        return await self.command("CommitFinalize", {
            **self.fence(), "txid": stage["txid"], "newDbSizePages": size_pages})

    def send_chunk(self, stage, index, data, is_last):
        """To wait for each reply would cost round trips, and tells nothing that the finalize does
        not: where a chunk is refused, so is the finalize."""
        with self.mortal():
            self.envoy.sqlite_without_waiting("CommitStage", {
                **stage, "chunkIdx": index, "bytes": data.hex(), "isLast": is_last})

    def fence(self):
        """What a commit builds on. If it is not so any more, somebody else has taken over."""
        return {"actorId": self.actor, "generation": self.generation,
                "expectedHeadTxid": self.head}

    # -- commands

    async def command(self, command, members):
        with self.mortal():
            return await self.envoy.sqlite(command, members)

    @contextlib.contextmanager
    def mortal(self):
        """Any failure is the last, for what is known of the database may be wrong from then on,
        and only new startup data puts it right. Nothing more is sent (SQL-8.5)."""
        if self.cause_of_death:
            raise Failure("dead", f"the database ended: {self.cause_of_death}", definite=True)
        try:
            yield
        except Failure as failure:
            if failure.kind != "too-large":  # which only asks for the other path
                self.cause_of_death = self.cause_of_death or failure.message
            raise
