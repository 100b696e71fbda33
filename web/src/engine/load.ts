/** Fetches the WebAssembly module and starts an instance, with as much memory as the browser grants. */

import type * as Package from "./generated/hotpot";

export type Hotpot = typeof Package;

declare const __ENGINE_VERSION__: string;

const PAGE_BYTES = 65_536;
const MOST_BYTES = 1024 * 2 ** 20;
const LEAST_BYTES = 64 * 2 ** 20;
/** More than the module asks for at its start: stack and constants. */
const INITIAL_BYTES = 16 * 2 ** 20;
/** Stack of a live thread's worker. Python's own frames are on the heap. */
const THREAD_STACK_BYTES = 1 * 2 ** 20;

/** What another worker needs to run in the same memory. */
export interface Shared {
  readonly packageUrl: string;
  readonly module: WebAssembly.Module;
  readonly memory: WebAssembly.Memory;
}

/** The generated package is served as it is, not bundled: its workers load it by this address. */
function packageUrl(file: string): string {
  const folder = import.meta.env.DEV ? "/engine/" : "../engine/";
  return new URL(`${folder}${file}?v=${__ENGINE_VERSION__}`, import.meta.url).href;
}

/** Browsers refuse, each at its own size, to reserve much shared memory. */
function reserve(): WebAssembly.Memory {
  for (let bytes = MOST_BYTES; ; bytes /= 2) {
    try {
      return new WebAssembly.Memory({
        initial: INITIAL_BYTES / PAGE_BYTES,
        maximum: bytes / PAGE_BYTES,
        shared: true,
      });
    } catch (error) {
      if (bytes <= LEAST_BYTES) throw error;
    }
  }
}

export async function load(): Promise<{ hotpot: Hotpot; shared: Shared }> {
  const url = packageUrl("hotpot.js");
  const [hotpot, module] = await Promise.all([
    import(/* @vite-ignore */ url) as Promise<Hotpot>,
    WebAssembly.compileStreaming(fetch(packageUrl("hotpot_bg.wasm"))),
  ]);
  const shared = { packageUrl: url, module, memory: reserve() };
  hotpot.initSync({ module, memory: shared.memory });
  hotpot.catchPanics();
  return { hotpot, shared };
}

/** Enters the memory of an instance that another worker has started. */
export async function join(shared: Shared): Promise<Hotpot> {
  const hotpot = (await import(/* @vite-ignore */ shared.packageUrl)) as Hotpot;
  hotpot.initSync({ module: shared.module, memory: shared.memory, thread_stack_size: THREAD_STACK_BYTES });
  return hotpot;
}
