/**
 * The workers on which Python threads run, as the host counts them. They are started ahead of need, park in WebAssembly, and
 * are used again.
 *
 * The page starts them, not the host: Firefox may hang for ever in a worker that starts workers of its own while those before
 * are parked already.
 */

import type { Hotpot } from "./load";

/** Starting a worker takes about 16 ms. */
const AHEAD = 16;

export class ThreadWorkers {
  private asked = 0;

  constructor(
    private readonly hotpot: Hotpot,
    private readonly ask: (count: number) => void,
  ) {}

  /** Starts as many as a run usually needs. */
  start(): void {
    this.add(AHEAD - this.asked);
  }

  /** Starts those that threads are waiting for. */
  startWanted(): void {
    const underWay = this.asked - this.hotpot.workersHere();
    this.add(this.hotpot.workersWanted() - underWay);
  }

  private add(count: number): void {
    if (count <= 0) return;
    this.asked += count;
    this.ask(count);
  }
}
