/** A worker on which Python threads run: it enters the host's memory and carries out threads for ever. */

import { join, type Shared } from "./load";

self.onmessage = async ({ data }: MessageEvent<Shared>) => {
  try {
    (await join(data)).work();
  } catch (error) {
    self.postMessage(String(error));
  }
};
