/** The workers on which Python threads run. They are started ahead of need, park in WebAssembly, and are used again. */

import type { Hotpot, Shared } from "./load";
import threadUrl from "./thread?worker&url";

/** Starting a worker takes about 16 ms. */
const AHEAD = 16;

export class ThreadWorkers {
  /** Why a worker could not start or broke; the engine is then to be thrown away. */
  failure = "";

  /** Kept, since some browsers collect workers that nobody refers to. */
  private readonly workers: Worker[] = [];
  private readonly script: string;

  constructor(
    private readonly hotpot: Hotpot,
    private readonly shared: Shared,
  ) {
    this.script = URL.createObjectURL(
      new Blob([`import ${JSON.stringify(new URL(threadUrl, import.meta.url).href)};`], { type: "text/javascript" }),
    );
  }

  /** Starts as many as a run usually needs. */
  start(): void {
    while (this.workers.length < AHEAD) this.add();
  }

  /** Starts those that threads are waiting for. */
  startWanted(): void {
    const underWay = this.workers.length - this.hotpot.workersHere();
    for (let missing = this.hotpot.workersWanted() - underWay; missing > 0; missing--) this.add();
  }

  private add(): void {
    const worker = new Worker(this.script, { type: "module", name: `hotpot-thread-${this.workers.length}` });
    worker.onerror = (event) => {
      event.preventDefault();
      this.failure ||= event.message || "the browser says no more";
    };
    worker.onmessage = ({ data }: MessageEvent<string>) => {
      this.failure ||= data;
    };
    worker.postMessage(this.shared);
    this.workers.push(worker);
  }
}
