/**
 * The workers on which Python threads run, as the host counts them. They are started ahead of need, park in WebAssembly, and
 * are used again.
 *
 * The page starts them, not the host: Firefox may hang for ever in a worker that starts workers of its own while those before
 * are parked already.
 */

import type { Hotpot } from "./load";
import { afterMs } from "./turns";

/** Starting a worker takes about 16 ms. */
const AHEAD = 16;
/** No run waits longer for its workers before it begins; those that come later are used as they come. */
const START_MS = 3000;

export class ThreadWorkers {
  private asked = 0;

  constructor(
    private readonly hotpot: Hotpot,
    private readonly ask: (count: number) => void,
  ) {}

  /**
   * Starts as many as a run usually needs, and resolves when they are there, so that the run's clock does not count it; or
   * when the run is no longer wanted.
   */
  async start(isWanted: () => boolean): Promise<void> {
    this.add(AHEAD - this.asked);
    const endMs = performance.now() + START_MS;
    while (this.hotpot.workersHere() < AHEAD && performance.now() < endMs && isWanted()) await afterMs(1);
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
