/** The engine as the page sees it. One object a page; it talks to one host worker, which owns the WebAssembly instance. */

import type { Checked, Lab, SeedOutcome } from "../model/lab";
import type { Trace } from "../model/trace";

export interface EngineCapabilities {
  /** Whether shared memory can be handed to workers: live mode and many workers need it. */
  readonly isolated: boolean;
  readonly workers: number;
}

/** This browser cannot run the engine at all; trying again would not help. */
export class UnsupportedError extends Error {}

export interface RunHandlers {
  /** A picture of the run so far; the last call has an outcome other than `running`. */
  readonly onTrace: (trace: Trace) => void;
  /** The engine broke (a trap, a worker that failed to start); it has been replaced and can be used again. */
  readonly onError: (message: string) => void;
}

export interface Engine {
  readonly capabilities: EngineCapabilities;
  check(source: string): Promise<Checked>;
  /** Starts a run and drops the one before it; a simulated run that is overtaken by a newer one reports nothing more. */
  run(lab: Lab, handlers: RunHandlers): void;
  /** Ends the run in progress; its trace so far is delivered with outcome `stopped`. */
  stop(): void;
  /** Runs the lab in simulate mode once for each seed; `onProgress` gets outcomes as they come. Resolves after the last, or when stopped. */
  explore(
    lab: Lab,
    firstSeed: number,
    count: number,
    onProgress: (outcomes: readonly SeedOutcome[]) => void,
    stopped?: AbortSignal,
  ): Promise<void>;
}
