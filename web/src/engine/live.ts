/** Looks after a live run from the host: workers for its threads, pictures for the page, and that it ends when told to. */

import type { Trace } from "../model/trace";
import type { Hotpot } from "./load";
import type { ThreadWorkers } from "./thread-workers";
import { afterMs } from "./turns";

/** A thread that waits for a worker waits no longer than this for the host to notice. */
const LOOK_MS = 5;
const PICTURE_MS = 100;
/** A picture costs more the longer the run; at most this part of the host's time goes into pictures. */
const PICTURE_SHARE = 0.2;
/** Threads that have not ended for this long after Stop never will: they may hold locks of the engine. */
const STOP_MS = 1000;

export interface LiveHandlers {
  /** No other run has been asked for. */
  isWanted(): boolean;
  isStopped(): boolean;
  show(trace: Trace): void;
}

/** Throws when the engine must be thrown away. Frees the run. */
export async function liveRun(
  run: InstanceType<Hotpot["Live"]>,
  threads: ThreadWorkers,
  handlers: LiveHandlers,
): Promise<void> {
  let pictureMs = performance.now() + PICTURE_MS;
  while (!run.isOver()) {
    await afterMs(LOOK_MS);
    if (handlers.isStopped() || !handlers.isWanted()) run.stop();
    threads.startWanted();
    if (performance.now() > pictureMs && !run.isOver()) {
      const beganMs = performance.now();
      const trace = run.snapshot() as Trace;
      // It may have ended meanwhile; then the whole trace comes below.
      if (trace.outcome.kind === "running") handlers.show(trace);
      const costMs = performance.now() - beganMs;
      pictureMs = performance.now() + Math.max(PICTURE_MS, costMs / PICTURE_SHARE);
    }
  }
  const overMs = performance.now();
  while (!run.isIdle() && performance.now() < overMs + STOP_MS) await afterMs(1);
  const isStuck = !run.isIdle();
  if (handlers.isWanted()) handlers.show(run.snapshot() as Trace);
  if (isStuck) throw new Error("A thread did not stop within a second.");
  run.free();
}
