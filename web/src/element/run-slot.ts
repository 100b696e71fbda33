/** The one run that a session waits for: a newer one takes the place of the one before. */

import type { RunHandlers } from "../engine/engine";
import type { Lab } from "../model/lab";
import type { Trace } from "../model/trace";
import type { Busy } from "./busy";
import type { EngineClient } from "./engine-share";

export interface RunListener {
  readonly onTrace: (trace: Trace) => void;
  /** Another element's run is in the way. */
  readonly onQueued: () => void;
  /** The engine broke and was replaced. */
  readonly onBroken: (message: string) => void;
  /** There is no engine. */
  readonly onNoEngine: (error: unknown) => void;
}

interface Run {
  readonly handlers: RunHandlers;
  isStopped: boolean;
  /** Waits for it no longer. */
  readonly end: (isOver: boolean) => void;
}

export class RunSlot {
  private current: Run | undefined;

  constructor(
    private readonly engine: EngineClient,
    private readonly busy: Busy,
  ) {}

  /** Resolves when the run has ended, to whether it came to an end of its own: not stopped, overtaken or broken. */
  start(lab: Lab, listener: RunListener): Promise<boolean> {
    this.current?.end(false);
    const done = this.busy.begin();
    return new Promise((resolve) => {
      const isCurrent = () => run === this.current;
      const run: Run = {
        isStopped: false,
        end: (isOver) => {
          if (isCurrent()) this.current = undefined;
          done();
          resolve(isOver && !run.isStopped);
        },
        handlers: {
          onTrace: (trace) => {
            if (!isCurrent()) return;
            listener.onTrace(trace);
            if (trace.outcome.kind !== "running") run.end(true);
          },
          onError: (message) => {
            if (!isCurrent()) return;
            listener.onBroken(message);
            run.end(false);
          },
        },
      };
      this.current = run;
      this.engine.run(lab, run.handlers).then(
        (isQueued) => {
          if (isQueued && isCurrent()) listener.onQueued();
        },
        (error: unknown) => {
          if (!isCurrent()) return;
          listener.onNoEngine(error);
          run.end(false);
        },
      );
    });
  }

  /** Ends the run; its last trace still comes. */
  stop(): void {
    if (!this.current) return;
    this.current.isStopped = true;
    void this.engine.stop(this.current.handlers);
  }

  /** Ends the run and wants no more of it. */
  drop(): void {
    const run = this.current;
    if (!run) return;
    run.end(false);
    void this.engine.stop(run.handlers);
  }
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
