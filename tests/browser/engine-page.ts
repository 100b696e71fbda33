/** A page with nothing but an engine, and what tests say to it. */

import { readFileSync } from "node:fs";
import type { JSHandle, Page } from "puppeteer-core";
import type { Settings } from "../../web/src/model/lab";
import type { Outcome, Trace } from "../../web/src/model/trace";

export const ENGINE_PAGE = "/engine-page.html";

/** Give this to `useLab`. */
export const ENGINE_PAGES = {
  [ENGINE_PAGE]: `<!doctype html><link rel="icon" href="data:," /><title>engine</title><script type="module">
    import { createEngine } from "/engine.js";
    window.engineReady = createEngine().then((engine) => { window.engine = engine; return engine.capabilities; });
  </script>`,
};

export const SETTINGS: Settings = {
  mode: "simulate",
  cores: 1,
  gil: true,
  anywhere: false,
  slow: 1,
  seed: 0,
  liveSpeed: 1,
};

/** A stretch of running: thread, worker or core, and its place among the run's events. */
export interface Running {
  readonly thread: number;
  readonly where: number;
  readonly startStep: number;
  readonly endStep: number;
}

/** What of a trace the tests look at; columns stay in the page. */
export interface Ran {
  readonly outcome: Outcome;
  readonly out: string;
  readonly err: string;
  readonly hash: string;
  readonly threads: readonly string[];
  readonly running: readonly Running[];
  readonly error: string;
  readonly ms: number;
}

export interface RunOptions {
  /** Calls `stop()` this long after the start. */
  readonly stopAfterMs?: number;
}

/** Every stretch of running. Carried out in the page. */
export function runningOf(trace: Trace | undefined): Running[] {
  if (!trace) return [];
  const { intervals, events } = trace;
  const RUN = 1;
  const RUNNING = 1;
  const runs = [...events.kind.keys()].filter((row) => events.kind[row] === RUN);
  return [...intervals.state.keys()]
    .filter((row) => intervals.state[row] === RUNNING)
    .map((row) => {
      const thread = intervals.thread[row] ?? 0;
      const run = runs.find(
        (event) => events.thread[event] === thread && events.timeNs[event] === intervals.startNs[row],
      );
      return {
        thread,
        startStep: intervals.startStep[row] ?? 0,
        endStep: intervals.endStep[row] ?? 0,
        where: run === undefined ? -1 : (events.value[run] ?? -1),
      };
    });
}

/** How many pairs of stretches of different threads overlap, by the events' order: clocks in browsers are coarse. */
export function overlaps(running: readonly Running[]): number {
  return running.filter((a, at) =>
    running.slice(at + 1).some((b) => a.thread !== b.thread && a.startStep < b.endStep && b.startStep < a.endStep),
  ).length;
}

/** All four threads are alive at once, then compute. */
export const COMPUTE = `import threading

everybody = threading.Event()
met = threading.Semaphore(0)


def work():
    met.release()
    everybody.wait()
    x = 0
    for i in range(300000):
        x += i


threads = [threading.Thread(target=work) for _ in range(4)]
for t in threads:
    t.start()
for t in threads:
    met.acquire()
everybody.set()
for t in threads:
    t.join()
print("done")
`;

export async function runLab(
  page: Page,
  source: string,
  settings: Partial<Settings> = {},
  options: RunOptions = {},
): Promise<Ran> {
  const lab = { source, params: {}, settings: { ...SETTINGS, ...settings } };
  const ran = await page.evaluateHandle(
    async (lab, options) => {
      const { engine, engineReady } = window as unknown as {
        engine: import("../../web/src/engine/engine").Engine;
        engineReady: Promise<unknown>;
      };
      await engineReady;
      const live = engine ?? (window as unknown as { engine: typeof engine }).engine;
      return new Promise<Omit<Ran, "running"> & { trace: Trace | undefined }>((resolve) => {
        const beganMs = performance.now();
        const none = {
          outcome: { kind: "running" } as const,
          out: "",
          err: "",
          hash: "",
          threads: [],
          trace: undefined,
          ms: 0,
        };
        live.run(lab, {
          onError: (error) => resolve({ ...none, error }),
          onTrace: (trace) => {
            if (trace.outcome.kind === "running") return;
            const text = (stream: string) => trace.output.filter((row) => row.stream === stream).map((row) => row.text);
            resolve({
              outcome: trace.outcome,
              out: text("out").join(""),
              err: text("err").join(""),
              hash: trace.hash,
              threads: trace.threads.map((row) => row.name),
              trace,
              error: "",
              ms: performance.now() - beganMs,
            });
          },
        });
        if (options.stopAfterMs !== undefined) setTimeout(() => live.stop(), options.stopAfterMs);
      });
    },
    lab,
    options,
  );
  // The trace's columns stay in the page.
  const told = await ran.evaluate(({ outcome, out, err, hash, threads, error, ms }) => {
    return { outcome, out, err, hash, threads, error, ms };
  });
  const trace: JSHandle<Trace | undefined> = await ran.evaluateHandle((whole) => whole.trace);
  return { ...told, running: await trace.evaluate(runningOf) };
}

export function program(name: string): string {
  return readFileSync(new URL(`../../web/programs/${name}.py`, import.meta.url), "utf8");
}
