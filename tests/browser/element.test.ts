/** `<hotpot-lab>` in pages that are not the playground. */

import { describe, expect, test } from "vitest";
import { useLab } from "./harness";
import { LabPage } from "./lab-page";

const HELLO =
  "import threading\n\nN = 2  # @param {type:\"slider\", min:1, max:5, step:1}\nfor i in range(N):\n    print('line', i)\n";

const lab = useLab({
  "/inline.html": `<!doctype html><link rel="icon" href="data:," /><script type="module" src="/hotpot-lab.js"></script>
    <div id="one"><hotpot-lab lang="en"><pre>${HELLO}</pre></hotpot-lab></div><div id="two"></div>`,
  "/early.html": `<!doctype html><link rel="icon" href="data:," /><hotpot-lab lang="en"></hotpot-lab>
    <script>document.querySelector("hotpot-lab").source = ${JSON.stringify(HELLO)};</script>
    <script type="module" src="/hotpot-lab.js"></script>`,
  "/attributes.html": `<!doctype html><link rel="icon" href="data:," /><script type="module" src="/hotpot-lab.js"></script>
    <hotpot-lab program="hotpot" param-rounds="1" lang="zh" theme="dark" view="parameters timeline"></hotpot-lab>`,
  "/missing.html": `<!doctype html><link rel="icon" href="data:," /><script type="module" src="/hotpot-lab.js"></script>
    <hotpot-lab program="no_such" lang="en"></hotpot-lab>`,
});

describe("an element", () => {
  test("runs the program inside its tag and leaves the page's address alone", async () => {
    const page = await LabPage.element(lab, "/inline.html#mine");
    expect(await page.output()).toEqual(["MainThread: line 0", "MainThread: line 1"]);
    await page.press("#p-N", "ArrowRight");
    expect(await page.output()).toHaveLength(3);
    expect(await page.address()).toBe("#mine");
    expect(page.errors).toEqual([]);
  });

  test("goes on when it is moved", async () => {
    const page = await LabPage.element(lab, "/inline.html");
    await page.press("#p-N", "ArrowRight");
    await page.page.evaluate(() =>
      document.querySelector("#two")?.append(document.querySelector("hotpot-lab") as Element),
    );
    await page.whenIdle();
    expect(await page.output()).toHaveLength(3);
    await page.press("#p-N", "ArrowRight");
    expect(await page.output()).toHaveLength(4);
  });

  test("keeps a property that was set before it was defined", async () => {
    const page = await LabPage.element(lab, "/early.html");
    expect(await page.output()).toEqual(["MainThread: line 0", "MainThread: line 1"]);
  });

  test("takes values, language, theme and parts from its attributes", async () => {
    const page = await LabPage.element(lab, "/attributes.html");
    expect(await page.status()).toMatch(/^运行结束/);
    expect(await page.text("output[for=p-ROUNDS]")).toBe("1");
    expect(await page.has("hotpot-source")).toBe(false);
    expect(await page.page.$eval("hotpot-lab", (element) => element.getAttribute("data-theme"))).toBe("dark");
  });

  test("says so when there is no such program", async () => {
    const page = await LabPage.element(lab, "/missing.html");
    expect(await page.status()).toContain("no_such");
  });
});

test("the tutorial runs both of its programs", async () => {
  const page = await LabPage.element(lab, "/tutorial.html#en", "article[lang=en] hotpot-lab");
  expect(await page.status()).toMatch(/^Finished/);
  const second = await page.page.$("article[lang=en] hotpot-lab:nth-of-type(2)");
  await second?.evaluate((element) => element.scrollIntoView());
  await page.page.waitForFunction(() => {
    const labs = document.querySelectorAll("article[lang=en] hotpot-lab");
    return /Deadlock/.test(labs[1]?.shadowRoot?.querySelector(".status")?.textContent ?? "");
  });
  expect(page.errors).toEqual([]);
});

test("a frame shows what its address says", async () => {
  const page = await LabPage.element(lab, "/embed.html?lang=en&view=timeline#hotpot?ROUNDS=1");
  expect(await page.status()).toMatch(/^Finished/);
  const link = await page.page.$eval("a", (anchor) => anchor.href);
  expect(link).toContain("index.html#hotpot?ROUNDS=1");
});

test("a browser without WebAssembly can still read the program", async () => {
  const page = await lab.browser.newPage();
  await page.evaluateOnNewDocument(() => {
    Object.defineProperty(globalThis, "WebAssembly", { value: undefined });
  });
  await page.goto(new URL("/inline.html", lab.isolated.origin).href);
  await page.waitForFunction(() =>
    /cannot run Hotpot/.test(
      document.querySelector("hotpot-lab")?.shadowRoot?.querySelector(".status")?.textContent ?? "",
    ),
  );
  const source = await page.$eval(
    "hotpot-lab >>> hotpot-source",
    (element) => (element as Element & { source: string }).source,
  );
  expect(source).toContain("print('line', i)");
});
