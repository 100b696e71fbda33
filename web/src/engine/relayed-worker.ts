/** A worker of the host's that the page starts for it; see thread-workers.ts for why. To rayon's glue it is a `Worker`. */

import type { FromHost } from "./messages";

const relayed: RelayedWorker[] = [];

/** What a worker of this number said. */
export function hearRelayed(worker: number, data: unknown): void {
  relayed[worker]?.dispatchEvent(new MessageEvent("message", { data }));
}

export class RelayedWorker extends EventTarget {
  private readonly number = relayed.push(this) - 1;

  constructor(url: string) {
    super();
    post({ type: "relay", worker: this.number, url });
  }

  postMessage(data: unknown): void {
    post({ type: "tellRelayed", worker: this.number, data });
  }
}

function post(message: FromHost): void {
  self.postMessage(message);
}
