/** `<hotpot-lab>` in pages that are not the playground. */

import { describe, expect, test } from "vitest";
import type { HotpotLab } from "../../web/src/element/hotpot-lab";
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
  "/src.html": `<!doctype html><link rel="icon" href="data:," /><script type="module" src="/hotpot-lab.js"></script>
    <hotpot-lab src="/first.py" seed="3" param-n="4" lang="en"></hotpot-lab>`,
  "/first.py": HELLO.replaceAll("\n", "\r\n"),
  "/second.py": "print('second')\n",
  "/parts.html": `<!doctype html><link rel="icon" href="data:," /><script type="module" src="/hotpot-lab.js"></script>
    <hotpot-lab view="source output" lang="en"><pre>while True: pass</pre></hotpot-lab>`,
  "/gallery.html": `<!doctype html><link rel="icon" href="data:," /><script type="module" src="/hotpot-lab.js"></script>
    <hotpot-lab program="hotpot" lang="en"></hotpot-lab>`,
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
    expect(await page.status()).toBe("There is no program called “no_such”. Edit lets you write one here.");
    expect(await page.has(".status button")).toBe(false);
    await page.replaceSource("print('mine')\n");
    expect(await page.output()).toEqual(["MainThread: mine"]);
  });

  test("fetches again what could not be fetched", async () => {
    const page = await LabPage.element(lab, "/src.html", "hotpot-lab", (page) =>
      page.evaluateOnNewDocument(() => {
        const original = globalThis.fetch;
        let refused = 0;
        globalThis.fetch = (...request) =>
          String(request[0]).endsWith("first.py") && refused++ === 0
            ? Promise.reject(new TypeError("Failed to fetch"))
            : original(...request);
      }),
    );
    expect(await page.status()).toMatch(/^The program \/first.py could not be fetched: Failed to fetch\. /);
    await page.click(".status button");
    expect(await page.output()).toHaveLength(4);
  });

  test("knows one kind of line end", async () => {
    const page = await LabPage.element(lab, "/src.html");
    expect(await page.source()).toBe(HELLO.replace("N = 2  #", "N = 4  #"));
  });

  test("keeps its attributes' settings and values when it is given a text", async () => {
    const page = await LabPage.element(lab, "/src.html");
    await set(page, { source: `# mine\n${HELLO}` });
    expect(await page.output()).toHaveLength(4);
    expect(await settings(page)).toMatchObject({ seed: 3 });
  });

  test("shows what it was given last", async () => {
    const page = await LabPage.element(lab, "/src.html");
    await set(page, { source: "print('text')\n" });
    expect(await page.output()).toEqual(["MainThread: text"]);
    await set(page, { program: "hotpot" });
    expect(await page.source()).toContain("threading.Condition()");
    await set(page, { program: "thread_start", source: "print('both')\n" });
    expect(await page.output()).toEqual(["MainThread: both"]);
  });

  test("shows the text that was asked for last, whichever comes first", async () => {
    const page = await LabPage.element(lab, "/src.html", "hotpot-lab", (page) =>
      page.evaluateOnNewDocument(() => {
        const original = globalThis.fetch;
        const scope = globalThis as unknown as { release: () => void };
        const late = new Promise<void>((resolve) => {
          scope.release = resolve;
        });
        let asked = 0;
        globalThis.fetch = async (...request) => {
          if (String(request[0]).endsWith("first.py") && asked++ === 1) await late;
          return original(...request);
        };
      }),
    );
    await set(page, { src: "/second.py" });
    await page.page.evaluate(async () => {
      const element = document.querySelector("hotpot-lab") as HotpotLab;
      element.src = "/first.py";
      await element.updateComplete;
      element.src = "/second.py";
    });
    await page.whenIdle();
    await page.page.evaluate(() => (globalThis as unknown as { release: () => void }).release());
    await page.whenIdle();
    expect(await page.source()).toBe("print('second')\n");
  });

  test("shows its status and Stop where it shows no timeline", async () => {
    const page = await LabPage.element(lab, "/parts.html", "hotpot-lab", (page) =>
      page.evaluateOnNewDocument(() => {
        addEventListener("load", () => {
          const element = document.querySelector("hotpot-lab") as HotpotLab;
          const timer = setInterval(() => {
            const stop = element.shadowRoot?.querySelector<HTMLButtonElement>(".status button.stop");
            stop?.click();
            if (stop) clearInterval(timer);
          }, 50);
        });
      }),
    );
    expect(await page.status()).toMatch(/^Stopped\./);
    expect(await page.has("hotpot-timeline")).toBe(false);
  });
});

const set = async (page: LabPage, properties: Partial<Pick<HotpotLab, "source" | "program" | "src">>) => {
  await page.page.$eval("hotpot-lab", (element, values) => Object.assign(element, values), properties);
  await page.whenIdle();
};

const settings = (page: LabPage) => page.page.$eval("hotpot-lab", (element) => (element as HotpotLab).settings);

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

test("a browser without WebAssembly shows a program of the gallery as it was recorded", async () => {
  const page = await LabPage.element(lab, "/gallery.html", "hotpot-lab", (page) =>
    page.evaluateOnNewDocument(() => {
      Object.defineProperty(globalThis, "WebAssembly", { value: undefined });
    }),
  );
  expect(await page.status()).toMatch(/^This browser cannot run Hotpot/);
  expect(await page.source()).toContain("threading.Condition()");
  expect(await page.threads()).toHaveLength(3);
  await page.press("#p-ROUNDS", "ArrowRight");
  expect(await page.status()).toMatch(/^This browser cannot run Hotpot/);
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
