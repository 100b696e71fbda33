/** One engine for all elements of a page. Runs of different elements wait for one another; an element's newer run overtakes its own. */

import type { Engine, EngineCapabilities, RunHandlers } from "../engine/engine";
import type { Checked, Lab, SeedOutcome } from "../model/lab";

interface Waiting {
  readonly client: EngineClient;
  readonly lab: Lab;
  readonly handlers: RunHandlers;
}

export class EngineShare {
  private loading: Promise<Engine> | undefined;
  private active: EngineClient | undefined;
  private readonly waiting: Waiting[] = [];

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
  start(engine: Engine, client: EngineClient, lab: Lab, handlers: RunHandlers): boolean {
    this.withdraw(client);
    if (this.active !== undefined && this.active !== client) {
      this.waiting.push({ client, lab, handlers });
      return true;
    }
    this.active = client;
    const isCurrent = client.claim();
    engine.run(lab, {
      onTrace: (trace) => {
        if (!isCurrent()) return;
        if (trace.outcome.kind !== "running") this.finish(engine);
        handlers.onTrace(trace);
      },
      onError: (message) => {
        if (!isCurrent()) return;
        this.finish(engine);
        handlers.onError(message);
      },
    });
    return false;
  }

  stop(engine: Engine, client: EngineClient): void {
    if (this.active === client) engine.stop();
    else this.withdraw(client);
  }

  private withdraw(client: EngineClient): void {
    const at = this.waiting.findIndex((entry) => entry.client === client);
    if (at >= 0) this.waiting.splice(at, 1);
  }

  private finish(engine: Engine): void {
    this.active = undefined;
    const next = this.waiting.shift();
    if (next) this.start(engine, next.client, next.lab, next.handlers);
  }
}

/** An element's own view of the engine. */
export class EngineClient {
  private runs = 0;

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
    return this.share.start(engine, this, lab, handlers);
  }

  async stop(): Promise<void> {
    this.share.stop(await this.share.engine(), this);
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

  /** Marks a run as this client's newest; the answer tells later whether it still is. */
  claim(): () => boolean {
    const run = ++this.runs;
    return () => run === this.runs;
  }
}
