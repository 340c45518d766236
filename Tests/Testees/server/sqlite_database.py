"""The pages of one actor's SQLite database, and what guards them.

Two numbers fence a writer that has fallen behind: the generation, which whoever takes the actor
over raises, and the head, the id of the last transaction. A commit names both as its client knows
them, and is refused if either is another one.

A transaction is committed at once, or in stages: begin, chunks, finalize.
"""

from dataclasses import dataclass, field

import ltx
from clock import epoch_ms

PAGE_SIZE = ltx.PAGE_SIZE
LARGEST_COMMIT = 8_388_608
QUOTA = 10 * 1024 * 1024 * 1024
EMPTY_PAGE = bytes(PAGE_SIZE)


class SqliteRefused(Exception):
    """An error that the wire knows as text alone."""


class Fenced(Exception):
    """Another generation or head than the one that was named."""


class TooLarge(Exception):
    def __init__(self, actual, most):
        super().__init__(f"{actual} bytes where {most} are allowed")
        self.actual = actual
        self.most = most


class StageNotFound(Exception):
    """No stage that could be finalized under this id."""


@dataclass
class Stage:
    chunks: list = field(default_factory=list)
    saw_last: bool = False
    # The text of a failed write, which every later command of the stage is told (SQL-4.4).
    spoilt: str | None = None


class Database:
    def __init__(self):
        # There is no database before its first use.
        self.exists = False
        self.generation = 1
        self.head = 0
        self.next_txid = 1
        self.size = 0
        self.created_ms = 0
        self.pages = {}
        self.stages = {}

    def create(self):
        self.exists = True
        self.created_ms = epoch_ms()

    # What every command looks at first.

    def check_exists(self, command):
        if not self.exists:
            raise SqliteRefused(f"transaction failed: sqlite meta missing for {command}")

    def check_generation(self, command, generation):
        if generation != self.generation:
            raise Fenced(
                f"{command} generation {generation} did not match "
                f"current generation {self.generation}"
            )

    def check_head(self, command, head):
        """Older and newer are wrong alike."""
        if head != self.head:
            raise Fenced(f"{command} head_txid {head} did not match current head_txid {self.head}")

    def check_quota(self, new_pages=(), new_chunk=b""):
        """Staged bytes count at once, those of a page that is overwritten once."""
        used = len(self.pages.keys() | set(new_pages)) * PAGE_SIZE + len(new_chunk)
        used += sum(len(chunk) for stage in self.stages.values() for chunk in stage.chunks)
        if used > QUOTA:
            raise SqliteRefused(
                "transaction failed: SqliteStorageQuotaExceeded: "
                f"sqlite storage used {used} would exceed max {QUOTA}"
            )

    # Reading.

    def fetch(self, pgnos):
        """Pages in the order asked for, as often as asked for (SQL-4.1).

        Past the end there is none; one that nobody wrote reads as zeros.
        """
        return [
            (pgno, self.pages.get(pgno, EMPTY_PAGE) if pgno <= self.size else None)
            for pgno in pgnos
        ]

    def get_pages(self, generation, pgnos):
        if not self.exists:
            # The first read of the first generation makes the database.
            if generation != self.generation:
                self.check_exists("get_pages")
            self.create()
        if generation != self.generation:
            raise Fenced(
                "sqlite generation fence mismatch: "
                f"expected {generation}, got {self.generation}"
            )
        return self.fetch(pgnos)

    # A commit at once (SQL-4.2).

    def commit(self, generation, head, dirty, size):
        """`dirty` is a list of page numbers and bytes that `check_dirty_pages` has let pass."""
        raw = len(dirty) * PAGE_SIZE
        if raw > LARGEST_COMMIT:
            raise TooLarge(raw, LARGEST_COMMIT)
        self.check_exists("commit")
        self.check_generation("commit", generation)
        self.check_head("commit", head)
        self.check_quota(new_pages=[pgno for pgno, _ in dirty])
        return self.apply(self.take_txid(), dict(dirty), size)

    def take_txid(self):
        """Ids are never used twice, so one that came to nothing is left out (SQL-3)."""
        txid = self.next_txid
        self.next_txid += 1
        return txid

    def apply(self, txid, pages, size):
        """Makes a transaction current. What stands past the end is not kept (SQL-4.6)."""
        self.pages.update(pages)
        if self.pages and max(self.pages) > size:
            self.pages = {pgno: page for pgno, page in self.pages.items() if pgno <= size}
        self.size = size
        self.head = txid
        return txid

    # A commit in stages.

    def begin_stage(self, generation):
        """Takes an id and leaves the head. Whatever takes the next id ends this stage (SQL-4.3)."""
        self.check_exists("commit_stage_begin")
        self.check_generation("commit_stage_begin", generation)
        txid = self.take_txid()
        self.stages[txid] = Stage()
        return txid

    def is_latest(self, txid):
        return txid == self.next_txid - 1

    def add_chunk(self, generation, txid, index, chunk, is_last):
        """Takes the next chunk of a stage, whose bytes nobody reads before the end (SQL-4.4)."""
        stage = self.stages.get(txid)
        if stage is None:
            raise SqliteRefused(f"StageNotFound: stage {txid} missing")
        if stage.spoilt is not None:
            raise SqliteRefused(stage.spoilt)
        # A chunk out of its order is refused and forgotten.
        if stage.saw_last:
            fault = f"received chunk {index} after final chunk"
            raise SqliteRefused(f"commit_stage txid {txid} {fault}")
        if index != len(stage.chunks):
            fault = f"expected chunk {len(stage.chunks)}, got {index}"
            raise SqliteRefused(f"commit_stage txid {txid} {fault}")
        # A write that fails spoils the stage.
        try:
            self.check_generation("commit_stage", generation)
            if not self.is_latest(txid):
                raise SqliteRefused(f"transaction failed: StageNotFound: stage {txid} missing")
            self.check_quota(new_chunk=chunk)
        except (SqliteRefused, Fenced) as refusal:
            stage.spoilt = str(refusal)
            raise
        stage.chunks.append(chunk)
        stage.saw_last = is_last

    def finalize(self, generation, head, txid, size):
        """Makes a whole stage current. Refused, the stage is left as it was (SQL-4.5)."""
        stage = self.stages.get(txid)
        if stage is None:
            raise StageNotFound(txid)
        if stage.spoilt is not None:
            raise SqliteRefused(stage.spoilt)
        if not stage.saw_last:
            raise StageNotFound(txid)
        self.check_generation("commit_finalize", generation)
        self.check_head("commit_finalize", head)
        if not self.is_latest(txid):
            raise StageNotFound(txid)
        try:
            pages = ltx.decode(b"".join(stage.chunks))
        except ltx.LtxRefused as refusal:
            raise SqliteRefused(
                f"transaction failed: decode staged delta for commit_finalize: {refusal}"
            ) from refusal
        # The bytes of the stage have counted since they came.
        del self.stages[txid]
        return self.apply(txid, pages, size)


def check_dirty_pages(dirty):
    """The first fault in the order of the list, before anything of the database is looked at."""
    seen = set()
    for pgno, page in dirty:
        if pgno == 0:
            raise SqliteRefused("sqlite commit does not accept page 0")
        if len(page) != PAGE_SIZE:
            raise SqliteRefused(
                f"sqlite commit page {pgno} had {len(page)} bytes, expected {PAGE_SIZE}"
            )
        if pgno in seen:
            raise SqliteRefused(f"sqlite commit duplicated page {pgno} in a single request")
        seen.add(pgno)
