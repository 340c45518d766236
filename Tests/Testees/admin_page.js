// The admin page in a real browser: headless Chromium, driven over its debugging protocol.
//
//     NODE_PATH=/usr/share/nodejs node admin_page.js http://127.0.0.1:ADMIN [SCREENSHOT.png]
//
// Expects an actor `a` of namespace `ns` with pages of generations 1 and 2. It ends with status 0,
// or says what was not as expected.
"use strict";
const assert = require("assert");
const fs = require("fs");
const os = require("os");
const path = require("path");
const {spawn} = require("child_process");
const WebSocket = require("ws");

const [, , endpoint, screenshot] = process.argv;
const folder = fs.mkdtempSync(path.join(os.tmpdir(), "admin-page-"));
const browser = spawn("chromium", ["--headless=new", "--no-sandbox", "--disable-gpu",
  "--remote-debugging-port=0", `--user-data-dir=${folder}`, "about:blank"],
  {stdio: ["ignore", "ignore", "pipe"]});

function debuggingURL() {
  return new Promise((done, failed) => {
    let text = "";
    browser.stderr.on("data", data => {
      text += data;
      const found = text.match(/DevTools listening on (ws:\S+)/);
      if (found) done(found[1]);
    });
    browser.on("exit", () => failed(new Error("the browser did not start: " + text)));
  });
}

async function main() {
  const socket = new WebSocket(await debuggingURL(), {maxPayload: 0});
  await new Promise(done => socket.on("open", done));
  const pending = new Map(), problems = [];
  let lastID = 0, sessionId;
  socket.on("message", text => {
    const message = JSON.parse(text);
    if (message.method === "Runtime.exceptionThrown")
      problems.push(message.params.exceptionDetails.exception?.description);
    if (message.method === "Log.entryAdded" && message.params.entry.level === "error")
      problems.push(`${message.params.entry.text} ${message.params.entry.url}`);
    const waiting = pending.get(message.id);
    if (waiting) message.error ? waiting.failed(new Error(message.error.message)) : waiting.done(message.result);
    pending.delete(message.id);
  });
  const call = (method, params = {}) => new Promise((done, failed) => {
    pending.set(++lastID, {done, failed});
    socket.send(JSON.stringify({id: lastID, method, params, sessionId}));
  });
  const evaluate = async expression => {
    const answer = await call("Runtime.evaluate",
      {expression, awaitPromise: true, returnByValue: true});
    assert(!answer.exceptionDetails, expression + ": " + answer.exceptionDetails?.exception?.description);
    return answer.result.value;
  };
  const until = async expression => {
    for (let turn = 0; turn < 400; turn++) {
      if (await evaluate(expression)) return;
      await evaluate("new Promise(done => setTimeout(done, 50))");
    }
    throw new Error("never true: " + expression + "\n" + await evaluate("document.body.innerText"));
  };
  const click = async (selector, text) => assert(await evaluate(
    `(() => { const found = [...document.querySelectorAll(${JSON.stringify(selector)})]
      .find(item => item.textContent.includes(${JSON.stringify(text)}));
      found?.click(); return !!found; })()`), `nothing to click: ${selector} ${text}`);

  const {targetId} = await call("Target.createTarget", {url: "about:blank", newWindow: true, width: 1360, height: 900});
  ({sessionId} = await call("Target.attachToTarget", {targetId, flatten: true}));
  for (const domain of ["Runtime", "Page", "Log"]) await call(domain + ".enable");
  await call("Page.navigate", {url: endpoint + "/"});

  await until(`document.getElementById("state")?.textContent === "live"`);
  await until(`document.querySelector("#actors tr td")?.textContent === "a"`);
  const cells = await evaluate(`[...document.querySelectorAll("#actors td")].slice(3, 6).map(item => item.textContent)`);
  assert.deepEqual(cells, ["2", "2", "64"], "generation, head and pages");
  assert(await evaluate(`document.querySelectorAll("#connections tr").length`) >= 1);

  await click("#actors button", "pages");
  await until(`document.querySelectorAll("#map i").length === 64`);
  assert.match(await evaluate(`document.querySelector("#map i").title`), /generation 2, transaction 2/);
  assert.equal(await evaluate(`document.querySelectorAll("#legend span").length`), 2);

  await until(`document.querySelectorAll("#journal li").length > 5`);
  await click("#journal summary", "ToEnvoyInit");
  await until(`document.querySelector("#journal pre.hex")?.textContent.startsWith("000000  00 98 3a")`);

  await click("#faults label", "lose the reply of a commit");
  await until(`fetch("/faults").then(answer => answer.json()).then(value => value.faults[0]?.name === "lose-commit-reply")`);
  await call("Page.reload");
  await until(`document.querySelector("[data-fault=lose-commit-reply]")?.checked`);
  if (screenshot) {
    await click("#actors button", "pages");
    await until(`document.querySelectorAll("#journal li").length > 5`);
    await click("#journal summary", "ToRivetSqliteGetPagesRequest");
    await until(`document.querySelectorAll("#map i").length === 64`);
    const {data} = await call("Page.captureScreenshot", {format: "png"});
    fs.writeFileSync(screenshot, Buffer.from(data, "base64"));
  }
  await evaluate(`document.querySelector("[data-fault=lose-commit-reply]").click()`);
  await until(`fetch("/faults").then(answer => answer.json()).then(value => !value.faults.length)`);

  await call("Emulation.setDeviceMetricsOverride",
    {width: 390, height: 800, deviceScaleFactor: 1, mobile: true});
  await call("Emulation.setEmulatedMedia",
    {features: [{name: "prefers-color-scheme", value: "dark"}]});
  await until("innerWidth === 390");
  assert(await evaluate("document.documentElement.scrollWidth <= innerWidth"), "wider than a phone");
  assert.equal(await evaluate(`getComputedStyle(document.body).backgroundColor`), "rgb(20, 23, 28)");
  if (screenshot) {
    const {data} = await call("Page.captureScreenshot", {format: "png"});
    fs.writeFileSync(screenshot.replace(".png", "-phone.png"), Buffer.from(data, "base64"));
  }
  assert.deepEqual(problems, []);
}

main().then(() => 0, error => { console.error(error); return 1; }).then(status => {
  browser.removeAllListeners("exit");
  browser.on("exit", () => {
    fs.rmSync(folder, {recursive: true, force: true});
    process.exit(status);
  });
  browser.kill("SIGKILL");
});
