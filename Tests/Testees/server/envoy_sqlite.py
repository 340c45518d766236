"""The five SQLite commands of version 2, as they stand on the wire.

The two layouts of version 2 differ in one field of `SqliteMeta` (SQL-1.2). Every request gets one
reply of its own kind (SQL-1.3), and no failure ends the connection.
"""

from sqlite_database import (
    LARGEST_COMMIT,
    PAGE_SIZE,
    Fenced,
    SqliteRefused,
    StageNotFound,
    TooLarge,
    check_dirty_pages,
)

# The most pages of one reply, which the protocol itself does not bound.
MOST_PAGES_READ = 16_384
# What the preview layout calls the version of its schema.
PREVIEW_SCHEMA_VERSION = 2


def answer(world, namespace, layout, command, request):
    """The reply's union, for one of the commands below."""
    commands = {
        "ToRivetSqliteGetPagesRequest": get_pages,
        "ToRivetSqliteCommitRequest": commit,
        "ToRivetSqliteCommitStageBeginRequest": begin,
        "ToRivetSqliteCommitStageRequest": stage,
        "ToRivetSqliteCommitFinalizeRequest": finalize,
    }
    actor_id = request["actorId"]

    def database():
        if not actor_id:
            raise SqliteRefused("invalid sqlite actor id: it is empty")
        return world.actor(namespace, actor_id).database

    def meta():
        """The state as it is now: after the command if it did something."""
        return meta_of(database(), layout)

    try:
        return commands[command](database, meta, request)
    except SqliteRefused as refusal:
        return {"SqliteErrorResponse": {"message": str(refusal)}}
    except Fenced as refusal:
        return {"SqliteFenceMismatch": {"actualMeta": meta(), "reason": str(refusal)}}
    except TooLarge as refusal:
        sizes = {"actualSizeBytes": str(refusal.actual), "maxSizeBytes": str(refusal.most)}
        return {"SqliteCommitTooLarge": sizes}
    except StageNotFound as refusal:
        return {"SqliteStageNotFound": {"stageId": str(refusal)}}


def meta_of(database, layout):
    fields = {
        "generation": str(database.generation),
        "headTxid": str(database.head),
        # Nothing is ever moved from one place to another here.
        "materializedTxid": "0",
        "dbSizePages": database.size,
        "pageSize": PAGE_SIZE,
        "creationTsMs": str(database.created_ms),
        "maxDeltaBytes": str(LARGEST_COMMIT),
    }
    if layout == "v2-pr4673":
        return {"schemaVersion": PREVIEW_SCHEMA_VERSION, **fields}
    return fields


def fetched(pages):
    return [{"pgno": pgno, "bytes": None if page is None else page.hex()} for pgno, page in pages]


def dirty_pages(request):
    """The pages of a commit, checked; that is done before the actor is looked at (SQL-4.2)."""
    dirty = [(page["pgno"], bytes.fromhex(page["bytes"])) for page in request["dirtyPages"]]
    check_dirty_pages(dirty)
    return dirty


def get_pages(database, meta, request):
    pgnos = request["pgnos"]
    if 0 in pgnos:
        raise SqliteRefused("sqlite get_pages does not accept page 0")
    if len(pgnos) > MOST_PAGES_READ:
        raise SqliteRefused(f"sqlite get_pages accepts at most {MOST_PAGES_READ} pages")
    pages = database().get_pages(int(request["generation"]), pgnos)
    return {"SqliteGetPagesOk": {"pages": fetched(pages), "meta": meta()}}


def commit(database, meta, request):
    dirty = dirty_pages(request)
    txid = database().commit(
        int(request["generation"]),
        int(request["expectedHeadTxid"]),
        dirty,
        request["newDbSizePages"],
    )
    return {"SqliteCommitOk": {"newHeadTxid": str(txid), "meta": meta()}}


def begin(database, _meta, request):
    txid = database().begin_stage(int(request["generation"]))
    return {"SqliteCommitStageBeginOk": {"txid": str(txid)}}


def stage(database, _meta, request):
    """An unknown stage is an error in text here: this reply has no variant for it."""
    database().add_chunk(
        int(request["generation"]),
        int(request["txid"]),
        request["chunkIdx"],
        bytes.fromhex(request["bytes"]),
        request["isLast"],
    )
    return {"SqliteCommitStageOk": {"chunkIdxCommitted": request["chunkIdx"]}}


def finalize(database, meta, request):
    txid = database().finalize(
        int(request["generation"]),
        int(request["expectedHeadTxid"]),
        int(request["txid"]),
        request["newDbSizePages"],
    )
    return {"SqliteCommitFinalizeOk": {"newHeadTxid": str(txid), "meta": meta()}}
