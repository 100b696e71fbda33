/** A worker on which Python threads run: it enters the host's memory and carries out threads for ever. */

import { join, type Shared } from "./load";

self.onmessage = async ({ data }: MessageEvent<Shared>) => {
  const hotpot = await join(data).catch((error: unknown) => {
    self.postMessage(`A worker failed to start: ${error}.`);
  });
  try {
    hotpot?.work();
  } catch (error) {
    self.postMessage(hotpot?.lastPanic() || String(error));
  }
};
