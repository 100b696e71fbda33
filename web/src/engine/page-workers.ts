/** The workers that the page starts for its host worker; they end all at once, wherever they wait. */

import type { Shared } from "./load";
import { startWorker } from "./start-worker";
import threadUrl from "./thread?worker&url";

export class PageWorkers {
  /** Kept, since some browsers collect workers that nobody refers to. */
  private workers: Worker[] = [];
  private relayed: Worker[] = [];

  /** `onFailure`: a worker could not start or broke; the memory it shares is then not to be trusted. */
  constructor(private readonly onFailure: (message: string) => void) {}

  /** Workers on which Python threads run. */
  add(count: number, shared: Shared): void {
    for (let left = count; left > 0; left--) {
      const worker = this.watched(startWorker(threadUrl, `hotpot-thread-${this.workers.length}`));
      worker.onmessage = ({ data }: MessageEvent<string>) => this.fail(worker, data);
      worker.postMessage(shared);
    }
  }

  /** A worker of a script that the host names. What it says goes to `onMessage`. */
  relay(number: number, url: string, onMessage: (data: unknown) => void): void {
    const worker = this.watched(new Worker(url, { type: "module", name: `hotpot-helper-${number}` }));
    worker.onmessage = ({ data }: MessageEvent<unknown>) => onMessage(data);
    this.relayed[number] = worker;
  }

  tell(number: number, data: unknown): void {
    this.relayed[number]?.postMessage(data);
  }

  terminate(): void {
    for (const worker of this.workers) worker.terminate();
    this.workers = [];
    this.relayed = [];
  }

  private watched(worker: Worker): Worker {
    worker.onerror = (event) => {
      event.preventDefault();
      this.fail(worker, `A worker failed to start: ${event.message || "the browser says no more"}.`);
    };
    this.workers.push(worker);
    return worker;
  }

  private fail(worker: Worker, message: string): void {
    if (this.workers.includes(worker)) this.onFailure(message);
  }
}
