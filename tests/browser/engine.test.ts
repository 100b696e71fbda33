/** The engine alone, without the page around it. */

import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { COMPUTE, ENGINE_PAGE, ENGINE_PAGES, overlaps, program, runLab } from "./engine-page";
import { type OpenPage, useLab } from "./harness";

const TWO_THREADS = `
import threading
lock = threading.Lock()
c = 0
def work(n):
    global c
    for _ in range(n):
        with lock:
            c += 1
threads = [threading.Thread(target=work, args=(100,)) for _ in range(2)]
for t in threads: t.start()
for t in threads: t.join()
print(c)
`;

const lab = useLab(ENGINE_PAGES);
let open: OpenPage;

afterEach(async () => {
  await open.page.close();
});

describe("on an isolated page", () => {
  beforeEach(async () => {
    open = await lab.open(ENGINE_PAGE);
  });

  test("a program runs in virtual time, the same on every repeat", async () => {
    const first = await runLab(open.page, TWO_THREADS);
    expect(first).toMatchObject({ outcome: { kind: "finished", exitCode: 0 }, out: "200\n", err: "", error: "" });
    expect((await runLab(open.page, TWO_THREADS)).hash).toBe(first.hash);
  });

  test("a program runs on workers", async () => {
    const ran = await runLab(open.page, TWO_THREADS, { mode: "live" });
    expect(ran).toMatchObject({ outcome: { kind: "finished", exitCode: 0 }, out: "200\n", error: "" });
    expect(ran.threads).toHaveLength(3);
  });

  test("live threads run on different workers, and overlap where there is no GIL", async () => {
    const ran = await runLab(open.page, COMPUTE, { mode: "live", gil: false });
    expect(ran).toMatchObject({ outcome: { kind: "finished" }, error: "" });
    const workers = new Set(ran.running.filter((row) => row.thread > 0).map((row) => row.where));
    expect(workers.size).toBe(4);
    expect(overlaps(ran.running)).toBeGreaterThan(0);
  });

  test("live threads never overlap under the GIL", async () => {
    const ran = await runLab(open.page, COMPUTE, { mode: "live", gil: true });
    expect(ran).toMatchObject({ outcome: { kind: "finished" }, error: "" });
    expect(new Set(ran.running.map((row) => row.thread)).size).toBe(5);
    expect(overlaps(ran.running)).toBe(0);
  });

  test("64 live threads run at once", async () => {
    const source = `
import threading
everybody = threading.Event()
count = 0
lock = threading.Lock()
def work():
    global count
    with lock:
        count += 1
        if count == 64: everybody.set()
    everybody.wait()
threads = [threading.Thread(target=work) for _ in range(64)]
for t in threads: t.start()
for t in threads: t.join()
print(count)
`;
    expect(await runLab(open.page, source, { mode: "live" })).toMatchObject({
      outcome: { kind: "finished" },
      out: "64\n",
    });
  });

  for (const mode of ["simulate", "live"] as const) {
    test(`an endless loop can be stopped, and the engine used again: ${mode}`, async () => {
      const stopped = await runLab(open.page, "while True: pass\n", { mode }, { stopAfterMs: 300 });
      expect(stopped.outcome.kind).toBe("stopped");
      expect(await runLab(open.page, TWO_THREADS, { mode })).toMatchObject({ out: "200\n" });
    });

    test(`a deadlock is told: ${mode}`, async () => {
      const source = "import threading\nlock = threading.Lock()\nlock.acquire()\nlock.acquire()\n";
      const ran = await runLab(open.page, source, { mode });
      expect(ran.outcome).toMatchObject({ kind: "deadlock", sentence: expect.stringContaining("lock") });
    });
  }

  test("live speed divides sleeps", async () => {
    const ran = await runLab(open.page, "import time\ntime.sleep(500)\nprint('up')\n", { mode: "live", liveSpeed: 50 });
    expect(ran.out).toBe("up\n");
    // Ten seconds, and what a busy machine adds.
    expect(ran.ms).toBeLessThan(50_000);
  });

  test("a program runs under many seeds on several workers", async () => {
    const counts = await explore(open, program("shared_counter"), 50);
    expect(counts.total).toBe(50);
    expect(counts.labels).toBeGreaterThan(1);
  });

  test("a program that does not compile ends under every seed, and the engine is not replaced", async () => {
    expect(await explore(open, "if x\n", 20)).toEqual({ total: 20, labels: 1 });
    expect(await explore(open, program("shared_counter"), 20)).toMatchObject({ total: 20 });
  });

  test("seeds are counted no further when that is stopped", async () => {
    const total = await open.page.evaluate(async () => {
      const scope = window as unknown as WithEngine;
      await scope.engineReady;
      const settings = {
        mode: "simulate",
        cores: 4,
        gil: true,
        anywhere: false,
        slow: 1,
        seed: 0,
        liveSpeed: 1,
      } as const;
      const stop = new AbortController();
      setTimeout(() => stop.abort(), 300);
      let total = 0;
      const count = (outcomes: readonly unknown[]) => {
        total += outcomes.length;
      };
      const source = "while True: pass\n";
      await scope.engine.explore({ source, params: {}, settings }, 1, 200, count, stop.signal);
      return total;
    });
    expect(total).toBeLessThan(200);
    // The workers are free again.
    expect((await explore(open, program("shared_counter"), 20)).total).toBe(20);
  });

  test("a text is checked: parameters, settings, docstring, first error", async () => {
    const checked = await check(
      open,
      `"""Look."""\n# @run cores=2\nN = 3  # @param {type:"slider", min:1, max:5, step:1}\nif x\n`,
    );
    expect(checked).toMatchObject({
      doc: "Look.",
      run: { cores: 2 },
      parameters: [{ name: "N", kind: "slider", value: 3, min: 1, max: 5, step: 1, line: 3 }],
      error: { kind: "syntax", line: 4 },
    });
  });
});

describe("on a page that is not isolated", () => {
  beforeEach(async () => {
    open = await lab.open(`${lab.plain.origin}${ENGINE_PAGE}`);
  });

  test("a program runs in virtual time", async () => {
    expect(await runLab(open.page, TWO_THREADS)).toMatchObject({ out: "200\n", error: "" });
  });

  test("a program runs under many seeds", async () => {
    expect((await explore(open, program("shared_counter"), 20)).total).toBe(20);
  });

  test("live mode says what it needs", async () => {
    const ran = await runLab(open.page, TWO_THREADS, { mode: "live" });
    expect(ran.outcome).toMatchObject({ kind: "limit", sentence: expect.stringContaining("isolated") });
  });
});

test("the engine works from another origin than the page", async () => {
  open = await lab.open(`${lab.plain.origin}/nothing-here.html`);
  await open.page.setContent(
    `<script type="module">
      import { createEngine } from "${lab.isolated.origin}/engine.js";
      window.engineReady = createEngine().then((engine) => { window.engine = engine; return true; });
    </script>`,
  );
  await open.page.waitForFunction("window.engineReady");
  expect(await runLab(open.page, TWO_THREADS)).toMatchObject({ out: "200\n", error: "" });
});

type WithEngine = { engine: import("../../web/src/engine/engine").Engine; engineReady: Promise<unknown> };

function explore({ page }: OpenPage, source: string, count: number): Promise<{ total: number; labels: number }> {
  return page.evaluate(
    async (source, count) => {
      const scope = window as unknown as WithEngine;
      await scope.engineReady;
      const labels: string[] = [];
      const settings = {
        mode: "simulate",
        cores: 4,
        gil: true,
        anywhere: false,
        slow: 1000,
        seed: 0,
        liveSpeed: 1,
      } as const;
      await scope.engine.explore({ source, params: {}, settings }, 1, count, (outcomes) => {
        labels.push(...outcomes.map((outcome) => outcome.label));
      });
      return { total: labels.length, labels: new Set(labels).size };
    },
    source,
    count,
  );
}

function check({ page }: OpenPage, source: string): Promise<unknown> {
  return page.evaluate(async (source) => {
    const scope = window as unknown as WithEngine;
    await scope.engineReady;
    return scope.engine.check(source);
  }, source);
}
