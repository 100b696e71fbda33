/** What goes wrong around a program: the engine, its workers, the browser. The page says so and can be used again. */

import type { Page } from "puppeteer-core";
import { describe, expect, test } from "vitest";
import type { HotpotLab } from "../../web/src/element/hotpot-lab";
import { useLab } from "./harness";
import { LabPage } from "./lab-page";

const PROGRAM = "import threading\nt = threading.Thread(target=print, args=('ran',))\nt.start()\nt.join()\n";

const lab = useLab({
  "/inline.html": `<!doctype html><link rel="icon" href="data:," /><script type="module" src="/hotpot-lab.js"></script>
    <hotpot-lab lang="en"><pre>${PROGRAM}</pre></hotpot-lab>`,
  // The element comes from the origin that the address names.
  "/article.html": `<!doctype html><link rel="icon" href="data:," />
    <hotpot-lab lang="en" program="hotpot" param-rounds="1"></hotpot-lab>
    <script type="module">await import(location.search.slice(1) + "/hotpot-lab.js");</script>`,
});

/** The page's workers by name, newest last, and scripts that take the place of theirs. */
interface Workers {
  readonly started: Record<string, Worker[]>;
  /** By the beginning of a name: code that runs instead of the worker's own. */
  readonly instead: Record<string, string>;
  /** By the beginning of a name: code that runs before the worker's own. */
  readonly before: Record<string, string>;
}

type Scope = { workers: Workers; Worker: typeof Worker };

/** Lets a test reach the engine's workers. */
function watchWorkers(page: Page): Promise<unknown> {
  return page.evaluateOnNewDocument(() => {
    const scope = globalThis as unknown as Scope;
    const Original = scope.Worker;
    scope.workers = { started: {}, instead: {}, before: {} };
    const find = (table: Record<string, string>, name: string) =>
      Object.entries(table).find(([start]) => name.startsWith(start))?.[1];
    const script = (code: string) => URL.createObjectURL(new Blob([code], { type: "text/javascript" }));
    scope.Worker = class extends Original {
      constructor(url: string | URL, options: WorkerOptions = {}) {
        const name = options.name ?? "";
        const instead = find(scope.workers.instead, name);
        const before = find(scope.workers.before, name);
        const queue = "const early = []; self.onmessage = (event) => early.push(event);";
        const late = "for (const event of early) self.onmessage(event);";
        super(
          instead !== undefined
            ? script(instead)
            : before !== undefined
              ? script(`${queue} ${before}; await import(${JSON.stringify(String(url))}); ${late}`)
              : url,
          options,
        );
        scope.workers.started[name] ??= [];
        scope.workers.started[name].push(this);
      }
    };
  });
}

/** Longer than a host that says nothing is waited for. */
const SLOW = "await new Promise((resolve) => setTimeout(resolve, 4000))";

function hostsOf({ page }: LabPage): Promise<number | undefined> {
  return page.evaluate(() => (globalThis as unknown as Scope).workers.started["hotpot-host"]?.length);
}

const runsAgain = async (page: LabPage) => {
  await page.replaceSource(`${PROGRAM}print('again')\n`);
  expect(await page.output()).toEqual(["Thread-1 (print): ran", "MainThread: again"]);
};

describe("the engine", () => {
  test("is replaced when it breaks, and what was typed stays", async () => {
    const page = await LabPage.element(lab, "/inline.html", "hotpot-lab", watchWorkers);
    const typed = "while True:\n    pass\n# mine\n";
    await page.paste(typed);
    await page.waitFor(".status button.stop");
    // A message that the engine cannot read ends as a trap does.
    await page.page.evaluate(() => {
      const { workers } = globalThis as unknown as Scope;
      workers.started["hotpot-host"]?.at(-1)?.postMessage({ type: "run", id: 1e6, lab: {} });
    });
    await page.whenIdle();
    expect(await page.status()).toMatch(/^The engine broke and was replaced: .* Your program is safe\.$/);
    expect(await page.source()).toBe(typed);
    await runsAgain(page);
  });

  test("is replaced when it does not hear Stop", async () => {
    const page = await LabPage.element(lab, "/inline.html", "hotpot-lab", watchWorkers);
    await page.page.evaluate(() => {
      const { workers } = globalThis as unknown as Scope;
      const host = workers.started["hotpot-host"]?.at(-1) as Worker;
      const post = host.postMessage.bind(host);
      host.postMessage = (message: { type: string }) => {
        if (message.type !== "stop") post(message);
      };
    });
    await page.replaceSource("import time\nNAP = 30\ntime.sleep(NAP)\n");
    await page.goLive();
    await (await page.find(".status button")).click();
    await page.waitFor(".status button.stop");
    await page.click(".status button.stop");
    expect(await page.status()).toMatch(/^Stopped\./);
    expect(await hostsOf(page)).toBe(2);
    await page.click("input[name=mode][value=simulate]");
    await runsAgain(page);
  });

  test("that is replaced has the time to load, and Stop does not wait for it", async () => {
    const page = await LabPage.element(lab, "/inline.html", "hotpot-lab", watchWorkers);
    await page.page.evaluate((slow) => {
      const { workers } = globalThis as unknown as Scope;
      workers.before["hotpot-host"] = slow;
      workers.started["hotpot-host"]
        ?.at(-1)
        ?.dispatchEvent(new ErrorEvent("error", { message: "unreachable executed" }));
    }, SLOW);
    const run = () => page.page.$eval("hotpot-lab", (element) => (element as HotpotLab).run());
    await run();
    await page.page.$eval("hotpot-lab", (element) => (element as HotpotLab).stop());
    await page.whenIdle();
    expect(await page.status()).toMatch(/^Stopped before it began/);
    await run();
    await page.whenIdle();
    expect(await page.status()).toMatch(/^Finished/);
    expect(await hostsOf(page)).toBe(2);
  });

  test("hears Stop while the workers of threads are starting", async () => {
    const page = await LabPage.element(lab, "/inline.html", "hotpot-lab", watchWorkers);
    await page.page.evaluate((slow) => {
      (globalThis as unknown as Scope).workers.before["hotpot-thread"] = slow;
    }, SLOW);
    await page.goLive();
    await (await page.find(".status button")).click();
    await page.page.waitForFunction(() => (globalThis as unknown as Scope).workers.started["hotpot-thread-0"]);
    await page.click(".status button.stop");
    expect(await page.status()).toMatch(/^Stopped before it began/);
    expect(await hostsOf(page)).toBe(1);
    await page.click(".status button");
    expect(await page.status()).toMatch(/^Finished/);
  });

  test("that cannot be started can be asked for again", async () => {
    const page = await LabPage.element(lab, "/inline.html", "hotpot-lab", async (page) => {
      await watchWorkers(page);
      await page.evaluateOnNewDocument(() => {
        (globalThis as unknown as Scope).workers.instead["hotpot-host"] = "throw new Error('no worker today')";
      });
    });
    expect(await page.status()).toMatch(/^The engine could not be loaded: .*no worker today/);
    expect(await page.source()).toBe(PROGRAM);
    await page.page.evaluate(() => {
      delete (globalThis as unknown as Scope).workers.instead["hotpot-host"];
    });
    await page.click(".status button");
    expect(await page.output()).toEqual(["Thread-1 (print): ran"]);
  });

  test("says so when a thread's worker fails to start, and works without it", async () => {
    const page = await LabPage.element(lab, "/inline.html", "hotpot-lab", watchWorkers);
    await page.page.evaluate(() => {
      (globalThis as unknown as Scope).workers.instead["hotpot-thread"] = "throw new Error('no thread today')";
    });
    await page.goLive();
    await page.click(".status button");
    expect(await page.status()).toMatch(/A worker failed to start: .*no thread today/);
    await page.page.evaluate(() => {
      delete (globalThis as unknown as Scope).workers.instead["hotpot-thread"];
    });
    await page.click(".status button");
    expect(await page.status()).toMatch(/^Finished/);
    expect(await page.output()).toEqual(["Thread-1 (print): ran"]);
  });

  test("is replaced when a thread's worker breaks", async () => {
    const page = await LabPage.element(lab, "/inline.html", "hotpot-lab", watchWorkers);
    await page.replaceSource("import time\nNAP = 30\ntime.sleep(NAP)\n");
    await page.goLive();
    await (await page.find(".status button")).click();
    await page.page.waitForFunction(() => (globalThis as unknown as Scope).workers.started["hotpot-thread-0"]);
    await page.page.evaluate(() => {
      const { workers } = globalThis as unknown as Scope;
      const [thread] = workers.started["hotpot-thread-0"] ?? [];
      thread?.dispatchEvent(new ErrorEvent("error", { message: "unreachable executed", cancelable: true }));
    });
    await page.whenIdle();
    expect(await page.status()).toContain("The engine broke and was replaced");
    await page.click("input[name=mode][value=simulate]");
    await page.replaceSource("print('alive')\n");
    expect(await page.output()).toEqual(["MainThread: alive"]);
  });
});

test("a browser without WebAssembly threads can still read the program", async () => {
  const page = await LabPage.element(lab, "/inline.html", "hotpot-lab", async (page) => {
    await watchWorkers(page);
    await page.evaluateOnNewDocument(() => {
      (globalThis as unknown as Scope).workers.before["hotpot-host"] =
        "WebAssembly.Memory = class { constructor() { throw new TypeError('shared memory is not supported'); } }";
    });
  });
  expect(await page.status()).toMatch(/^This browser cannot run Hotpot/);
  expect(await page.source()).toBe(PROGRAM);
});

describe("elsewhere", () => {
  test("a frame of another origin simulates", async () => {
    const { page } = await lab.open(`${lab.plain.origin}/nothing-here.html`);
    await page.setContent(
      `<iframe width="900" height="700" src="${lab.isolated.origin}/embed.html?lang=en#hotpot?ROUNDS=1"></iframe>`,
    );
    const frame = await page.waitForFrame((candidate) => candidate.url().startsWith(lab.isolated.origin));
    await frame.waitForFunction(() =>
      /^\s*Finished/.test(
        document.querySelector("hotpot-lab")?.shadowRoot?.querySelector(".status .words")?.textContent ?? "",
      ),
    );
    await page.close();
  });

  test("an article of another origin uses the element", async () => {
    const page = await LabPage.element(lab, `${lab.plain.origin}/article.html?${lab.isolated.origin}`);
    expect(await page.status()).toMatch(/^Finished/);
    expect(await page.text("output[for=p-ROUNDS]")).toBe("1");
    await page.click("details > summary");
    expect(await page.text(".setting")).toContain("Live mode is off");
    expect(page.errors).toEqual([]);
  });
});
