/** The host worker: owns the WebAssembly instance and carries out what the page asks for, in slices between messages. */

import type { Checked, Lab, SeedOutcome, SourceError } from "../model/lab";
import type { Trace } from "../model/trace";
import { buffersOf, emptyTrace } from "./empty-trace";
import { type EngineCapabilities, UnsupportedError } from "./engine";
import { liveRun } from "./live";
import { type Hotpot, load, loadRest, type Shared } from "./load";
import type { FromHost, ToHost } from "./messages";
import { hearRelayed, RelayedWorker } from "./relayed-worker";
import { ThreadWorkers } from "./thread-workers";
import { afterMs, nextTurn } from "./turns";

/** The longest that a simulated run keeps the host from its messages. */
const SLICE_MS = 8;
/** A long run shows how far it is this often. */
const PICTURE_MS = 500;
/** Explorations on other workers are looked after this often. */
const LOOK_MS = 16;

const isolated = self.crossOriginIsolated;
const workers = Math.max(1, Math.min(navigator.hardwareConcurrency || 1, 8));
const capabilities: EngineCapabilities = { isolated, workers };

/** The run that is wanted; older ones notice that they are not it. */
let currentId = 0;
let stoppedId = 0;
/** The explorations that are wanted. */
const explorations = new Set<number>();
let pool: Promise<unknown> | undefined;
let threads: ThreadWorkers | undefined;

const loading: Promise<{ hotpot: Hotpot; shared: Shared }> = load();
loading.then(
  () => post({ type: "ready", capabilities }),
  (error: unknown) =>
    post({ type: "broken", message: describe(error), isUnsupported: error instanceof UnsupportedError }),
);

self.onmessage = async ({ data }: MessageEvent<ToHost>) => {
  if (data.type === "run") currentId = data.id;
  if (data.type === "stop") stoppedId = data.id;
  if (data.type === "explore") explorations.add(data.id);
  if (data.type === "stopExplore") explorations.delete(data.id);
  try {
    const { hotpot, shared } = await loading;
    await handle(hotpot, shared, data);
  } catch (error) {
    const panic = await loading.then(({ hotpot }) => hotpot.lastPanic()).catch(() => "");
    post({ type: "broken", message: panic || describe(error) });
  }
};

async function handle(hotpot: Hotpot, shared: Shared, message: ToHost): Promise<void> {
  switch (message.type) {
    case "check":
      post({ type: "checked", id: message.id, checked: hotpot.check(message.source) as Checked });
      return;
    case "run":
      post({ type: "started", id: message.id });
      if (message.lab.settings.mode === "live") return live(hotpot, shared, message.id, message.lab);
      await simulate(hotpot, message.id, message.lab);
      // Now that there is a picture: whatever else the reader's own program may need.
      void loadRest(shared);
      return;
    case "explore":
      await loadRest(shared);
      return explore(hotpot, message.id, message.lab, message.firstSeed, message.count);
    case "relayedSays":
      hearRelayed(message.worker, message.data);
      return;
    case "stop":
    case "stopExplore":
  }
}

async function simulate(hotpot: Hotpot, id: number, lab: Lab): Promise<void> {
  // A newer run may have come with this one: a slider sends them faster than they can be made.
  await nextTurn();
  if (id !== currentId) return;
  if (id === stoppedId) return sendTrace(id, emptyTrace({ kind: "stopped" }));
  const run = orRefused(
    () => new hotpot.Run(lab.source, lab.settings),
    (error) => sendTrace(id, emptyTrace({ kind: "failed", error })),
  );
  if (!run) return;
  // Not freed after a trap, which leaves it borrowed: the whole engine is thrown away then.
  let pictureMs = performance.now() + PICTURE_MS;
  while (!run.step(SLICE_MS)) {
    await nextTurn();
    if (id !== currentId) return run.free();
    if (id === stoppedId) break;
    if (performance.now() > pictureMs) {
      sendTrace(id, run.snapshot() as Trace);
      pictureMs = performance.now() + PICTURE_MS;
    }
  }
  sendTrace(id, run.finish() as Trace);
  run.free();
}

async function live(hotpot: Hotpot, shared: Shared, id: number, lab: Lab): Promise<void> {
  if (!isolated) {
    sendTrace(id, emptyTrace({ kind: "limit", sentence: "Live mode needs a page that is cross-origin isolated." }));
    return;
  }
  const rest = await loadRest(shared);
  threads ??= new ThreadWorkers(hotpot, (count) => post({ type: "startThreads", count, shared: { ...shared, rest } }));
  await threads.start(() => id === currentId && id !== stoppedId);
  if (id !== currentId) return;
  if (id === stoppedId) return sendTrace(id, emptyTrace({ kind: "stopped" }));
  const cores = navigator.hardwareConcurrency || 2;
  const run = orRefused(
    () => new hotpot.Live(lab.source, lab.settings, cores),
    (error) => sendTrace(id, emptyTrace({ kind: "failed", error })),
  );
  if (!run) return;
  await liveRun(run, threads, {
    isWanted: () => id === currentId,
    isStopped: () => id === stoppedId,
    show: (trace) => sendTrace(id, trace),
  });
}

/** What `start` makes; where the program does not compile, `refuse` is told why. */
function orRefused<T>(start: () => T, refuse: (sentence: string) => void): T | undefined {
  try {
    return start();
  } catch (error) {
    if (!isSourceError(error)) throw error;
    refuse(`SyntaxError: line ${error.line}, column ${error.column}: ${error.message}`);
    return undefined;
  }
}

async function explore(hotpot: Hotpot, id: number, lab: Lab, firstSeed: number, count: number): Promise<void> {
  if (isolated) {
    pool ??= startPool(hotpot);
    await pool;
  }
  const exploration = orRefused(
    () => new hotpot.Explore(lab.source, lab.settings, firstSeed, count, isolated),
    (sentence) => {
      const outcome = { label: `failed: ${sentence}`, kind: "failed" } as const;
      const outcomes = Array.from({ length: count }, (_, at) => ({ seed: firstSeed + at, ...outcome }));
      post({ type: "outcomes", id, outcomes, isLast: true });
    },
  );
  for (let missing = count; exploration && missing > 0 && explorations.has(id); ) {
    const outcomes = exploration.take(SLICE_MS) as readonly SeedOutcome[];
    missing -= outcomes.length;
    if (outcomes.length > 0) post({ type: "outcomes", id, outcomes, isLast: missing <= 0 });
    await (isolated ? afterMs(LOOK_MS) : nextTurn());
  }
  exploration?.free();
  explorations.delete(id);
}

/** Rayon's workers. Its glue starts them with `new Worker`. */
async function startPool(hotpot: Hotpot): Promise<void> {
  const { Worker } = self;
  Object.assign(self, { Worker: RelayedWorker });
  try {
    await hotpot.initThreadPool(workers);
  } finally {
    Object.assign(self, { Worker });
  }
}

function sendTrace(id: number, trace: Trace): void {
  self.postMessage({ type: "trace", id, trace } satisfies FromHost, { transfer: buffersOf(trace) });
}

function post(message: FromHost): void {
  self.postMessage(message);
}

function isSourceError(error: unknown): error is SourceError {
  return typeof error === "object" && error !== null && "line" in error && "column" in error;
}

function describe(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
}
