// An envoy over Node's `ws`, which nobody here wrote, against a server that runs.
//
//     NODE_PATH=/usr/share/nodejs node ws_client.js ws://127.0.0.1:PORT/envoys/connect
//
// Handshake, a large commit in one frame and in many, a large reply, a ping, both ways to close. It
// ends with status 0, or says what was not as expected.
"use strict";
const assert = require("assert");
const {once} = require("events");
const WebSocket = require("ws");

const pageCount = 2048;

function integers(...pairs) {
  return Buffer.concat(pairs.map(([byteCount, number]) => {
    const bytes = Buffer.alloc(8);
    bytes.writeBigUInt64LE(BigInt(number));
    return bytes.subarray(0, byteCount);
  }));
}

const varint = number => number < 128
  ? Buffer.from([number]) : Buffer.concat([Buffer.from([number & 127 | 128]), varint(number >> 7)]);

const actor = Buffer.from("\x02js");

function commit(request, head) {
  const pages = [];
  for (let index = 0; index < pageCount; index++)
    pages.push(integers([4, index + 1]), varint(4096), Buffer.alloc(4096, index % 251));
  return Buffer.concat([integers([1, 8], [4, request]), actor, integers([8, 1], [8, head]),
    varint(pageCount), ...pages, integers([4, pageCount])]);
}

function getPages(request, count) {
  const numbers = Array.from({length: count}, (_, index) => integers([4, index + 1]));
  return Buffer.concat([integers([1, 7], [4, request]), actor, integers([8, 1]), varint(count),
    ...numbers]);
}

const url = key => process.argv[2]
  + `?protocol_version=2&namespace=js&envoy_key=${key}&version=1&pool_name=p`;

/** The messages of a socket, one by one. */
function inbox(socket) {
  const messages = [], waiting = [];
  socket.on("message", message => waiting.length ? waiting.shift()(message) : messages.push(message));
  return () => messages.length
    ? Promise.resolve(messages.shift()) : new Promise(done => waiting.push(done));
}

async function main() {
  const socket = new WebSocket(url("one"), ["rivet"], {maxPayload: 0});
  const next = inbox(socket);
  const reply = async tag => {
    for (;;) {
      const message = await next();
      if (message[0] === tag) return message;
    }
  };
  await once(socket, "open");
  assert.equal(socket.protocol, "rivet");
  assert.equal((await next())[0], 0, "the first message is Init");
  socket.send(getPages(1, 1));
  assert.equal((await reply(6))[5], 0, "a first read opens the database");

  socket.send(commit(2, 0));
  assert.deepEqual((await reply(7)).subarray(5, 14), integers([1, 0], [8, 1]));

  const message = commit(3, 1);
  for (let start = 0; start < message.length; start += 100000) {
    const end = start + 100000;
    socket.send(message.subarray(start, end), {binary: true, fin: end >= message.length});
    if (start === 500000) socket.ping("in between");
  }
  assert.deepEqual((await reply(7)).subarray(5, 14), integers([1, 0], [8, 2]));

  socket.send(getPages(4, pageCount));
  assert.equal((await reply(6)).length, 6 + 2 + pageCount * (4 + 1 + 2 + 4096) + 48);
  socket.ping("are you there");
  assert.equal(String((await once(socket, "pong"))[0]), "are you there");
  socket.send("a text has no meaning");
  socket.close(1000, "enough");
  assert.equal((await once(socket, "close"))[0], 1000);

  const refused = new WebSocket(url("x"), ["rivet"]);
  const [code, reason] = await once(refused, "close");
  assert.equal(code, 1011);
  assert.match(String(reason), /^ws\.invalid_request/);
}

main().catch(error => {
  console.error(error);
  process.exit(1);
});
