/** A trace in which nothing happened, for runs that never began. */

import type { Outcome, Trace } from "../model/trace";

export function emptyTrace(outcome: Outcome): Trace {
  const u8 = () => new Uint8Array();
  const u32 = () => new Uint32Array();
  const f64 = () => new Float64Array();
  return {
    events: { timeNs: f64(), thread: u32(), kind: u8(), object: u32(), line: u32(), value: f64(), reason: u8() },
    intervals: {
      thread: u32(),
      state: u8(),
      startNs: f64(),
      endNs: f64(),
      startStep: f64(),
      endStep: f64(),
      reason: u8(),
      object: u32(),
      holder: new Int32Array(),
      line: u32(),
    },
    arrows: {
      fromThread: u32(),
      fromNs: f64(),
      fromStep: f64(),
      toThread: u32(),
      toNs: f64(),
      toStep: f64(),
      object: u32(),
    },
    counters: [],
    threads: [],
    objects: [],
    output: [],
    outcome,
    endNs: 0,
    steps: 0,
    hash: "",
  };
}

/** The buffers of a trace's columns, to be handed over instead of copied. */
export function buffersOf(trace: Trace): ArrayBuffer[] {
  const columns = [trace.events, trace.intervals, trace.arrows, ...trace.counters];
  return columns.flatMap((group) =>
    Object.values(group).flatMap((column) => (ArrayBuffer.isView(column) ? [column.buffer as ArrayBuffer] : [])),
  );
}
