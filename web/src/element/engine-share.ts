/** One engine for all elements of a page. Runs of different elements wait for one another; an element's newer run overtakes its own. */

import { emptyTrace } from "../engine/empty-trace";
import type { Engine, EngineCapabilities, RunHandlers } from "../engine/engine";
import type { Checked, Lab, SeedOutcome } from "../model/lab";

interface Run {
  readonly client: EngineClient;
  readonly lab: Lab;
  readonly handlers: RunHandlers;
}

export class EngineShare {
  private loading: Promise<Engine> | undefined;
  private active: Run | undefined;
  private readonly waiting: Run[] = [];

  constructor(private readonly load: () => Promise<Engine>) {}

  client(): EngineClient {
    return new EngineClient(this);
  }

  /** The engine, fetched at the first call; a failed fetch is tried again at the next. */
  engine(): Promise<Engine> {
    this.loading ??= this.load().catch((error: unknown) => {
      this.loading = undefined;
      throw error;
    });
    return this.loading;
  }

  /** Starts a run, or queues it behind another element's; returns whether it had to queue. */
  start(engine: Engine, run: Run): boolean {
    this.withdraw((waiting) => waiting.client === run.client);
    if (this.active !== undefined && this.active.client !== run.client) {
      this.waiting.push(run);
      return true;
    }
    this.active = run;
    const { lab, handlers } = run;
    engine.run(lab, {
      onTrace: (trace) => {
        if (this.active !== run) return;
        if (trace.outcome.kind !== "running") this.finish(engine);
        handlers.onTrace(trace);
      },
      onError: (message) => {
        if (this.active !== run) return;
        this.finish(engine);
        handlers.onError(message);
      },
    });
    return false;
  }

  /** Ends the run with these handlers, be it that it still waits. One that was overtaken is over already. */
  async stop(handlers: RunHandlers): Promise<void> {
    const engine = await this.loading?.catch(() => undefined);
    if (this.active?.handlers === handlers) engine?.stop();
    else if (this.withdraw((waiting) => waiting.handlers === handlers))
      handlers.onTrace(emptyTrace({ kind: "stopped" }));
  }

  private withdraw(isIt: (waiting: Run) => boolean): boolean {
    const at = this.waiting.findIndex(isIt);
    if (at < 0) return false;
    this.waiting.splice(at, 1);
    return true;
  }

  private finish(engine: Engine): void {
    this.active = undefined;
    const next = this.waiting.shift();
    if (next) this.start(engine, next);
  }
}

/** An element's own view of the engine. */
export class EngineClient {
  constructor(private readonly share: EngineShare) {}

  async capabilities(): Promise<EngineCapabilities> {
    return (await this.share.engine()).capabilities;
  }

  async check(source: string): Promise<Checked> {
    return (await this.share.engine()).check(source);
  }

  /** Resolves to whether the run had to queue behind another element's. */
  async run(lab: Lab, handlers: RunHandlers): Promise<boolean> {
    const engine = await this.share.engine();
    return this.share.start(engine, { client: this, lab, handlers });
  }

  /** Ends the run that was given these handlers. */
  stop(handlers: RunHandlers): Promise<void> {
    return this.share.stop(handlers);
  }

  async explore(
    lab: Lab,
    firstSeed: number,
    count: number,
    onProgress: (outcomes: readonly SeedOutcome[]) => void,
    stopped: AbortSignal,
  ): Promise<void> {
    await (await this.share.engine()).explore(lab, firstSeed, count, onProgress, stopped);
  }
}
