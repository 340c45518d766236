"""An envoy over PyPI's `websockets`, which nobody here wrote, against a server that runs.

    python3 websockets_client.py ws://127.0.0.1:PORT/envoys/connect

Handshake, a large commit in one frame and in many, a large reply, a ping, both ways to close. It
ends with status 0, or says what was not as expected.
"""
import asyncio
import struct
import sys

import websockets

PAGES = 2048


def varint(number):
    out = b""
    while number >= 0x80:
        out += bytes([number & 0x7F | 0x80])
        number >>= 7
    return out + bytes([number])


def commit(request, head):
    pages = b"".join(
        struct.pack("<I", i + 1) + varint(4096) + bytes([i % 251]) * 4096 for i in range(PAGES))
    return (struct.pack("<BI", 8, request) + b"\x02py" + struct.pack("<QQ", 1, head)
            + varint(PAGES) + pages + struct.pack("<I", PAGES))


def get_pages(request, count):
    numbers = b"".join(struct.pack("<I", i + 1) for i in range(count))
    return struct.pack("<BI", 7, request) + b"\x02py" + struct.pack("<Q", 1) + varint(count) + numbers


async def reply(socket, tag):
    while True:
        message = await asyncio.wait_for(socket.recv(), 30)
        if message[0] == tag:
            return message


async def main(endpoint):
    url = endpoint + "?protocol_version=2&namespace=py&envoy_key={}&version=1&pool_name=p"
    async with websockets.connect(url.format("one"), subprotocols=["rivet"], max_size=None) as socket:
        assert socket.subprotocol == "rivet"
        assert (await socket.recv())[0] == 0, "the first message is Init"
        await socket.send(get_pages(1, 1))
        assert (await reply(socket, 6))[5] == 0, "a first read opens the database"

        await socket.send(commit(2, 0))
        assert (await reply(socket, 7))[5:14] == b"\0" + struct.pack("<Q", 1)

        async def pieces(message):
            for start in range(0, len(message), 100_000):
                yield message[start:start + 100_000]

        await socket.send(pieces(commit(3, 1)))
        assert (await reply(socket, 7))[5:14] == b"\0" + struct.pack("<Q", 2)

        await socket.send(get_pages(4, PAGES))
        pages = await reply(socket, 6)
        assert len(pages) == 6 + 2 + PAGES * (4 + 1 + 2 + 4096) + 48, len(pages)
        await asyncio.wait_for(await socket.ping(b"are you there"), 30)
        await socket.send("a text has no meaning")
        await socket.close(1000, "enough")
        assert socket.close_code == 1000

    async with websockets.connect(url.format("x"), subprotocols=["rivet"]) as socket:
        try:
            await socket.recv()
            raise AssertionError("a key of one letter was accepted")
        except websockets.ConnectionClosed as closed:
            assert closed.rcvd.code == 1011, closed.rcvd
            assert closed.rcvd.reason.startswith("ws.invalid_request"), closed.rcvd


asyncio.run(main(sys.argv[1]))
