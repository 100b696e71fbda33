/**
 * Draws lanes. The work is proportional to the pixels, not to the intervals: those under a tick's width share one tick,
 * and a binary search leads past them. Blocked and failed ones have ticks of their own, so they are never merged away.
 */

import { upperBound } from "../base/search";
import { barTexts } from "../model/describe";
import type { State } from "../model/trace";
import type { TraceIndex } from "../model/trace-index";
import { type Row, topOf } from "./layout";
import { bounds, type Scene } from "./scene";
import type { Surface } from "./surface";

/** Narrower intervals are drawn as a tick of this width. */
export const TICK_PX = 2;
/** Narrower bars carry no text. */
const MIN_TEXT_PX = 22;
const TEXT_INSET_PX = 6;
/** The bars of the run behind stand under those in front. */
const BEHIND_PX = 4;
/** Of the intervals that share a tick so many are looked at to find the one worth showing. */
const LOOK_AT = 24;

/** Which state wins a tick that several share. */
const WEIGHT: Readonly<Record<State, number>> = { failed: 5, blocked: 4, running: 3, ready: 2, sleeping: 1, done: 0 };

interface Tick {
  plain?: State;
  critical?: State;
}

export function barTop(scene: Scene, row: Row): number {
  return topOf(scene, row) + (row.height - scene.layout.barPx) / 2;
}

export function drawLane(surface: Surface, scene: Scene, row: Row): void {
  const top = barTop(scene, row);
  if (scene.behind) drawBehind(surface, scene, row, top + scene.layout.barPx + 1);
  const { index, scale } = scene;
  const { starts, ends } = bounds(index, scene.axis);
  const from = index.laneStart[row.id] as number;
  const to = index.laneStart[row.id + 1] as number;
  const ticks = new Map<number, Tick>();
  const wide: number[] = [];
  for (let at = upperBound(ends, scale.start, from, to); at < to && (starts[at] as number) <= scale.end; ) {
    const x0 = scale.toPx(starts[at] as number);
    const x1 = scale.toPx(Math.min(ends[at] as number, scene.pictureLength));
    if (x1 - x0 >= TICK_PX) {
      wide.push(at++);
      continue;
    }
    const cell = Math.floor(x0 / TICK_PX);
    const next = Math.max(at + 1, upperBound(ends, scale.toValue((cell + 1) * TICK_PX), at + 1, to));
    addTick(ticks, cell, weightiest(index, starts, ends, at, next));
    at = next;
  }
  addCriticalTicks(scene, row.id, ticks);
  for (const interval of wide) drawBar(surface, scene, interval, top);
  drawTicks(surface, scene, ticks, top);
  for (const interval of wide) drawText(surface, scene, interval, top);
  for (const interval of new Set([scene.hoveredInterval, scene.selectedInterval])) {
    if (interval >= from && interval < to) drawOutline(surface, scene, interval, top);
  }
}

/** The state among `[from, to)` that most deserves the tick; lengths of nothing do not count. */
function weightiest(
  index: TraceIndex,
  starts: Float64Array,
  ends: Float64Array,
  from: number,
  to: number,
): State | undefined {
  let best: State | undefined;
  for (let at = from; at < Math.min(to, from + LOOK_AT); at++) {
    const state = index.stateOf(at);
    if (state === "blocked" || state === "failed" || starts[at] === ends[at]) continue;
    if (!best || WEIGHT[state] > WEIGHT[best]) best = state;
  }
  return best;
}

function addTick(ticks: Map<number, Tick>, cell: number, state: State | undefined): void {
  if (!state) return;
  const tick = ticks.get(cell);
  if (!tick) ticks.set(cell, { plain: state });
  else if (!tick.plain || WEIGHT[state] > WEIGHT[tick.plain]) tick.plain = state;
}

function addCriticalTicks(scene: Scene, lane: number, ticks: Map<number, Tick>): void {
  const { index, scale } = scene;
  const { starts, ends } = bounds(index, scene.axis);
  const rows = index.criticalRows(lane);
  for (let at = firstAtLeast(rows, ends, scale.start, 0); at < rows.length; ) {
    const interval = rows[at] as number;
    const start = starts[interval] as number;
    if (start > scale.end) break;
    const x0 = scale.toPx(start);
    if (scale.toPx(ends[interval] as number) - x0 >= TICK_PX) {
      at++;
      continue;
    }
    const cell = Math.floor(x0 / TICK_PX);
    const tick = ticks.get(cell);
    const state = index.stateOf(interval);
    if (!tick) ticks.set(cell, { critical: state });
    else if (tick.critical !== "failed") tick.critical = state;
    // What else begins in this cell is blocked too, but for a failure, which is a lane's last.
    const next = firstAtLeast(rows, starts, scale.toValue((cell + 1) * TICK_PX), at + 1);
    const isFailing = next === rows.length && index.stateOf(rows[next - 1] as number) === "failed";
    at = Math.max(at + 1, isFailing ? next - 1 : next);
  }
}

/** First place in `rows`, from `from` on, whose column value is at least `value`. */
function firstAtLeast(rows: Uint32Array, column: Float64Array, value: number, from: number): number {
  let low = from;
  let high = rows.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((column[rows[middle] as number] as number) >= value) high = middle;
    else low = middle + 1;
  }
  return low;
}

function drawTicks(surface: Surface, scene: Scene, ticks: ReadonlyMap<number, Tick>, top: number): void {
  const { barPx } = scene.layout;
  for (const [cell, { plain, critical }] of ticks) {
    const x = cell * TICK_PX;
    if (plain) surface.bar(plain, x, top, TICK_PX, barPx);
    if (critical) {
      // Both are there: each gets half the height.
      const half = plain ? barPx / 2 : 0;
      surface.bar(critical, x, top + half, TICK_PX, barPx - half);
    }
  }
}

/** Left and right edge of an interval on the screen, cut to what is shown. */
export function extentPx(scene: Scene, interval: number): { readonly x: number; readonly width: number } {
  const { starts, ends } = bounds(scene.index, scene.axis);
  const { scale } = scene;
  const left = Math.max(scale.leftPx - 2, scale.toPx(starts[interval] as number));
  const right = Math.min(scale.rightPx + 2, scale.toPx(Math.min(ends[interval] as number, scene.pictureLength)));
  return { x: left, width: Math.max(0, right - left) };
}

function drawBar(surface: Surface, scene: Scene, interval: number, top: number): void {
  const { x, width } = extentPx(scene, interval);
  const state = scene.index.stateOf(interval);
  if (state === "failed") {
    // The mark stands where it failed; the rest of the lane is over.
    const mark = Math.min(width, failedWidth(surface, scene));
    surface.bar("done", x, top, width, scene.layout.barPx);
    surface.bar("failed", x, top, mark, scene.layout.barPx);
    return;
  }
  surface.bar(state, x, top, width, scene.layout.barPx);
  if (state === "done") surface.line("done", x, top + 4, x, top + scene.layout.barPx - 4, { width: 2 });
}

function failedWidth(surface: Surface, scene: Scene): number {
  return surface.measure(scene.messages.failed, { size: 11.5 }) + 2 * TEXT_INSET_PX + 6;
}

function drawText(surface: Surface, scene: Scene, interval: number, top: number): void {
  const { x, width } = extentPx(scene, interval);
  if (width < MIN_TEXT_PX) return;
  const state = scene.index.stateOf(interval);
  const isForEver = (bounds(scene.index, scene.axis).ends[interval] as number) === Number.POSITIVE_INFINITY;
  const room = width - 2 * TEXT_INSET_PX - (isForEver ? 18 : 0);
  const middle = top + scene.layout.barPx / 2;
  const text = barTexts(scene.index, interval, scene.messages).find(
    (candidate) => surface.measure(candidate, { size: 11.5 }) <= room,
  );
  if (text) surface.barText(state, text, Math.max(x, scene.scale.leftPx) + TEXT_INSET_PX, middle);
  if (isForEver) surface.barText(state, "∞", x + width - 16, middle);
}

function drawOutline(surface: Surface, scene: Scene, interval: number, top: number): void {
  const { x, width } = extentPx(scene, interval);
  const right = x + Math.max(width, TICK_PX);
  surface.path(
    "accent",
    [x, top - 1, right, top - 1, right, top + scene.layout.barPx + 1, x, top + scene.layout.barPx + 1, x, top - 2],
    {
      width: 2,
    },
  );
}

function drawBehind(surface: Surface, scene: Scene, row: Row, top: number): void {
  const behind = scene.behind;
  const name = scene.index.trace.threads[row.id]?.name;
  if (!behind || scene.axis !== "time") return;
  const lane = behind.index.trace.threads.findIndex((thread) => thread.name === name);
  if (lane < 0) return;
  const { startNs, endNs } = behind.index.trace.intervals;
  for (let at = behind.index.laneStart[lane] as number; at < (behind.index.laneStart[lane + 1] as number); at++) {
    const x0 = Math.max(scene.scale.leftPx, scene.scale.toPx(startNs[at] as number));
    const x1 = Math.min(scene.scale.rightPx, scene.scale.toPx(endNs[at] as number));
    if (x1 - x0 >= 1) surface.bar(behind.index.stateOf(at), x0, top, x1 - x0, BEHIND_PX, true);
  }
}
