/* tslint:disable */
/* eslint-disable */

/**
 * An exploration under way. Free it to end it early.
 */
export class Explore {
    free(): void;
    [Symbol.dispose](): void;
    /**
     * Runs `source` with each of `count` seeds from `first`. `is_parallel` says that `initThreadPool` has been awaited.
     */
    constructor(source: string, settings: any, first: number, count: number, is_parallel: boolean);
    /**
     * The outcomes that came since the last call, as `SeedOutcome`s of `web/src/model/lab.ts`. Not parallel: works for about
     * `slice_ms` first.
     */
    take(slice_ms: number): any;
}

/**
 * A run on real workers, under way. Free it to stop it.
 */
export class Live {
    free(): void;
    [Symbol.dispose](): void;
    /**
     * Whether every thread has given its worker back.
     */
    isIdle(): boolean;
    /**
     * Whether the run is over. Its threads may still be on their way out.
     */
    isOver(): boolean;
    /**
     * Starts a run of `source` with `settings` (`Settings` of `web/src/model/lab.ts`) on a machine of `cores`. Throws a
     * `SourceError` if it does not compile. Threads begin as workers come to [`work`].
     */
    constructor(source: string, settings: any, cores: number);
    /**
     * The run so far, or whole if it is over, as a `Trace` of `web/src/model/trace.ts`.
     */
    snapshot(): any;
    /**
     * Stops it, wherever its threads are.
     */
    stop(): void;
}

/**
 * A run in virtual time.
 */
export class Run {
    free(): void;
    [Symbol.dispose](): void;
    /**
     * The whole trace; a run that has not ended is stopped. The run is used up.
     */
    finish(): any;
    /**
     * A run of `source` with `settings` (`Settings` of `web/src/model/lab.ts`). Throws a `SourceError` if it does not compile.
     */
    constructor(source: string, settings: any);
    /**
     * The run so far, as a `Trace` of `web/src/model/trace.ts`.
     */
    snapshot(): any;
    /**
     * Goes on for about `slice_ms`, or to the end; whether that is reached.
     */
    step(slice_ms: number): boolean;
}

/**
 * Call once, before anything else.
 */
export function catchPanics(): void;

/**
 * Reads a text: parameters, settings, opening moment, docstring, and the first error if it does not compile or asks for settings that
 * cannot be. The answer is a `Checked` of `web/src/model/lab.ts`.
 */
export function check(source: string): any;

export function initThreadPool(num_threads: number): Promise<any>;

/**
 * What the last panic said; "" where there was none.
 */
export function lastPanic(): string;

/**
 * Fetches the rest for this instance, blocking its worker. Throws when it cannot be had.
 */
export function linkRest(version: number): void;

/**
 * Bytes of memory that the instance has grown to.
 */
export function memoryBytes(): number;

export class wbg_rayon_PoolBuilder {
    private constructor();
    free(): void;
    [Symbol.dispose](): void;
    build(): void;
    mainJS(): string;
    numThreads(): number;
    receiver(): number;
}

export function wbg_rayon_start_worker(receiver: number): void;

/**
 * Carries out threads of live runs on the calling worker, for ever.
 */
export function work(): void;

/**
 * How many workers have come to [`work`].
 */
export function workersHere(): number;

/**
 * How many more workers should come.
 */
export function workersWanted(): number;

export type InitInput = RequestInfo | URL | Response | BufferSource | WebAssembly.Module;

export interface InitOutput {
    readonly __wbg_explore_free: (a: number, b: number) => void;
    readonly __wbg_live_free: (a: number, b: number) => void;
    readonly __wbg_run_free: (a: number, b: number) => void;
    readonly __wbg_wbg_rayon_poolbuilder_free: (a: number, b: number) => void;
    readonly catchPanics: () => void;
    readonly check: (a: number, b: number) => [number, number, number];
    readonly explore_new: (a: number, b: number, c: any, d: number, e: number, f: number) => [number, number, number];
    readonly explore_take: (a: number, b: number) => [number, number, number];
    readonly initThreadPool: (a: number) => any;
    readonly lastPanic: () => [number, number];
    readonly linkRest: (a: number) => void;
    readonly live_isIdle: (a: number) => number;
    readonly live_isOver: (a: number) => number;
    readonly live_new: (a: number, b: number, c: any, d: number) => [number, number, number];
    readonly live_snapshot: (a: number) => [number, number, number];
    readonly live_stop: (a: number) => void;
    readonly memoryBytes: () => number;
    readonly run_finish: (a: number) => [number, number, number];
    readonly run_new: (a: number, b: number, c: any) => [number, number, number];
    readonly run_snapshot: (a: number) => [number, number, number];
    readonly run_step: (a: number, b: number) => number;
    readonly wbg_rayon_poolbuilder_build: (a: number) => void;
    readonly wbg_rayon_poolbuilder_mainJS: (a: number) => any;
    readonly wbg_rayon_poolbuilder_numThreads: (a: number) => number;
    readonly wbg_rayon_poolbuilder_receiver: (a: number) => number;
    readonly wbg_rayon_start_worker: (a: number) => void;
    readonly work: () => void;
    readonly workersHere: () => number;
    readonly workersWanted: () => number;
    readonly memory: WebAssembly.Memory;
    readonly __wbindgen_malloc: (a: number, b: number) => number;
    readonly __wbindgen_realloc: (a: number, b: number, c: number, d: number) => number;
    readonly __wbindgen_free: (a: number, b: number, c: number) => void;
    readonly __externref_table_alloc: () => number;
    readonly __wbindgen_externrefs: WebAssembly.Table;
    readonly __wbindgen_exn_store: (a: number) => void;
    readonly __externref_table_dealloc: (a: number) => void;
    readonly __wbindgen_thread_destroy: (a?: number, b?: number, c?: number) => void;
    readonly __wbindgen_start: (a: number) => void;
}

export type SyncInitInput = BufferSource | WebAssembly.Module;

/**
 * Instantiates the given `module`, which can either be bytes or
 * a precompiled `WebAssembly.Module`.
 *
 * @param {{ module: SyncInitInput, memory?: WebAssembly.Memory, thread_stack_size?: number }} module - Passing `SyncInitInput` directly is deprecated.
 * @param {WebAssembly.Memory} memory - Deprecated.
 *
 * @returns {InitOutput}
 */
export function initSync(module: { module: SyncInitInput, memory?: WebAssembly.Memory, thread_stack_size?: number } | SyncInitInput, memory?: WebAssembly.Memory): InitOutput;

/**
 * If `module_or_path` is {RequestInfo} or {URL}, makes a request and
 * for everything else, calls `WebAssembly.instantiate` directly.
 *
 * @param {{ module_or_path: InitInput | Promise<InitInput>, memory?: WebAssembly.Memory, thread_stack_size?: number }} module_or_path - Passing `InitInput` directly is deprecated.
 * @param {WebAssembly.Memory} memory - Deprecated.
 *
 * @returns {Promise<InitOutput>}
 */
export default function __wbg_init (module_or_path: { module_or_path: InitInput | Promise<InitInput>, memory?: WebAssembly.Memory, thread_stack_size?: number } | InitInput | Promise<InitInput>, memory?: WebAssembly.Memory): Promise<InitOutput>;
