/** What the page and its host worker say to each other. Every answer carries the number of its question. */

import type { Checked, Lab, SeedOutcome } from "../model/lab";
import type { Trace } from "../model/trace";
import type { EngineCapabilities } from "./engine";
import type { Shared } from "./load";

export type ToHost =
  | { readonly type: "check"; readonly id: number; readonly source: string }
  /** Starts a run and drops the one before it. */
  | { readonly type: "run"; readonly id: number; readonly lab: Lab }
  | { readonly type: "stop"; readonly id: number }
  | {
      readonly type: "explore";
      readonly id: number;
      readonly lab: Lab;
      readonly firstSeed: number;
      readonly count: number;
    }
  | { readonly type: "stopExplore"; readonly id: number }
  /** What a worker said that the page started for the host. */
  | { readonly type: "relayedSays"; readonly worker: number; readonly data: unknown };

export type FromHost =
  | { readonly type: "ready"; readonly capabilities: EngineCapabilities }
  | { readonly type: "checked"; readonly id: number; readonly checked: Checked }
  /** The host has taken up the run, so it is not deaf. */
  | { readonly type: "started"; readonly id: number }
  | { readonly type: "trace"; readonly id: number; readonly trace: Trace }
  | {
      readonly type: "outcomes";
      readonly id: number;
      readonly outcomes: readonly SeedOutcome[];
      readonly isLast: boolean;
    }
  /** The page is to start so many workers for threads. */
  | { readonly type: "startThreads"; readonly count: number; readonly shared: Shared }
  /** The page is to start a worker for the host, and to pass on what it says. */
  | { readonly type: "relay"; readonly worker: number; readonly url: string }
  | { readonly type: "tellRelayed"; readonly worker: number; readonly data: unknown }
  /** The engine can no longer be trusted: throw this worker away. */
  | { readonly type: "broken"; readonly message: string; readonly isUnsupported?: boolean };
