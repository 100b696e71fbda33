/** Fetches the WebAssembly module and starts an instance, with as much memory as the browser grants. */

import { UnsupportedError } from "./engine";
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
  /** The engine's second part; a worker that is not given it fetches it when something calls into it, which may block others. */
  readonly rest?: WebAssembly.Module | undefined;
}

/** Where an instance looks for the engine's second part before it fetches it itself (crate/wasm/src/rest.js). */
interface Worker {
  hotpotRest?: WebAssembly.Module;
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
      const memory = new WebAssembly.Memory({
        initial: INITIAL_BYTES / PAGE_BYTES,
        maximum: bytes / PAGE_BYTES,
        shared: true,
      });
      // An old browser takes no notice of `shared`. The class has no name of its own where a page is not isolated.
      if (Object.prototype.toString.call(memory.buffer) === "[object SharedArrayBuffer]") return memory;
      throw new UnsupportedError("This browser has no WebAssembly threads.");
    } catch (error) {
      if (error instanceof RangeError && bytes > LEAST_BYTES) continue;
      throw error instanceof RangeError ? error : new UnsupportedError(String(error));
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

/** The engine's second part: what a first run does not need. Where it cannot be had, whoever calls into it tells why. */
let rest: Promise<WebAssembly.Module | undefined> | undefined;

export function loadRest({ module }: Shared): Promise<WebAssembly.Module | undefined> {
  rest ??= fetchRest(module).catch(() => undefined);
  return rest;
}

async function fetchRest(module: WebAssembly.Module): Promise<WebAssembly.Module | undefined> {
  const [name] = WebAssembly.Module.customSections(module, "hotpot.rest");
  if (!name) return undefined;
  const compiled = await WebAssembly.compileStreaming(fetch(packageUrl(new TextDecoder().decode(name))));
  (globalThis as Worker).hotpotRest = compiled;
  return compiled;
}

/** Enters the memory of an instance that another worker has started. */
export async function join(shared: Shared): Promise<Hotpot> {
  const hotpot = (await import(/* @vite-ignore */ shared.packageUrl)) as Hotpot;
  const { module, memory, rest } = shared;
  const instance = hotpot.initSync({ module, memory, thread_stack_size: THREAD_STACK_BYTES });
  if (rest) {
    (globalThis as Worker).hotpotRest = rest;
    // Made by scripts/split.mjs, so the generated types do not know it.
    (instance as unknown as { linkRestNow(): void }).linkRestNow();
  }
  return hotpot;
}
