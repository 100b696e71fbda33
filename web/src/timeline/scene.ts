/** Everything that one picture of the timeline is made of. The drawing reads it and changes nothing. */

import type { TimeScale } from "../base/time-scale";
import type { Messages } from "../model/messages/messages";
import type { Axis, Moment, TraceIndex } from "../model/trace-index";
import type { Layout } from "./layout";

export interface Scene {
  readonly index: TraceIndex;
  readonly layout: Layout;
  readonly scale: TimeScale;
  readonly axis: Axis;
  readonly messages: Messages;
  /** How far the picture goes: the run's end, or a tenth more after a deadlock. */
  readonly pictureLength: number;
  readonly cursor: Moment;
  /** Height of the window, and how far the lanes are scrolled under it. */
  readonly height: number;
  readonly scrollTop: number;
  /** Where the run ended before a slider was moved: an axis value. */
  readonly formerEnd?: number;
  /** The simulated run that stands behind a live one. Both are in the program's own seconds, at any live speed. */
  readonly behind?: { readonly index: TraceIndex };
  readonly selectedLane: number;
  /** Row of the intervals, or -1. */
  readonly selectedInterval: number;
  readonly hoveredInterval: number;
}

/** The columns that the scene's axis reads. */
export function bounds(index: TraceIndex, axis: Axis): { readonly starts: Float64Array; readonly ends: Float64Array } {
  const { intervals } = index.trace;
  return axis === "time"
    ? { starts: intervals.startNs, ends: intervals.endNs }
    : { starts: intervals.startStep, ends: intervals.endStep };
}

/** Where the cursor stands on the axis. */
export function cursorValue(scene: Scene): number {
  return scene.axis === "time" ? scene.cursor.timeNs : scene.cursor.step;
}
