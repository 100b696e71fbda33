/** Questions the page asks of a trace at every frame, answered by binary search. Built once per trace, part by part as asked. */

import { lowerBound, upperBound } from "../base/search";
import { Kind } from "./event-kind";
import { type ObjectRow, STATES, type State, type Trace } from "./trace";

export type Axis = "time" | "steps";

/** A place in a run: the first `rows` events have happened. */
export interface Moment {
  readonly timeNs: number;
  /** Position on the step axis; the event at step `s` has happened from `s` on. */
  readonly step: number;
  readonly rows: number;
}

const BLOCKED = STATES.indexOf("blocked");
const FAILED = STATES.indexOf("failed");
const READY = STATES.indexOf("ready");
const RUNNING = STATES.indexOf("running");

export class TraceIndex {
  /** Intervals of the thread in row `t` of the thread table are `laneStart[t]` to `laneStart[t + 1]`. */
  readonly laneStart: Uint32Array;
  private readonly lanes = new Map<number, number>();
  private stepOfRow?: Float64Array;
  private threadRows?: { readonly start: Uint32Array; readonly rows: Uint32Array };
  private critical?: { readonly start: Uint32Array; readonly rows: Uint32Array };

  constructor(readonly trace: Trace) {
    const { threads, intervals } = trace;
    for (const [lane, thread] of threads.entries()) this.lanes.set(thread.id, lane);
    this.laneStart = new Uint32Array(threads.length + 1);
    let row = 0;
    for (let lane = 0; lane < threads.length; lane++) {
      this.laneStart[lane] = row;
      const id = threads[lane]?.id;
      while (row < intervals.thread.length && intervals.thread[row] === id) row++;
    }
    this.laneStart[threads.length] = row;
  }

  /** Row of the thread table, or -1. */
  laneOf(thread: number): number {
    return this.lanes.get(thread) ?? -1;
  }

  objectRow(object: number): ObjectRow | undefined {
    const row = this.trace.objects[object];
    return row?.id === object ? row : this.trace.objects.find((candidate) => candidate.id === object);
  }

  /** The last position on the axis at which something happens. */
  length(axis: Axis): number {
    return axis === "time" ? this.trace.endNs : this.trace.steps;
  }

  /** What a fitted view shows: the run, a tenth more after a deadlock, and never nothing. */
  pictureLength(axis: Axis): number {
    const length = this.length(axis);
    return Math.max(this.trace.outcome.kind === "deadlock" ? length * 1.1 : length, 1);
  }

  get beginning(): Moment {
    return this.atStep(0);
  }

  get end(): Moment {
    return { timeNs: this.trace.endNs, step: this.trace.steps, rows: this.trace.events.kind.length };
  }

  at(axis: Axis, value: number): Moment {
    return axis === "time" ? this.atTime(value) : this.atStep(value);
  }

  atTime(timeNs: number): Moment {
    if (timeNs >= this.trace.endNs) return this.end;
    const rows = upperBound(this.trace.events.timeNs, timeNs);
    return { timeNs: Math.max(0, timeNs), step: Math.max(0, this.stepsBefore(rows) - 1), rows };
  }

  atStep(position: number): Moment {
    if (position >= this.trace.steps) return this.end;
    const step = Math.max(0, position);
    // A line stands where the next step begins, so the step's own event is the last row at its position.
    const rows = upperBound(this.steps(), Math.floor(step));
    return { timeNs: this.trace.events.timeNs[rows - 1] ?? 0, step, rows };
  }

  /** Just after the event in row `row`. */
  atRow(row: number): Moment {
    return this.atStep(this.steps()[row] ?? this.trace.steps);
  }

  /** The moment `count` steps away from this one; whole steps, whatever lies between. */
  stepped(from: Moment, count: number): Moment {
    const whole = count > 0 ? Math.floor(from.step) : Math.ceil(from.step);
    return this.atStep(Math.min(this.trace.steps, Math.max(0, whole + count)));
  }

  /** The same place on another trace: by time, since that is what a reader holds on to while sliders move; by step within it. */
  static carried(moment: Moment, from: TraceIndex, to: TraceIndex): Moment {
    if (moment.rows >= from.trace.events.kind.length) return to.end;
    const sameStep = to.atStep(moment.step);
    return sameStep.timeNs === moment.timeNs ? sameStep : to.atTime(moment.timeNs);
  }

  /** Row of the interval that the thread in `lane` is in, or -1 before its start. */
  intervalAt(lane: number, moment: Moment): number {
    const { startStep } = this.trace.intervals;
    const from = this.laneStart[lane] ?? 0;
    const row = upperBound(startStep, moment.step, from, this.laneStart[lane + 1] ?? from) - 1;
    return row < from ? -1 : row;
  }

  stateAt(lane: number, moment: Moment): State | undefined {
    const row = this.intervalAt(lane, moment);
    return row < 0 ? undefined : this.stateOf(row);
  }

  stateOf(interval: number): State {
    return STATES[this.trace.intervals.state[interval] ?? 0] ?? "ready";
  }

  /** Source line at which the thread in `lane` stands, or 0. */
  lineAt(lane: number, moment: Moment): number {
    const { start, rows } = this.rowsByLane();
    const { line } = this.trace.events;
    const from = start[lane] ?? 0;
    for (let at = lowerBound(rows, moment.rows, from, start[lane + 1] ?? from) - 1; at >= from; at--) {
      const found = line[rows[at] as number] as number;
      if (found > 0) return found;
    }
    return 0;
  }

  /** How many writes to the console have happened. */
  outputsBefore(moment: Moment): number {
    const { output } = this.trace;
    let low = 0;
    let high = output.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((output[middle]?.event ?? 0) < moment.rows) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** A counter's value at a moment, or undefined before its first. */
  counterAt(counter: number, moment: Moment): number | undefined {
    const curve = this.trace.counters[counter];
    if (!curve) return undefined;
    const row = upperBound(curve.step, moment.step) - 1;
    return row < 0 ? undefined : curve.value[row];
  }

  /** Rows of a lane's blocked and failed intervals: a picture may leave out others under a pixel, never these. */
  criticalRows(lane: number): Uint32Array {
    this.critical ??= this.findCritical();
    return this.critical.rows.subarray(this.critical.start[lane] ?? 0, this.critical.start[lane + 1] ?? 0);
  }

  /** Whether the thread in `lane` was cut off alive. */
  wasCutOff(lane: number): boolean {
    const { start, rows } = this.rowsByLane();
    const last = rows[(start[lane + 1] ?? 0) - 1];
    return (
      last !== undefined && (start[lane + 1] ?? 0) > (start[lane] ?? 0) && this.trace.events.kind[last] === Kind.CutOff
    );
  }

  /** Stretches of time in which no thread runs or could run, in order. */
  idleStretches(): readonly { readonly startNs: number; readonly endNs: number }[] {
    const { intervals, endNs } = this.trace;
    const edges: { at: number; change: number }[] = [];
    for (let row = 0; row < intervals.state.length; row++) {
      const state = intervals.state[row];
      if (state !== READY && state !== RUNNING) continue;
      edges.push(
        { at: intervals.startNs[row] as number, change: 1 },
        { at: intervals.endNs[row] as number, change: -1 },
      );
    }
    edges.sort((a, b) => a.at - b.at || b.change - a.change);
    const idle: { startNs: number; endNs: number }[] = [];
    let busy = 0;
    let since = 0;
    for (const edge of edges) {
      if (busy === 0 && edge.at > since) idle.push({ startNs: since, endNs: edge.at });
      busy += edge.change;
      since = edge.at;
    }
    if (busy === 0 && since < endNs) idle.push({ startNs: since, endNs });
    return idle;
  }

  private stepsBefore(rows: number): number {
    const position = this.steps()[rows];
    return position ?? this.trace.steps;
  }

  private steps(): Float64Array {
    if (this.stepOfRow) return this.stepOfRow;
    const { kind } = this.trace.events;
    const steps = new Float64Array(kind.length);
    let step = 0;
    for (let row = 0; row < kind.length; row++) {
      steps[row] = step;
      if (kind[row] !== Kind.Line) step++;
    }
    this.stepOfRow = steps;
    return steps;
  }

  private rowsByLane(): { readonly start: Uint32Array; readonly rows: Uint32Array } {
    if (this.threadRows) return this.threadRows;
    const { thread } = this.trace.events;
    const counts = new Uint32Array(this.trace.threads.length);
    const laneOfRow = new Int32Array(thread.length);
    for (let row = 0; row < thread.length; row++) {
      const lane = this.laneOf(thread[row] as number);
      laneOfRow[row] = lane;
      if (lane >= 0) counts[lane] = (counts[lane] as number) + 1;
    }
    this.threadRows = grouped(counts, laneOfRow);
    return this.threadRows;
  }

  private findCritical(): { readonly start: Uint32Array; readonly rows: Uint32Array } {
    const { state } = this.trace.intervals;
    const lanes = this.trace.threads.length;
    const start = new Uint32Array(lanes + 1);
    const rows: number[] = [];
    for (let lane = 0; lane < lanes; lane++) {
      start[lane] = rows.length;
      for (let row = this.laneStart[lane] as number; row < (this.laneStart[lane + 1] as number); row++) {
        if (state[row] === BLOCKED || state[row] === FAILED) rows.push(row);
      }
    }
    start[lanes] = rows.length;
    return { start, rows: Uint32Array.from(rows) };
  }
}

function grouped(counts: Uint32Array, groupOfRow: Int32Array): { start: Uint32Array; rows: Uint32Array } {
  const start = new Uint32Array(counts.length + 1);
  for (let group = 0; group < counts.length; group++)
    start[group + 1] = (start[group] as number) + (counts[group] as number);
  const rows = new Uint32Array(start[counts.length] as number);
  const next = start.slice();
  for (let row = 0; row < groupOfRow.length; row++) {
    const group = groupOfRow[row] as number;
    if (group < 0) continue;
    rows[next[group] as number] = row;
    next[group] = (next[group] as number) + 1;
  }
  return { start, rows };
}
