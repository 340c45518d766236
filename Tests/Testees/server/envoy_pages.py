"""Reading and committing pages in version 3 and later, where nothing is staged (ENVOY-6.5).

What a request expects of the generation has to be said, what it expects of the head may be.
"""

import coded_error
from coded_error import CodedError
from envoy_sqlite import MOST_PAGES_READ, fetched
from sqlite_database import PAGE_SIZE, SqliteRefused, check_dirty_pages

MOST_PAGES_COMMITTED = 320

NO_EXPECTATION = ("sqlite", "invalid_request")
NO_DATABASE = ("depot", "database_not_found")
HEAD_FENCE = ("depot", "head_fence_mismatch")
TOO_LARGE = ("depot", "commit_too_large")
NO_ROOM = ("depot", "quota_exceeded")


def answer(world, namespace, version, command, request):
    """The reply's union."""
    commands = {
        "ToRivetSqliteGetPagesRequest": get_pages,
        "ToRivetSqliteCommitRequest": commit,
    }
    try:
        if not request["actorId"]:
            raise CodedError("invalid sqlite actor id: it is empty")
        actor = world.actor(namespace, request["actorId"])
        return commands[command](actor, version, request)
    except SqliteRefused as refusal:
        return coded_error.reply(version, CodedError(str(refusal)))
    except CodedError as refusal:
        return coded_error.reply(version, refusal)


def check_generation(actor, command, request):
    generation = request["expectedGeneration"]
    if generation is None:
        raise CodedError(f"sqlite {command} missing expectedGeneration", NO_EXPECTATION)
    coded_error.check_generation(actor, generation)


def check_head(database, request):
    expected = request["expectedHeadTxid"]
    if expected is not None and int(expected) != database.head:
        raise CodedError(
            "transaction failed: sqlite head fence mismatch: "
            f"expected head txid {expected}, current head txid {database.head}",
            HEAD_FENCE,
        )


def get_pages(actor, version, request):
    check_generation(actor, "get_pages", request)
    database, pgnos = actor.database, request["pgnos"]
    if 0 in pgnos:
        raise CodedError("get_pages does not accept page 0")
    if len(pgnos) > MOST_PAGES_READ:
        raise CodedError(f"get_pages accepts at most {MOST_PAGES_READ} pages")
    if database.head == 0:
        raise CodedError(
            "sqlite database was not found in this bucket branch", NO_DATABASE
        )
    check_head(database, request)
    fields = {"pages": fetched(database.fetch(pgnos))}
    return {"SqliteGetPagesOk": fields | head_of(database, version)}


def commit(actor, version, request):
    check_generation(actor, "commit", request)
    dirty = [(page["pgno"], bytes.fromhex(page["bytes"])) for page in request["dirtyPages"]]
    check_dirty_pages(dirty)
    database = actor.database
    if len(dirty) > MOST_PAGES_COMMITTED:
        raise CodedError(
            f"sqlite commit too large: actual_size_bytes={len(dirty) * PAGE_SIZE}, "
            f"max_size_bytes={MOST_PAGES_COMMITTED * PAGE_SIZE}",
            TOO_LARGE,
        )
    check_head(database, request)
    try:
        database.check_quota(new_pages=[pgno for pgno, _ in dirty])
    except SqliteRefused as refusal:
        raise CodedError(str(refusal), NO_ROOM) from refusal
    # The first commit makes the database.
    if not database.exists:
        database.create()
    database.apply(database.take_txid(), dict(dirty), request["dbSizePages"])
    return {"SqliteCommitOk": head_of(database, version) or None}


def head_of(database, version):
    """Replies tell the head from version 5 on."""
    if version < coded_error.FIRST_VERSION_WITH_CODES:
        return {}
    return {"headTxid": str(database.head)}
