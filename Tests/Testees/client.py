"""A client of the KV channel and of the envoy protocol, as a testee of the conformance suite.

    pip install websockets
    envoykit conform client -- python3 client.py

A line of JSON comes in for everything that the client is to do, and one goes out for everything
that came of it; TestingAClient.md says how. The client itself is in reference_client/, and this
file shows what to write around another one.
"""
import asyncio
import json
import sys
import traceback

from reference_client.database import Database
from reference_client.envoy import Envoy
from reference_client.failure import Failure, not_sent
from reference_client.kv_channel import KVChannel

PROTOCOLS = ["kv-channel/v1", *(f"envoy/v{version}" for version in range(1, 7))]
SQLITE_COMMANDS = {
    "sqlite.get_pages": "GetPages",
    "sqlite.commit": "Commit",
    "sqlite.commit_stage_begin": "CommitStageBegin",
    "sqlite.commit_stage": "CommitStage",
    "sqlite.commit_finalize": "CommitFinalize",
}


class Skip(Exception):
    """What this testee does not offer."""


class Testee:
    """One client at a time, and any number of operations under way.

    `under_way` tells of each operation's task which client it belongs to, so that the answers of
    all of them can be out before their client is gone.
    """

    def __init__(self):
        self.client, self.databases, self.under_way = None, {}, {}

    # -- lines

    def take(self, line):
        """Starts what a line asks for; what is no request at all gets a fault at once."""
        try:
            request = json.loads(line)
            seq, command = request["seq"], request["cmd"]
        except (ValueError, TypeError, KeyError, RecursionError) as error:
            say(None, fault(error))
            return
        if command == "hello":
            say(seq, {"hello": {
                "name": "envoykit-python", "version": "1.0.0", "language": "python", "protocol": 1,
                "tiers": ["client"], "schemas": PROTOCOLS}})
            return
        task = asyncio.ensure_future(self.answer(seq, command, request))
        self.under_way[task] = None
        task.add_done_callback(self.under_way.pop)

    async def answer(self, seq, command, request):
        try:
            if command != "client":
                raise Skip(f"no command {command}")
            body = {"ok": await self.perform(request["op"], request.get("args") or {})}
        except Failure as failure:
            code = {} if failure.code is None else {"code": failure.code}
            body = {"failed": {"class": failure.kind, **code, "definite": failure.definite,
                               "message": failure.message}}
        except Skip as skip:
            body = {"skip": str(skip)}
        except Exception as error:
            body = fault(error)
        say(seq, body)

    # -- operations

    async def perform(self, operation, args):
        if operation == "open":
            return await self.open(args)
        if operation == "close":
            return await self.retire()
        family = operation.partition(".")[0]
        if family == "kv":
            return await self.kv(operation, args)
        if operation in SQLITE_COMMANDS:
            return await self.envoy_v2().sqlite(SQLITE_COMMANDS[operation], args)
        if family == "database":
            return await self.database(operation, args)
        raise Skip(f"no operation {operation}")

    async def open(self, args):
        former, client = self.client, client_of(args)
        self.client = self.under_way[asyncio.current_task()] = client
        self.databases = {}
        await self.retire_client(former)
        try:
            await client.opened()
        except Failure:
            await self.retire_client(client)
            raise

    async def retire(self):
        client, self.client = self.client, None
        self.databases = {}
        await self.retire_client(client)

    async def retire_client(self, client):
        """Closes a client, and waits until all that fails by that has been answered."""
        if client is None:
            return
        if client is self.client:
            self.client = None
        await client.close()
        own = asyncio.current_task()
        others = [task for task, whose in self.under_way.items() if whose is client and task != own]
        if others:
            await asyncio.wait(others)

    async def kv(self, operation, args):
        client = self.require_client()
        actor = args["actorId"]
        if operation in ("kv.open", "kv.close"):
            if not isinstance(client, KVChannel):
                raise Skip("actors of an envoy's KV are neither opened nor closed")
            return await (client.open if operation == "kv.open" else client.close_actor)(actor)
        if operation == "kv.get":
            return {"values": await client.get(actor, args["keys"])}
        if operation == "kv.put":
            return await client.put(actor, args["keys"], args["values"])
        if operation == "kv.delete":
            return await client.delete(actor, args["keys"])
        if operation == "kv.delete_range":
            return await client.delete_range(actor, args["start"], args["end"])
        raise Skip(f"no operation {operation}")

    async def database(self, operation, args):
        envoy, actor = self.envoy_v2(), args["actorId"]
        if operation in ("database.open", "database.close"):
            if actor in self.databases:
                self.databases.pop(actor).close()
            if operation == "database.open":
                self.databases[actor] = Database(envoy, actor, args["startup"])
            return None
        if actor not in self.databases:
            raise Failure("dead", "no database of this actor is open", definite=True)
        database = self.databases[actor]
        if operation == "database.read":
            pages = zip(args["pgnos"], await database.read(args["pgnos"]))
            return {"pages": [{"pgno": number, "bytes": data} for number, data in pages]}
        if operation == "database.write":
            pages = {page["pgno"]: page["bytes"] for page in args["pages"]}
            return {"headTxid": await database.write(pages, args["sizePages"])}
        raise Skip(f"no operation {operation}")

    def require_client(self):
        if self.client is None:
            raise not_sent("there is no client")
        self.under_way[asyncio.current_task()] = self.client
        return self.client

    def envoy_v2(self):
        client = self.require_client()
        if not isinstance(client, Envoy) or client.version != 2:
            raise Skip("these SQLite commands are in version 2 of the envoy protocol alone")
        return client


def client_of(args):
    protocol = args["protocol"]
    if protocol not in PROTOCOLS:
        raise Skip(f"no protocol {protocol}")
    times = {"time_limit": args.get("timeoutMilliseconds", 30_000) / 1000,
             "first_delay": args.get("reconnectMilliseconds", 1000) / 1000}
    endpoint, namespace, token = args["endpoint"], args["namespace"], args.get("token")
    if protocol == "kv-channel/v1":
        return KVChannel(endpoint, namespace, token, **times)
    version = int(protocol[len("envoy/v"):])
    return Envoy(endpoint, namespace, version, token, args.get("envoyKey"), **times)


def fault(error):
    return {"fault": {"message": f"{type(error).__name__}: {error}",
                      "traceback": traceback.format_exc()}}


def say(seq, body):
    print(json.dumps({"seq": seq, **body}), flush=True)


async def main():
    testee = Testee()
    read = asyncio.get_running_loop().run_in_executor
    while line := await read(None, sys.stdin.buffer.readline):  # a large line may come slowly
        testee.take(line)
    await testee.retire()


if __name__ == "__main__":
    asyncio.run(main())
