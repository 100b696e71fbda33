/** A run as data: what the engine hands over. Columns are structure-of-arrays; row `i` of each belongs to event `i`. */

/** How an event's number is read: `crate/trace/src/event.rs` documents every kind and its `value`. */
export interface EventColumns {
  /** Nanoseconds since the run began. */
  readonly timeNs: Float64Array;
  readonly thread: Uint32Array;
  readonly kind: Uint8Array;
  /** Row of the object table; 0 is "no object". */
  readonly object: Uint32Array;
  /** Source line from 1; 0 where none. */
  readonly line: Uint32Array;
  readonly value: Float64Array;
  readonly reason: Uint8Array;
}

/** The six states, in the order of the numbers in `IntervalColumns.state`. */
export const STATES = ["ready", "running", "blocked", "sleeping", "done", "failed"] as const;
export type State = (typeof STATES)[number];

/** What a thread did between two changes of state. Sorted by thread, then by start. */
export interface IntervalColumns {
  readonly thread: Uint32Array;
  readonly state: Uint8Array;
  readonly startNs: Float64Array;
  /** Infinity for a blocked interval that a deadlock leaves open. */
  readonly endNs: Float64Array;
  /** Positions on the step axis; infinity where the time is. */
  readonly startStep: Float64Array;
  readonly endStep: Float64Array;
  /** `ReadyReason` or `WaitReason`. */
  readonly reason: Uint8Array;
  readonly object: Uint32Array;
  /** Thread id of the holder at the interval's start, or -1. */
  readonly holder: Int32Array;
  readonly line: Uint32Array;
}

/** Wakes: from the release, notify, put or set to the thread it woke. Sorted by start. */
export interface ArrowColumns {
  readonly fromThread: Uint32Array;
  readonly fromNs: Float64Array;
  readonly fromStep: Float64Array;
  readonly toThread: Uint32Array;
  readonly toNs: Float64Array;
  readonly toStep: Float64Array;
  readonly object: Uint32Array;
}

/** One curve of a queue's length, unfinished tasks, a semaphore's value ... as a step function. */
export interface Counter {
  readonly object: number;
  readonly quantity: "length" | "unfinished" | "value";
  /** The queue's maxsize or the semaphore's first value; 0 where unbounded. */
  readonly bound: number;
  readonly timeNs: Float64Array;
  readonly step: Float64Array;
  readonly value: Float64Array;
}

export interface ThreadRow {
  readonly id: number;
  readonly name: string;
  /** Process number within the run, from 0. */
  readonly process: number;
  /** Thread that started it, or -1. */
  readonly parent: number;
  readonly daemon: boolean;
}

export interface ObjectRow {
  readonly id: number;
  /** `Lock`, `RLock`, `Condition`, `Semaphore`, `BoundedSemaphore`, `Event`, `Queue`, `SimpleQueue`, `Barrier`, `Thread`, `Gil`. */
  readonly kind: string;
  /** The variable it was first assigned to (`pot`, `self.lock`), or "" where it never had one. */
  readonly name: string;
}

/** One write to the console. */
export interface OutputRow {
  /** Row of the event in `EventColumns`, from 0. */
  readonly event: number;
  readonly timeNs: number;
  readonly thread: number;
  readonly stream: "out" | "err";
  readonly text: string;
}

/** One thread of a deadlock: whom it is, what it waits on, who holds that, what it holds itself. */
export interface StuckThread {
  readonly thread: number;
  readonly object: number;
  readonly reason: number;
  /** Thread id, or -1. */
  readonly holder: number;
  readonly holds: readonly number[];
}

/** How a run ended. */
export type Outcome =
  | { readonly kind: "finished"; readonly exitCode: number }
  | { readonly kind: "failed"; readonly error: string }
  | { readonly kind: "deadlock"; readonly stuck: readonly StuckThread[]; readonly sentence: string }
  | { readonly kind: "limit"; readonly sentence: string }
  | { readonly kind: "stopped" }
  | { readonly kind: "running" };

export interface Trace {
  readonly events: EventColumns;
  readonly intervals: IntervalColumns;
  readonly arrows: ArrowColumns;
  readonly counters: readonly Counter[];
  readonly threads: readonly ThreadRow[];
  readonly objects: readonly ObjectRow[];
  readonly output: readonly OutputRow[];
  readonly outcome: Outcome;
  /** Time of the last event. */
  readonly endNs: number;
  /** Length of the step axis: events other than line events. */
  readonly steps: number;
  /** Hex digest of the trace's canonical bytes; "" for live runs. */
  readonly hash: string;
}
