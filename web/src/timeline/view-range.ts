/** Zooming and panning: from the range that is shown to the next. */

import type { TimeScale } from "../base/time-scale";
import type { Range } from "./layout";

/** `scale` as a range: `undefined` where it shows the whole picture, so that it stays fitted when the run changes. */
export function rangeOf(scale: TimeScale, pictureLength: number, minLength: number): Range {
  const inside = scale.within(pictureLength, Math.min(minLength, pictureLength));
  if (inside.length >= pictureLength * 0.9999) return undefined;
  return { start: inside.start, end: inside.end };
}

/** One turn of a wheel, however the device counts it, as a zoom factor. */
export function wheelFactor(deltaY: number, deltaMode: number): number {
  const lines = deltaMode === 0 ? deltaY / 40 : deltaMode === 1 ? deltaY : deltaY * 10;
  return 1.1 ** -Math.min(8, Math.max(-8, lines));
}
