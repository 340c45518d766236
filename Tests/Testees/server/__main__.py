"""A minimal in-memory server for the KV channel and the envoy protocol.

    python3 Tests/Testees/server [--port 0]

It says where it listens in one line of JSON, and ends with its standard input or by SIGTERM.
"""

import argparse
import asyncio
import http
import json
import os
import signal
import threading

from websockets.asyncio.server import serve
from websockets.datastructures import Headers
from websockets.http11 import Response

import url
from envoy import Envoy
from kv_channel import Channel
from world import World

HOST = "127.0.0.1"
ENVOY_PATH = "/envoys/connect"
KV_CHANNEL_PATH = "/kv/connect"
# The largest body in the tunnel is 20 MiB, the largest reply of the KV channel about 16.3 MiB.
LARGEST_FRAME = 32 * 1024 * 1024
# How long a peer may take to answer a close frame, and to take what is sent before it, in seconds.
CLOSE_TIMEOUT = 1


class Server:
    def __init__(self):
        self.world = World()
        self.connections = set()

    async def take(self, websocket):
        """Serves one connection to its end."""
        path, parameters = url.split(websocket.request.path)
        kind = service(path, offered_subprotocols(websocket.request))
        if kind is None:
            # A refusal comes after the upgrade, where clients can see its reason (ENVOY-1.2).
            await websocket.close(1011, url.reason("guard.no_route"))
            return
        connection = kind(websocket, self.world, parameters)
        self.connections.add(connection)
        try:
            await connection.serve()
        finally:
            self.connections.discard(connection)

    async def leave(self):
        """Tells all peers, and waits for none of them longer than a close may take."""
        goodbyes = [asyncio.create_task(each.leave()) for each in self.connections]
        if goodbyes:
            await asyncio.wait(goodbyes, timeout=2 * CLOSE_TIMEOUT)


def service(path, subprotocols):
    """Whose path this is; the subprotocol that names envoys as the target has any path."""
    # One slash at the end changes nothing.
    if path.removesuffix("/") == ENVOY_PATH or "rivet_target.envoy" in subprotocols:
        return Envoy
    if path.removesuffix("/") == KV_CHANNEL_PATH:
        return Channel
    return None


def offered_subprotocols(request):
    lines = request.headers.get_all("Sec-WebSocket-Protocol")
    return [name.strip() for line in lines for name in line.split(",")]


def plain_answer(_websocket, request):
    """Answers a request that does not ask for an upgrade with a text (ENVOY-1.2, KV-A4)."""
    if request.headers.get("Upgrade", "").lower() == "websocket":
        return None
    kind = service(url.split(request.path)[0], [])
    text = f"{kind.endpoint} WebSocket endpoint" if kind else "nothing here"
    status = http.HTTPStatus.OK if kind else http.HTTPStatus.NOT_FOUND
    body = text.encode()
    headers = Headers({"Content-Type": "text/plain", "Content-Length": str(len(body))})
    return Response(status.value, status.phrase, headers, body)


def choose_subprotocol(_websocket, offered):
    """`rivet` where it is offered; one that nobody asked for would make strict clients fail."""
    return "rivet" if "rivet" in offered else None


def watch_standard_input(loop, ended):
    """Whoever started the server ends it by closing its standard input."""
    while os.read(0, 4096):
        pass
    loop.call_soon_threadsafe(ended.set)


async def run(port):
    loop = asyncio.get_running_loop()
    ended = asyncio.Event()
    loop.add_signal_handler(signal.SIGTERM, ended.set)
    loop.add_signal_handler(signal.SIGINT, ended.set)
    server = Server()
    async with serve(
        server.take,
        HOST,
        port,
        process_request=plain_answer,
        select_subprotocol=choose_subprotocol,
        compression=None,
        # The pings of the protocols decide who lives, those of WebSocket mean nothing.
        ping_interval=None,
        max_size=LARGEST_FRAME,
        close_timeout=CLOSE_TIMEOUT,
    ) as listener:
        base = f"ws://{HOST}:{listener.sockets[0].getsockname()[1]}"
        endpoints = {"envoy": base + ENVOY_PATH, "kvChannel": base + KV_CHANNEL_PATH}
        print(json.dumps({"endpoints": endpoints}), flush=True)
        watcher = threading.Thread(
            target=watch_standard_input, args=(loop, ended), daemon=True
        )
        watcher.start()
        await ended.wait()
        await server.leave()


if __name__ == "__main__":
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--port", type=int, default=0, help="0, the default, picks one")
    asyncio.run(run(arguments.parse_args().port))
