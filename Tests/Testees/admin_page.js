// The admin page in a real browser.
//
//     NODE_PATH=/usr/share/nodejs node admin_page.js http://127.0.0.1:ADMIN [SCREENSHOT.png]
//
// Expects an actor `a` of namespace `ns` with pages of generations 1 and 2. It ends with status 0,
// or says what was not as expected.
"use strict";
const assert = require("assert");
const inBrowser = require("./browser");

const [, , endpoint, screenshot] = process.argv;

inBrowser(async tab => {
  await tab.call("Page.navigate", {url: endpoint + "/"});

  await tab.until(`document.getElementById("state")?.textContent === "live"`);
  await tab.until(`document.querySelector("#actors tr td")?.textContent === "a"`);
  const cells = await tab.evaluate(`[...document.querySelectorAll("#actors td")].slice(3, 6).map(item => item.textContent)`);
  assert.deepEqual(cells, ["2", "2", "64"], "generation, head and pages");
  assert(await tab.evaluate(`document.querySelectorAll("#connections tr").length`) >= 1);

  await tab.click("#actors button", "pages");
  await tab.until(`document.querySelectorAll("#map i").length === 64`);
  assert.match(await tab.evaluate(`document.querySelector("#map i").title`), /generation 2, transaction 2/);
  assert.equal(await tab.evaluate(`document.querySelectorAll("#legend span").length`), 2);

  await tab.until(`document.querySelectorAll("#journal li").length > 5`);
  await tab.click("#journal summary", "ToEnvoyInit");
  await tab.until(`document.querySelector("#journal pre.hex")?.textContent.startsWith("000000  00 98 3a")`);

  await tab.click("#faults label", "lose the reply of a commit");
  await tab.until(`fetch("/faults").then(answer => answer.json()).then(value => value.faults[0]?.name === "lose-commit-reply")`);
  await tab.call("Page.reload");
  await tab.until(`document.querySelector("[data-fault=lose-commit-reply]")?.checked`);
  if (screenshot) {
    await tab.click("#actors button", "pages");
    await tab.until(`document.querySelectorAll("#journal li").length > 5`);
    await tab.click("#journal summary", "ToRivetSqliteGetPagesRequest");
    await tab.until(`document.querySelectorAll("#map i").length === 64`);
    await tab.capture(screenshot);
  }
  await tab.evaluate(`document.querySelector("[data-fault=lose-commit-reply]").click()`);
  await tab.until(`fetch("/faults").then(answer => answer.json()).then(value => !value.faults.length)`);

  await tab.look(390, 800, "dark");
  assert(await tab.evaluate("document.documentElement.scrollWidth <= innerWidth"), "wider than a phone");
  assert.equal(await tab.evaluate(`getComputedStyle(document.body).backgroundColor`), "rgb(20, 23, 28)");
  if (screenshot) await tab.capture(screenshot.replace(".png", "-phone.png"));
});
