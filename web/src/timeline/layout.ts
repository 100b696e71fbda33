/** Where things stand on the timeline, from top to bottom: axis, lanes grouped by process, curves. No pixels are drawn here. */

import { TimeScale } from "../base/time-scale";
import type { Axis, TraceIndex } from "../model/trace-index";

export interface Row {
  readonly kind: "process" | "lane" | "curve";
  /** Process number, row of the thread table or row of the counters. */
  readonly id: number;
  readonly top: number;
  readonly height: number;
}

export interface Layout {
  readonly rows: readonly Row[];
  readonly width: number;
  /** Height of everything, as if nothing had to be scrolled. */
  readonly height: number;
  /** Height of what stands below the lanes. */
  readonly curvesPx: number;
  readonly gutter: number;
  /** Height of a lane's bars. */
  readonly barPx: number;
}

export const AXIS_PX = 26;
const PROCESS_PX = 20;
/** Lanes are high while there are few of them: so many at most, so high. */
const LANE_HEIGHTS: readonly (readonly [atMost: number, px: number])[] = [
  [4, 42],
  [8, 34],
  [Number.POSITIVE_INFINITY, 28],
];
const LANE_MARGIN_PX = 12;
export const CURVE_PX = 58;
/** Room right of the last event, for its label and for ∞. */
export const RIGHT_PX = 14;
const BOTTOM_PX = 6;
/** The part of the window that curves may take from the lanes. */
const MOST_CURVES = 0.4;
const NARROW_PX = 480;

export function layOut(index: TraceIndex, width: number): Layout {
  const rows: Row[] = [];
  const processes = [...new Set(index.trace.threads.map((thread) => thread.process))].sort((a, b) => a - b);
  const lanePx = LANE_HEIGHTS.find(([atMost]) => index.trace.threads.length <= atMost)?.[1] ?? 28;
  let top = AXIS_PX;
  const add = (kind: Row["kind"], id: number, height: number) => {
    rows.push({ kind, id, top, height });
    top += height;
  };
  for (const process of processes) {
    if (processes.length > 1) add("process", process, PROCESS_PX);
    for (const [lane, thread] of index.trace.threads.entries())
      if (thread.process === process) add("lane", lane, lanePx);
  }
  const lanesEnd = top;
  for (const counter of index.trace.counters.keys()) add("curve", counter, CURVE_PX);
  const gutter = width < NARROW_PX ? 72 : Math.min(132, Math.max(84, longestName(index) * 7 + 22));
  const height = top + BOTTOM_PX;
  return { rows, width, height, curvesPx: height - lanesEnd, gutter, barPx: lanePx - LANE_MARGIN_PX };
}

/** The stretch of the axis that is shown; `undefined` is the whole picture. */
export type Range = { readonly start: number; readonly end: number } | undefined;

export function scaleFor(layout: Layout, pictureLength: number, range: Range): TimeScale {
  const { start, end } = range ?? { start: 0, end: pictureLength };
  return new TimeScale(
    start,
    end > start ? end : start + 1,
    layout.gutter,
    Math.max(layout.gutter + 1, layout.width - RIGHT_PX),
  );
}

/** The closest that one may come: a nanosecond, or a few steps. */
export function minLength(axis: Axis): number {
  return axis === "time" ? 200 : 4;
}

/** A window on a layout. The axis stands still above, the curves below; the lanes scroll between them. */
export interface Sight {
  readonly layout: Layout;
  readonly height: number;
  readonly scrollTop: number;
}

/** Where the lanes' part of the window ends. Curves that would leave them too little of it scroll with them. */
export function lanesBottom({ layout, height }: Sight): number {
  return layout.curvesPx <= (height - AXIS_PX) * MOST_CURVES ? height - layout.curvesPx : height;
}

/** Where a row stands in the window. */
export function topOf(sight: Sight, row: Row): number {
  const { layout, height, scrollTop } = sight;
  const stands = row.kind === "curve" && lanesBottom(sight) < height;
  return row.top - (stands ? layout.height - height : scrollTop);
}

export function visibleRows(sight: Sight): readonly Row[] {
  return sight.layout.rows.filter((row) => {
    const top = topOf(sight, row);
    return top + row.height > AXIS_PX && top < (row.kind === "curve" ? sight.height : lanesBottom(sight));
  });
}

/** The row under a point of the window, below the axis. */
export function rowAt(sight: Sight, y: number): Row | undefined {
  return visibleRows(sight).findLast((row) => y >= topOf(sight, row) && y < topOf(sight, row) + row.height);
}

function longestName(index: TraceIndex): number {
  return index.trace.threads.reduce((longest, thread) => Math.max(longest, [...thread.name].length), 4);
}
