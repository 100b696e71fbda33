/** The playground, driven as a person would. */

import { describe, expect, test } from "vitest";
import type { HotpotLab } from "../../web/src/element/hotpot-lab";
import { useLab } from "./harness";
import { LabPage } from "./lab-page";

const lab = useLab({
  "/small.html": `<!doctype html><link rel="icon" href="data:," /><script type="module" src="/hotpot-lab.js"></script>
    <hotpot-lab lang="en"><pre>print("small")</pre></hotpot-lab>`,
});

async function isVisible(page: LabPage, selector: string): Promise<boolean> {
  return (await page.find(selector)).evaluate((element) => element.checkVisibility());
}

const CANVAS = "hotpot-timeline >>> .scroller canvas";

describe("the first visit", () => {
  test("hotpot stands there, already run", async () => {
    const page = await LabPage.playground(lab);
    expect(await page.text(".look-for")).toContain("fish balls");
    expect(await page.status()).toMatch(/^Finished after [\d.]+ s\.$/);
    expect(await page.texts("hotpot-timeline >>> .legend li")).toEqual([
      "ready",
      "running",
      "blocked",
      "sleeping",
      "done",
      "failed",
    ]);
    expect(await page.source()).toContain("threading.Condition()");
    expect((await page.output()).at(-1)).toBe("MainThread: The pot is empty and everybody is full.");
    expect(await page.threads()).toHaveLength(3);
    expect(await page.has("details[open]")).toBe(false);
    expect(await isVisible(page, ".try-seeds")).toBe(false);
    expect(page.errors).toEqual([]);
  });

  test("fits a telephone: nothing to scroll sideways, the timeline before the source", async () => {
    const page = await LabPage.playground(lab, "/index.html", { width: 360, height: 740 });
    expect(await page.page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
    const tops = await Promise.all(
      [".look-for", ".parameters", "hotpot-timeline", ".transport", "hotpot-source", "hotpot-console"].map(
        async (part) => (await page.find(part)).evaluate((element) => element.getBoundingClientRect().top),
      ),
    );
    expect(tops).toEqual([...tops].sort((a, b) => a - b));
  });

  test("speaks Chinese when it is asked to", async () => {
    const page = await LabPage.playground(lab);
    await page.page.select("hotpot-playground >>> .right select", "zh");
    await page.whenIdle();
    expect(await page.text(".look-for")).toContain("鱼丸");
    expect(await page.status()).toMatch(/^运行结束/);
    expect(await page.texts("hotpot-timeline >>> .legend li")).toEqual([
      "就绪",
      "运行",
      "阻塞",
      "睡眠",
      "结束",
      "失败",
    ]);
    expect((await page.threads()).join(" ")).not.toMatch(/done|blocked/);
  });
});

describe("a slider", () => {
  test("by keyboard: a new run, the source's line, the address, and the former end", async () => {
    const page = await LabPage.playground(lab);
    const before = await page.status();
    await page.press("#p-ROUNDS", "ArrowRight");
    expect(await page.source()).toMatch(/^ROUNDS = 3 {2}# @param/m);
    expect(await page.status()).not.toBe(before);
    expect(await page.address()).toBe("#hotpot?ROUNDS=3");
    await page.press("#p-ROUNDS", "ArrowLeft");
    expect(await page.address()).toBe("#hotpot");
    expect(await page.status()).toBe(before);
    expect(page.errors).toEqual([]);
  });

  test("keeps the moment that is looked at", async () => {
    const page = await LabPage.playground(lab);
    await page.press(CANVAS, "Home", "ArrowRight", "ArrowRight", "ArrowRight");
    const before = await page.threads();
    await page.press("#p-ROUNDS", "ArrowRight");
    expect(await page.threads()).toEqual(before);
  });
});

test("a deadlock names who waits for whom", async () => {
  const page = await LabPage.playground(lab);
  await page.click("#p-B_FIRST");
  const status = await page.status();
  expect(status).toMatch(/^Deadlock: /);
  for (const name of ["A", "B", "pot"]) expect(status).toContain(name);
  expect(await page.address()).toBe("#hotpot?B_FIRST=false");
});

describe("a slider that is dragged", () => {
  test("draws each run at once and writes the address when it is let go", async () => {
    const page = await LabPage.playground(lab);
    const slider = await page.find("#p-ROUNDS");
    const drag = async (value: string, type: "input" | "change") => {
      await slider.evaluate(
        (input, to, event) => {
          (input as HTMLInputElement).value = to;
          input.dispatchEvent(new Event(event, { bubbles: true }));
        },
        value,
        type,
      );
      await page.whenIdle();
    };
    const ends: string[] = [];
    for (const rounds of ["3", "4", "1"]) {
      await drag(rounds, "input");
      ends.push(await page.status());
      expect(await page.source()).toMatch(new RegExp(`^ROUNDS = ${rounds} `, "m"));
    }
    expect(new Set(ends).size).toBe(3);
    expect(await page.address()).toBe("");
    await drag("1", "change");
    expect(await page.address()).toBe("#hotpot?ROUNDS=1");
  });
});

describe("the timeline by keyboard", () => {
  test("steps, chooses a thread and says what it does", async () => {
    const page = await LabPage.playground(lab);
    await page.press(CANVAS, "Home");
    expect(await page.threads()).toContain("A: not started");
    await page.press(CANVAS, "End", "ArrowDown");
    expect(await page.details()).toMatch(/^MainThread: done/);
    await page.press(CANVAS, "ArrowDown", "ArrowLeft", "ArrowLeft", "ArrowLeft");
    expect(await page.details()).toMatch(/^[AB]:/);
  });

  test("zooms in and back to the whole run", async () => {
    const page = await LabPage.playground(lab);
    const fit = await page.find(".zoom > button:last-child");
    expect(await fit.evaluate((button) => (button as HTMLButtonElement).disabled)).toBe(true);
    await page.press(CANVAS, "+", "+");
    expect(await fit.evaluate((button) => (button as HTMLButtonElement).disabled)).toBe(false);
    await page.press(CANVAS, "0");
    expect(await fit.evaluate((button) => (button as HTMLButtonElement).disabled)).toBe(true);
  });

  test("moves a view that is zoomed", async () => {
    const page = await LabPage.playground(lab);
    const view = async () => {
      const element = await page.page.$("hotpot-playground >>> hotpot-lab");
      const view = await element?.evaluate((lab) => {
        const { range, pictureLength } = (lab as HotpotLab).session;
        return range && { ...range, pictureLength };
      });
      if (!view) throw new Error("nothing is zoomed");
      return view;
    };
    await page.press(CANVAS, "Home", "+", "+", "+");
    const before = await view();
    // Each key counts, however fast they come.
    expect(before.pictureLength / (before.end - before.start)).toBeCloseTo(1.5 ** 3, 5);
    expect(before.start / before.pictureLength).toBeCloseTo(0, 3);
    await page.press(CANVAS, "PageDown");
    const after = await view();
    expect(after.start).toBeGreaterThan(before.start);
    const width = before.end - before.start;
    expect((after.end - after.start) / width).toBeCloseTo(1, 5);
    await page.press(CANVAS, "PageUp");
    expect(((await view()).start - before.start) / width).toBeCloseTo(0, 5);
  });

  test("plays and pauses with the space bar", async () => {
    const page = await LabPage.playground(lab);
    await page.press(CANVAS, " ");
    expect(await page.text(".play")).toBe("Pause");
    await page.press(CANVAS, " ");
    expect(await page.text(".play")).toBe("Play");
  });
});

describe("editing", () => {
  test("runs when typing pauses, and survives a reload", async () => {
    const page = await LabPage.playground(lab);
    await page.openEditor();
    await page.page.keyboard.type('\nprint("typed by hand")\n');
    await page.whenIdle();
    expect(await page.output()).toContain("MainThread: typed by hand");
    expect(await page.address()).toMatch(/^#hotpot\?code=/);
    await page.page.reload();
    await page.whenIdle();
    expect(await page.output()).toContain("MainThread: typed by hand");
    await page.click("hotpot-source >>> button.quiet");
    expect(await page.address()).toBe("#hotpot");
  });

  test("something that does not parse keeps the last picture and names the line", async () => {
    const page = await LabPage.playground(lab);
    const before = await page.output();
    await page.openEditor();
    // One key, so that no pause in between starts a run.
    await page.page.keyboard.press("=");
    await page.whenIdle();
    expect(await page.status()).toMatch(/^Line \d+, column \d+: /);
    expect(await page.has("hotpot-timeline[dimmed]")).toBe(true);
    expect(await page.has("hotpot-source >>> .cm-lintRange-error")).toBe(true);
    expect(await page.output()).toEqual(before);
    await page.page.reload();
    await page.whenIdle();
    expect(await page.source()).toMatch(/\n=$/);
  });

  test("an empty program says what to do", async () => {
    const page = await LabPage.playground(lab);
    await page.replaceSource("");
    expect(await page.status()).toContain("There is no program here yet.");
    await page.replaceSource("print('back')\n");
    expect(await page.output()).toEqual(["MainThread: back"]);
  });
});

describe("what was typed", () => {
  const MINE = 'print("mine")\n';
  const notice = "hotpot-playground >>> .notice";
  const choose = async (page: LabPage, program: string) => {
    await page.page.select("hotpot-playground >>> .program", program);
    await page.whenIdle();
  };
  const openDraft = async (page: LabPage) => {
    expect(await page.page.$eval(notice, (element) => element.textContent)).toContain("You have an edited version");
    await (await page.page.$(`${notice} button`))?.click();
    await page.whenIdle();
  };

  test("and is only offered is kept when the program as shipped is used", async () => {
    const page = await LabPage.playground(lab);
    await page.replaceSource(MINE);
    await choose(page, "thread_start");
    await choose(page, "hotpot");
    expect(await page.source()).toContain("threading.Condition()");
    await page.press("#p-ROUNDS", "ArrowRight");
    await page.reload();
    expect(await page.address()).toBe("#hotpot?ROUNDS=3");
    await openDraft(page);
    expect(await page.source()).toBe(MINE);
    await page.reload();
    expect(await page.source()).toBe(MINE);
  });

  test("since the address was written is there after a reload", async () => {
    const page = await LabPage.playground(lab);
    await page.replaceSource(MINE);
    expect(await page.address()).toMatch(/^#hotpot\?code=/);
    await page.paste(`${MINE}# and more\n`);
    await page.reload();
    expect(await page.source()).toBe(`${MINE}# and more\n`);
    await page.click("hotpot-source >>> .revert");
    await page.reload();
    expect(await page.source()).toContain("threading.Condition()");
    expect(await page.page.$(notice)).toBeNull();
  });

  test("while the address was being made is kept, not what stands in the address", async () => {
    const page = await LabPage.playground(lab, "/index.html", {}, (page) =>
      page.evaluateOnNewDocument(() => {
        const scope = globalThis as unknown as { hold?: Promise<void> };
        const { stream } = Blob.prototype;
        Blob.prototype.stream = function (this: Blob) {
          const held = new TransformStream({
            transform: async (chunk, controller) => {
              await scope.hold;
              controller.enqueue(chunk);
            },
          });
          return stream.call(this).pipeThrough(held);
        };
      }),
    );
    await page.page.evaluate(() => {
      const scope = globalThis as unknown as { hold?: Promise<void>; release?: () => void };
      scope.hold = new Promise((resolve) => {
        scope.release = resolve;
      });
    });
    await page.paste(MINE);
    await (await page.page.$("hotpot-playground >>> hotpot-lab"))?.evaluate((lab) => (lab as HotpotLab).whenIdle());
    const kept = await (await page.find("hotpot-source")).evaluate(async (element, source) => {
      element.dispatchEvent(new CustomEvent("hotpot-edit", { detail: { source } }));
      (globalThis as unknown as { release(): void }).release();
      while (!location.hash.includes("code=")) await new Promise((resolve) => setTimeout(resolve));
      return localStorage.getItem("hotpot.draft.hotpot");
    }, `${MINE}# newer\n`);
    expect(kept).toContain("# newer");
  });

  test("is not lost to a link that is damaged or somebody else's", async () => {
    const page = await LabPage.playground(lab);
    await page.replaceSource("print('theirs')\n");
    const theirs = await page.address();
    await page.click("hotpot-source >>> .revert");
    await page.replaceSource(MINE);
    for (const link of ["#hotpot?code=damaged!", theirs]) {
      await page.page.evaluate((hash) => {
        location.hash = hash;
      }, link);
      await page.page.waitForSelector(notice);
      await page.whenIdle();
      await page.replaceSource(`${await page.source()}# changed\n`);
      await page.click("hotpot-source >>> .revert");
    }
    await page.page.goto(new URL("/index.html#hotpot", lab.isolated.origin).href);
    await page.reload();
    await openDraft(page);
    expect(await page.source()).toBe(MINE);
  });
});

test("the program that was chosen last is shown, whichever comes first", async () => {
  const page = await LabPage.playground(lab);
  let release: () => void = () => undefined;
  const late = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.page.setRequestInterception(true);
  page.page.on("request", async (request) => {
    if (/assets\/thread_start-/.test(request.url())) await late;
    await request.continue();
  });
  await page.page.select("hotpot-playground >>> .program", "thread_start");
  // What settles meanwhile belongs to the program that is still on screen.
  await (await page.find("#p-ROUNDS")).focus();
  await page.page.keyboard.press("ArrowRight");
  await (await page.page.$("hotpot-playground >>> hotpot-lab"))?.evaluate((lab) => (lab as HotpotLab).whenIdle());
  expect(await page.address()).toBe("#thread_start");
  await page.page.select("hotpot-playground >>> .program", "traffic_light");
  await page.whenIdle();
  release();
  await page.whenIdle();
  expect(await page.source()).toContain("RED =");
  expect(await page.address()).toBe("#traffic_light");
  expect(await page.page.$eval("hotpot-playground >>> .program", (menu) => (menu as HTMLSelectElement).value)).toBe(
    "traffic_light",
  );
  await page.page.setRequestInterception(false);
});

describe("copying the link", () => {
  const copy = async (prepare: (page: LabPage["page"]) => Promise<unknown>) => {
    const page = await LabPage.playground(lab, "/index.html", {}, prepare);
    const button = await page.page.$("hotpot-playground >>> .right button");
    await button?.click();
    await page.page.waitForFunction(() => {
      const button = document.querySelector("hotpot-playground")?.shadowRoot?.querySelector(".right button");
      return button?.textContent !== "Copy link";
    });
    expect(page.errors).toEqual([]);
    return button?.evaluate((element) => element.textContent);
  };
  const clipboard = (value: string) => (page: LabPage["page"]) =>
    page.evaluateOnNewDocument(
      `Object.defineProperty(navigator, "clipboard", { value: ${value}, configurable: true });`,
    );

  test("says that it was done", async () => {
    expect(await copy(clipboard("{ writeText: async () => undefined }"))).toBe("Link copied");
  });

  test("says what to do where the browser has no clipboard or refuses it", async () => {
    expect(await copy(clipboard("undefined"))).toBe("Copy it from the address bar");
    expect(await copy(clipboard("{ writeText: async () => { throw new Error('no'); } }"))).toBe(
      "Copy it from the address bar",
    );
  });
});

describe("a field for numbers", () => {
  const type = async (page: LabPage, selector: string, text: string) => {
    const field = await page.find(selector);
    await field.evaluate((input, value) => {
      (input as HTMLInputElement).value = value;
      input.dispatchEvent(new Event("change", { bubbles: true }));
    }, text);
    await page.whenIdle();
    return field.evaluate((input) => (input as HTMLInputElement).value);
  };

  test("shows what was taken, not what was refused", async () => {
    const page = await LabPage.playground(lab);
    await page.click("details > summary");
    expect(await type(page, "#s-seed", "-5")).toBe("0");
    expect(await type(page, "#s-seed", "7.4")).toBe("7");
    expect(await type(page, "#s-seed", "")).toBe("7");
    await page.replaceSource('N = 5  # @param {type:"number"}\nprint(N)\n');
    expect(await type(page, "#p-N", "")).toBe("5");
    expect(await type(page, "#p-N", "2")).toBe("2");
    expect(await page.output()).toEqual(["MainThread: 2"]);
  });
});

test("the cores slider is dragged like any other", async () => {
  const page = await LabPage.playground(lab);
  await page.click("details > summary");
  const slider = await page.find("#s-cores");
  for (const [value, event, address] of [
    ["2", "input", ""],
    ["3", "input", ""],
    ["3", "change", "#hotpot?cores=3"],
  ] as const) {
    await slider.evaluate(
      (input, to, type) => {
        (input as HTMLInputElement).value = to;
        input.dispatchEvent(new Event(type, { bubbles: true }));
      },
      value,
      event,
    );
    await page.whenIdle();
    expect(await page.address()).toBe(address);
  }
});

describe("by keyboard", () => {
  test("the focus stays where the program is when the editor is closed and when changes are undone", async () => {
    const page = await LabPage.playground(lab);
    await page.openEditor();
    await page.page.keyboard.type("\nprint(1)\n");
    await page.whenIdle();
    await page.press("hotpot-source >>> .revert", "Enter");
    expect(await page.focused("hotpot-source")).toContain("cm-content");
    await page.page.keyboard.type("# more\n");
    await page.whenIdle();
    await page.press("hotpot-source >>> .close", "Enter");
    expect(await page.focused("hotpot-source")).toBe("edit");
    await page.press("hotpot-source >>> .revert", "Enter");
    expect(await page.focused("hotpot-source")).toBe("edit");
  });

  test("the way out of the editor is told, and leads out", async () => {
    const page = await LabPage.playground(lab);
    await page.openEditor();
    const hint = await (await page.find("hotpot-source >>> .cm-content")).evaluate((content) => {
      const root = content.getRootNode() as ShadowRoot;
      return root.getElementById(content.getAttribute("aria-describedby") ?? "")?.textContent;
    });
    expect(hint).toContain("Escape, then Tab");
    await page.page.keyboard.press("Escape");
    await page.page.keyboard.press("Tab");
    expect(await page.focused("hotpot-source")).not.toContain("cm-content");
  });

  test("a line of the output leads to its moment", async () => {
    const page = await LabPage.playground(lab);
    const lines = (await page.output()).length;
    await page.press("hotpot-console >>> li:last-child .who", "ArrowUp", "ArrowUp", "Enter");
    expect(await page.output()).toHaveLength(lines - 2);
    expect(await page.focused("hotpot-console")).toBe("who");
  });
});

test("a setting that is off is tied to the reason", async () => {
  const page = await LabPage.playground(lab);
  await page.goLive();
  for (const id of ["s-cores", "s-anywhere", "s-slow", "s-seed"]) {
    const reason = await (await page.find(`#${id}`)).evaluate((control) => {
      const root = control.getRootNode() as ShadowRoot;
      return root.getElementById(control.getAttribute("aria-describedby") ?? "")?.textContent;
    });
    expect(reason, id).toBe("In live mode the machine decides.");
  }
});

test("Stop is in sight wherever the reader is", async () => {
  const page = await LabPage.playground(lab, "/index.html", { width: 360, height: 740 });
  await page.paste(`while True:\n    pass\n${"# a long program\n".repeat(60)}`);
  await page.waitFor(".status button.stop");
  await (await page.find("hotpot-console")).evaluate((console) => console.scrollIntoView({ block: "end" }));
  await page.waitFor(".stop-bar button");
  const stop = await page.find(".stop-bar button");
  const { top, bottom } = await stop.evaluate((button) => {
    const { top, bottom } = button.getBoundingClientRect();
    return { top, bottom };
  });
  expect(top).toBeGreaterThan(0);
  expect(bottom).toBeLessThanOrEqual(740);
  await page.page.waitForFunction((button) => getComputedStyle(button as Element).visibility === "visible", {}, stop);
  await stop.click();
  await page.whenIdle();
  expect(await page.status()).toMatch(/^Stopped\./);
  expect(await page.has(".stop-bar")).toBe(false);
});

test("an error at its line is in the reader's language", async () => {
  const page = await LabPage.playground(lab);
  await page.page.select("hotpot-playground >>> .right select", "zh");
  await page.replaceSource("async def f():\n    pass\n");
  expect(await page.text("hotpot-source >>> li.error")).toBe("不支持 `async def`；请用 `def` 和线程");
  expect(await page.status()).toContain("不支持 `async def`");
});

describe("a link", () => {
  test("with values out of range uses the nearest and says so", async () => {
    const page = await LabPage.playground(lab, "/index.html#hotpot?ROUNDS=99&SPEED=3&B_FIRST=perhaps");
    const notices = await page.text(".notices");
    for (const part of ["ROUNDS = 99", "SPEED", "perhaps"]) expect(notices).toContain(part);
    expect(await page.source()).toMatch(/^ROUNDS = 5 /m);
  });

  test("to a program that is not here shows another", async () => {
    const page = await LabPage.playground(lab, "/index.html#no_such_program?x=1");
    expect(await page.page.$eval("hotpot-playground >>> .notice", (notice) => notice.textContent)).toContain(
      "no_such_program",
    );
    expect(await page.status()).toMatch(/^Finished/);
  });

  test("that is damaged shows the program as shipped", async () => {
    const page = await LabPage.playground(lab, "/index.html#hotpot?code=%00%FF-damaged&cores=many");
    expect(await page.status()).toMatch(/^Finished/);
    expect(await page.source()).toContain("threading.Condition()");
  });
});

test("two hundred seeds are counted, and a click opens one", async () => {
  const page = await LabPage.playground(lab, "/index.html#shared_counter");
  await page.click(".many-seeds > summary");
  await page.click(".try-seeds");
  expect(await page.text(".seeds-row .hint")).toMatch(/^200 runs/);
  const counts = await (await page.find(".seeds")).evaluate((list) =>
    [...list.querySelectorAll(".count")].map((count) => Number.parseInt(count.textContent ?? "0", 10)),
  );
  expect(counts.reduce((sum, count) => sum + count, 0)).toBe(200);
  expect(counts.length).toBeGreaterThan(1);
  await page.click(".seeds .open button");
  expect(await page.address()).toMatch(/seed=\d+/);
});

describe("too much", () => {
  /** The longest, a sum of ten thousand million numbers, takes some 20 s until the limit of instructions. */
  const LIMIT_MS = 150_000;
  const brackets = 50_000;
  const cases: readonly (readonly [what: string, source: string, status: RegExp])[] = [
    ["memory", "a = [0]\nwhile True:\n    a = a + a\n", /^Ended at a limit.* memory/],
    [
      "threads",
      "import threading\nfor i in range(10_000):\n    threading.Thread(target=threading.Event().wait).start()\n",
      /more than \d+ threads/,
    ],
    ["recursion", "def f(n):\n    return f(n + 1)\nf(0)\n", /RecursionError/],
    ["digits", "x = 10 ** 10 ** 8\n", /MemoryError/],
    ["work in one call", "sum(range(10 ** 10))\n", /Ended at a limit/],
    [
      "brackets",
      `x = ${"(".repeat(brackets)}1${")".repeat(brackets)}\n`,
      /^Line 1, column \d+: too many nested parentheses/,
    ],
    ["operators", `x = 1${" + 1".repeat(brackets)}\n`, /^Line 1, column \d+: too many operators/],
    ["negations", `x = ${"not ".repeat(brackets)}1\n`, /^Line 1, column \d+: expression is nested too deeply/],
    ["calls", `x = print${"()".repeat(brackets)}\n`, /^Line 1, column \d+: too many/],
    ["depth of data", "a = []\nfor i in range(100_000):\n    a = [a]\nprint(a == a)\nprint(a)\n", /RecursionError/],
  ];

  for (const [what, source, status] of cases) {
    test(
      `of ${what} ends in a sentence, and the page goes on`,
      async () => {
        const page = await LabPage.element(lab, "/small.html");
        await page.replaceSource(source);
        expect(await page.status()).toMatch(status);
        await page.replaceSource(`print("after ${what}")\n`);
        expect(await page.output()).toEqual([`MainThread: after ${what}`]);
        expect(page.errors).toEqual([]);
      },
      LIMIT_MS,
    );
  }

  test("that is not supported names its line, its column and what there is", async () => {
    const page = await LabPage.element(lab, "/small.html");
    for (const [source, status] of [
      ["import asyncio\n", /^Line 1, column \d+: /],
      ["x = 1\nasync def f():\n    pass\n", /^Line 2, column \d+: /],
      ["import threading\nthreading.Lokc()\n", /line 2.*Lokc/s],
    ] as const) {
      await page.replaceSource(source);
      expect(`${await page.status()} ${(await page.output()).join(" ")}`).toMatch(status);
    }
  });
});

test("every program of the menu shows a picture", async () => {
  const page = await LabPage.playground(lab);
  const names = await page.page.$$eval("hotpot-playground >>> .program option", (options) =>
    options.map((option) => (option as HTMLOptionElement).value),
  );
  expect(names.length).toBeGreaterThanOrEqual(17);
  for (const name of names) {
    await page.page.select("hotpot-playground >>> .program", name);
    await page.whenIdle();
    expect(await page.status(), name).toMatch(/^(Finished|Deadlock|Failed)/);
    expect((await page.address()).length, name).toBeLessThanOrEqual(120);
  }
  expect(page.errors).toEqual([]);
});
