/** The page's one engine. Tests put another in its place before the first element asks. */

import type { Engine } from "../engine/engine";
import { EngineShare } from "./engine-share";

let load: () => Promise<Engine> = async () => (await import("../engine/worker-engine")).createEngine();
let share: EngineShare | undefined;

export function useEngine(loader: () => Promise<Engine>): void {
  load = loader;
}

export function sharedEngine(): EngineShare {
  share ??= new EngineShare(() => load());
  return share;
}
