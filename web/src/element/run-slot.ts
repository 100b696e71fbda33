/** The one run that a session waits for: a newer one takes the place of the one before. */

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

export class RunSlot {
  private current = 0;
  private finish: () => void = () => undefined;

  constructor(
    private readonly engine: EngineClient,
    private readonly busy: Busy,
  ) {}

  /** Resolves when the run has ended or was overtaken. */
  start(lab: Lab, listener: RunListener): Promise<void> {
    this.drop();
    const run = this.current;
    const isCurrent = () => run === this.current;
    const done = this.busy.begin();
    return new Promise((resolve) => {
      const finish = () => {
        done();
        resolve();
      };
      this.finish = finish;
      const handlers = {
        onTrace: (trace: Trace) => {
          if (!isCurrent()) return;
          listener.onTrace(trace);
          if (trace.outcome.kind !== "running") finish();
        },
        onError: (message: string) => {
          if (!isCurrent()) return;
          listener.onBroken(message);
          finish();
        },
      };
      this.engine.run(lab, handlers).then(
        (isQueued) => {
          if (isQueued && isCurrent()) listener.onQueued();
        },
        (error: unknown) => {
          if (!isCurrent()) return;
          listener.onNoEngine(error);
          finish();
        },
      );
    });
  }

  /** Wants no more of the run there is. */
  drop(): void {
    this.current++;
    this.finish();
  }
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
