"""SQL that the server runs itself, in version 4 and later, over the actor's pages.

Each connection of an envoy has a session of its own for an actor: a database in memory, filled
from the pages that are committed, whose changes are committed as pages once no transaction is open.
Whatever the session has not committed is gone with the connection.
"""

import re
import sqlite3
import struct

import coded_error
from coded_error import CodedError
from sqlite_database import PAGE_SIZE

LARGEST_BINDS = 131_072
# What running a statement can raise, of which some are about the text or the values it was given.
SQL_ERRORS = (sqlite3.Error, sqlite3.Warning, ValueError, OverflowError)


def no_files(action, name, *_):
    """Keeps the files of this machine out of reach; VACUUM alone attaches one without a name."""
    denied = action == sqlite3.SQLITE_ATTACH and name
    return sqlite3.SQLITE_DENY if denied else sqlite3.SQLITE_OK


class Session:
    def __init__(self, actor):
        self.actor = actor
        self.head = 0
        self.connection = sqlite3.connect(":memory:", isolation_level=None)
        # Text is read as well as it can be.
        self.connection.text_factory = lambda data: data.decode("utf-8", "replace")
        self.connection.set_authorizer(no_files)
        self.connection.execute(f"PRAGMA page_size = {PAGE_SIZE}")

    def load(self):
        """Takes over what others have committed, but not in the middle of a transaction."""
        database = self.actor.database
        if self.connection.in_transaction or self.head == database.head:
            return
        pages = database.fetch(range(1, database.size + 1))
        # To fill the database SQLite attaches it, which statements must not.
        self.connection.set_authorizer(None)
        try:
            self.connection.deserialize(b"".join(page for _, page in pages))
        finally:
            self.connection.set_authorizer(no_files)
        self.head = database.head

    def store(self):
        """Commits the pages that have changed, under the head they were loaded at."""
        if self.connection.in_transaction:
            return
        database = self.actor.database
        pages = self.pages()
        numbers = range(1, len(pages) + 1)
        before = database.fetch(numbers)
        dirty = [(n, page) for n, page, (_, old) in zip(numbers, pages, before) if page != old]
        if not dirty and len(pages) == database.size:
            return
        if self.head != database.head:
            raise CodedError("sqlite head fence mismatch")
        if not database.exists:
            database.create()
        self.head = database.apply(database.take_txid(), dict(dirty), len(pages))

    def pages(self):
        """All pages of the session, of which there are none before the first is written."""
        [(count,)] = self.connection.execute("PRAGMA page_count")
        image = self.connection.serialize() if count > 0 else b""
        if len(image) % PAGE_SIZE != 0:
            raise CodedError(f"the pages of the database are not of {PAGE_SIZE} bytes")
        return [image[i : i + PAGE_SIZE] for i in range(0, len(image), PAGE_SIZE)]

    def run(self, work):
        try:
            self.load()
            try:
                return work(self.connection)
            finally:
                # Statements before one that failed stay.
                self.store()
        except SQL_ERRORS as problem:
            raise CodedError(str(problem)) from problem


def answer(world, namespace, version, sessions, command, request):
    """The reply's union."""
    commands = {
        "ToRivetSqliteExecRequest": exec_sql,
        "ToRivetSqliteExecuteRequest": execute,
        "ToRivetSqliteExecuteBatchRequest": execute_batch,
    }
    try:
        # This id is the namespace's name.
        if request["namespaceId"] != namespace:
            raise CodedError("actor does not exist")
        if not request["actorId"]:
            raise CodedError("invalid sqlite actor id: it is empty")
        actor = world.actor(namespace, request["actorId"])
        coded_error.check_generation(actor, request["generation"])
        session = sessions.get(request["actorId"])
        if session is None:
            session = sessions[request["actorId"]] = Session(actor)
        return commands[command](session, request)
    except CodedError as refusal:
        return coded_error.reply(version, refusal)


def exec_sql(session, request):
    """Any number of statements; the result is that of the last one that has columns."""
    def work(connection):
        columns, rows = [], []
        for statement in statements(request["sql"]):
            cursor = connection.execute(statement)
            if cursor.description is not None:
                columns, rows = result_of(cursor)
        return columns, rows

    columns, rows = session.run(work)
    return {"SqliteExecOk": {"result": {"columns": columns, "rows": rows}}}


def execute(session, request):
    check_binds(request["params"])
    result = session.run(lambda connection: execute_one(connection, request))
    return {"SqliteExecuteOk": {"result": result}}


def execute_batch(session, request):
    """All statements in one transaction, or none of them."""
    for statement in request["statements"]:
        check_binds(statement["params"])

    def work(connection):
        connection.execute("BEGIN")
        try:
            results = [execute_one(connection, each) for each in request["statements"]]
            connection.execute("COMMIT")
            return results
        except SQL_ERRORS:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise

    return {"SqliteExecuteBatchOk": {"results": session.run(work)}}


def execute_one(connection, request):
    if len(list(statements(request["sql"]))) > 1:
        raise sqlite3.ProgrammingError("sqlite execute only supports a single statement")
    values = [bound(p) for p in request["params"] or []]
    cursor = execute_bound(connection, request["sql"], values)
    columns, rows = result_of(cursor)
    [(changes, row_id)] = connection.execute("SELECT changes(), last_insert_rowid()")
    return {
        "columns": columns,
        "rows": rows,
        "changes": str(changes),
        "lastInsertRowId": str(row_id) if changes > 0 else None,
    }


def execute_bound(connection, sql, values):
    """Parameters that are left out are NULL, which this module knows nothing of."""
    try:
        return connection.execute(sql, values)
    except sqlite3.ProgrammingError as problem:
        counts = re.search(r"uses (\d+), and there are \d+ supplied", str(problem))
        missing = int(counts[1]) - len(values) if counts else 0
        if missing <= 0:
            raise
        return connection.execute(sql, values + [None] * missing)


def statements(sql):
    """The statements of a text, each up to its semicolon."""
    start = position = 0
    while (position := sql.find(";", position) + 1) > 0:
        if sqlite3.complete_statement(sql[start:position]):
            yield sql[start:position]
            start = position
    if sql[start:].strip():
        yield sql[start:]


def result_of(cursor):
    columns = [column[0] for column in cursor.description or []]
    return columns, [[column_value(value) for value in row] for row in cursor]


# Values. Of all numbers in the protocol a float alone has its highest byte first.


def check_binds(params):
    size = sum(bind_size(param) for param in params or [])
    if size > LARGEST_BINDS:
        raise CodedError(
            f"remote sqlite bind params had {size} bytes, exceeding limit {LARGEST_BINDS}"
        )


def bind_size(param):
    value = bound(param)
    if value is None:
        return 0
    if isinstance(value, str):
        return len(value.encode("utf-8"))
    return len(value) if isinstance(value, bytes) else 8


def bound(param):
    [(kind, content)] = param.items()
    if kind == "SqliteValueNull":
        return None
    value = content["value"]
    if kind == "SqliteValueInteger":
        return int(value)
    if kind == "SqliteValueFloat":
        return struct.unpack(">d", bytes.fromhex(value))[0]
    return bytes.fromhex(value) if kind == "SqliteValueBlob" else value


def column_value(value):
    # A blob without bytes comes back as nothing.
    if value is None or value == b"":
        return {"SqliteValueNull": None}
    if isinstance(value, int):
        return {"SqliteValueInteger": {"value": str(value)}}
    if isinstance(value, float):
        return {"SqliteValueFloat": {"value": struct.pack(">d", value).hex()}}
    if isinstance(value, bytes):
        return {"SqliteValueBlob": {"value": value.hex()}}
    return {"SqliteValueText": {"value": value}}
