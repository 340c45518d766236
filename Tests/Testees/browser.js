// A real browser for tests of pages: headless Chromium, driven over its debugging protocol.
"use strict";
const assert = require("assert");
const fs = require("fs");
const os = require("os");
const path = require("path");
const {spawn} = require("child_process");
const WebSocket = require("ws");

function debuggingURL(browser) {
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

/** A tab; `problems` are what its scripts threw and its log called errors. */
class Tab {
  constructor(socket) {
    this.socket = socket;
    this.pending = new Map();
    this.problems = [];
    this.lastID = 0;
    socket.on("message", text => this.take(JSON.parse(text)));
  }

  static async open(browser) {
    const socket = new WebSocket(await debuggingURL(browser), {maxPayload: 0});
    await new Promise(done => socket.on("open", done));
    const tab = new Tab(socket);
    const {targetId} = await tab.call("Target.createTarget",
      {url: "about:blank", newWindow: true, width: 1360, height: 900});
    const {sessionId} = await tab.call("Target.attachToTarget", {targetId, flatten: true});
    tab.sessionId = sessionId;
    for (const domain of ["Runtime", "Page", "Log"]) await tab.call(domain + ".enable");
    return tab;
  }

  take(message) {
    if (message.method === "Runtime.exceptionThrown")
      this.problems.push(message.params.exceptionDetails.exception?.description);
    if (message.method === "Log.entryAdded" && message.params.entry.level === "error")
      this.problems.push(`${message.params.entry.text} ${message.params.entry.url}`);
    const waiting = this.pending.get(message.id);
    if (!waiting) return;
    this.pending.delete(message.id);
    message.error ? waiting.failed(new Error(message.error.message)) : waiting.done(message.result);
  }

  call(method, params = {}) {
    return new Promise((done, failed) => {
      this.pending.set(++this.lastID, {done, failed});
      this.socket.send(JSON.stringify({id: this.lastID, method, params, sessionId: this.sessionId}));
    });
  }

  async evaluate(expression) {
    const answer = await this.call("Runtime.evaluate",
      {expression, awaitPromise: true, returnByValue: true});
    assert(!answer.exceptionDetails,
      expression + ": " + answer.exceptionDetails?.exception?.description);
    return answer.result.value;
  }

  async until(expression) {
    for (let turn = 0; turn < 400; turn++) {
      if (await this.evaluate(expression)) return;
      await this.evaluate("new Promise(done => setTimeout(done, 50))");
    }
    throw new Error(["never true: " + expression, ...this.problems, ""].join("\n")
      + await this.evaluate("document.body.innerText"));
  }

  async click(selector, text) {
    assert(await this.evaluate(
      `(() => { const found = [...document.querySelectorAll(${JSON.stringify(selector)})]
        .find(item => item.textContent.includes(${JSON.stringify(text)}));
        found?.click(); return !!found; })()`), `nothing to click: ${selector} ${text}`);
  }

  /** Shows the page at a width, `light` or `dark`; one narrower than a tablet is a phone. */
  async look(width, height, scheme) {
    await this.call("Emulation.setDeviceMetricsOverride",
      {width, height, deviceScaleFactor: 1, mobile: width < 600});
    await this.call("Emulation.setEmulatedMedia",
      {features: [{name: "prefers-color-scheme", value: scheme}]});
    await this.until(`innerWidth === ${width}`);
  }

  async capture(file) {
    const {data} = await this.call("Page.captureScreenshot", {format: "png"});
    fs.writeFileSync(file, Buffer.from(data, "base64"));
  }
}

/** Gives a tab to a test, and ends with its verdict as the status. */
module.exports = test => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "browser-"));
  const browser = spawn("chromium", ["--headless=new", "--no-sandbox", "--disable-gpu",
    "--remote-debugging-port=0", `--user-data-dir=${folder}`, "about:blank"],
    {stdio: ["ignore", "ignore", "pipe"]});
  const run = async () => {
    const tab = await Tab.open(browser);
    await test(tab);
    assert.deepEqual(tab.problems, []);
  };
  run().then(() => 0, error => { console.error(error); return 1; }).then(status => {
    browser.removeAllListeners("exit");
    browser.on("close", () => {
      // Closed means that its children, which write there too, have ended.
      fs.rmSync(folder, {recursive: true, force: true, maxRetries: 20, retryDelay: 100});
      process.exit(status);
    });
    browser.kill("SIGKILL");
  });
};
