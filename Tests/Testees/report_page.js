// The page of `--report html` in a real browser.
//
//     NODE_PATH=/usr/share/nodejs node report_page.js file:///PATH/report.html [SCREENSHOT.png]
//
// Expects the results of `ReportPageTests`. It ends with status 0, or says what was not as expected.
"use strict";
const assert = require("assert");
const inBrowser = require("./browser");

const [, , page, screenshot] = process.argv;

inBrowser(async tab => {
  const text = id => tab.evaluate(`document.getElementById("${id}").textContent`);
  const hash = () => tab.evaluate("decodeURIComponent(location.hash)");
  const shown = words => tab.until(`document.getElementById("shown").textContent === "${words} of 7,004 cases"`);
  const visit = async address => {
    await tab.call("Page.navigate", {url: "about:blank"});
    await tab.call("Page.navigate", {url: page + address});
    await tab.until(`document.getElementById("shown")?.textContent`);
  };
  const press = async (key, characters) => {
    await tab.call("Input.dispatchKeyEvent", {type: "keyDown", key, code: key, text: characters,
      windowsVirtualKeyCode: {Enter: 13, ArrowDown: 40}[key]});
    await tab.call("Input.dispatchKeyEvent", {type: "keyUp", key, code: key});
  };
  const open = `document.querySelector("details[open]")`;

  // At the start there is what was not expected, and nothing more.
  await tab.look(1280, 900, "light");
  await visit("");
  assert.equal(await tab.evaluate("document.title"), "codec: 3 of 7,004 cases not as expected");
  await shown("3");
  assert(await tab.evaluate(`document.getElementById("unexpected").checked`));
  assert.equal(await hash(), "");
  assert.match(await text("counts"), /7,000 passed.*2 failed.*1 skipped.*1 could not run/);

  // What was said is text: no element of it came to be, and no script of it ran.
  assert.equal(await tab.evaluate("window.wasRun"), undefined);
  assert.equal(await tab.evaluate(`document.images.length`), 0);
  assert.equal(await tab.evaluate(`document.scripts.length`), 2);

  // The keyboard alone: to the search, to the first case, and into it.
  await press("/", "/");
  await tab.call("Input.insertText", {text: "values"});
  await shown("1");
  assert.equal(await hash(), "#q=values");
  await press("ArrowDown");
  await press("Enter", "\r");
  await tab.until(`${open}?.querySelector(".dump mark")`);
  assert.equal(await hash(), "#q=values&case=envoy/v6/to-rivet/kv/put/values");
  assert.deepEqual(await tab.evaluate(`[...${open}.querySelectorAll("mark")].map(item => item.textContent)`), ["76", "77"]);
  assert.match(await tab.evaluate(`${open}.innerText`),
    /First difference at byte 307, in ToRivet\.kvRequest\.data: expected 76, got 77\.[^]*--run 'envoy\/v6\/to-rivet\/kv\/put\/values'/);

  // The address keeps both.
  await tab.call("Page.reload");
  await tab.until(`${open}?.querySelector(".dump")`);
  await shown("1");
  assert.equal(await tab.evaluate(`document.getElementById("text").value`), "values");

  // A case by its name alone, with what was said laid out.
  await visit("#kv/open/locked%20(kv-channel/v1)");
  await tab.until(`${open}?.querySelector(".trace")`);
  assert.deepEqual(await tab.evaluate(`[...${open}.querySelectorAll(".trace tbody tr")].map(row =>
    [...row.cells].map(cell => cell.textContent).join("|"))`), [
    "0 ms|c|connects|/kv/connect?namespace=n", `3 ms|c|sent|{"ToServerRequest":{"requestId":1}}`,
    `12 ms|c|came|{"ToClientResponse":{"text":"<img src=x onerror=wasRun=1>"}}`,
    "14 ms|admin|sent|POST /namespaces/n", "15 ms|c|breaks off|", "16 ms|||a line of another kind"]);
  await tab.evaluate(`${open}.querySelector(".again button").click()`);
  await tab.until(`${open}.querySelector(".again button").textContent === "copied"`);

  // Matrix, outcome and the rest: numbers lead to their cases, few of which are elements at once.
  await tab.evaluate(`document.querySelector('.matrix td button[data-family="envoy"][data-protocol="envoy/v1"]').click()`);
  await shown("3,500");
  assert.equal(await hash(), "#unexpected=0&family=envoy&protocol=envoy/v1&case=kv/open/locked+(kv-channel/v1)");
  assert(await tab.evaluate(`document.querySelectorAll("*").length`) < 10000);
  await tab.click("#counts button", "skipped");
  await shown("0");
  await tab.evaluate(`document.getElementById("clear").click()`);
  await shown("7,004");
  await tab.evaluate(`document.getElementById("more").click()`);
  await tab.until(`document.querySelectorAll("details").length >= 300`);
  await tab.evaluate(`document.getElementById("unexpected").click()`);
  await shown("3");

  // All that can be operated has a name.
  const {nodes} = await tab.call("Accessibility.getFullAXTree");
  const operable = nodes.filter(node => /^(button|link|checkbox|combobox|searchbox)$/.test(node.role?.value));
  assert(operable.length > 20);
  assert.deepEqual(operable.filter(node => !node.ignored && !node.name?.value), []);

  // Nothing is wider than the window, with all cases open.
  for (const width of [1280, 390]) {
    for (const scheme of ["light", "dark"]) {
      await tab.look(width, 900, scheme);
      await visit("");
      await tab.evaluate(`document.querySelectorAll("summary").forEach(item => item.click())`);
      await tab.until(`document.querySelectorAll("details[open] .again").length === 3`);
      assert(await tab.evaluate("document.documentElement.scrollWidth <= innerWidth"), `${width} ${scheme}`);
      assert.equal(await tab.evaluate("getComputedStyle(document.body).backgroundColor"),
        scheme === "dark" ? "rgb(20, 23, 28)" : "rgb(246, 247, 249)");
      if (screenshot) await tab.capture(screenshot.replace(".png", `-${width}-${scheme}.png`));
    }
  }
});
