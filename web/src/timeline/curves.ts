/** Draws a queue's length or a semaphore's value under the lanes, in the same time scale. */

import { upperBound } from "../base/search";
import { counterTitle } from "../model/describe";
import { fitted } from "./labels";
import { CURVE_PX, type Row, topOf } from "./layout";
import type { Scene } from "./scene";
import type { Surface } from "./surface";

const INSET_PX = 10;

export function drawCurve(surface: Surface, scene: Scene, row: Row): void {
  const counter = scene.index.trace.counters[row.id];
  if (!counter) return;
  const { scale } = scene;
  const at = scene.axis === "time" ? counter.timeNs : counter.step;
  let highest = Math.max(1, counter.bound);
  for (const value of counter.value) if (value > highest) highest = value;
  const top = topOf(scene, row) + INSET_PX;
  const bottom = topOf(scene, row) + CURVE_PX - INSET_PX;
  const y = (value: number) => bottom - (value / highest) * (bottom - top);
  surface.line("rule", scale.leftPx, bottom, scale.rightPx, bottom);
  if (counter.bound > 0)
    surface.line("done", scale.leftPx, y(counter.bound), scale.rightPx, y(counter.bound), { dash: [4, 4] });
  const points: number[] = [];
  let row0 = Math.max(0, upperBound(at, scale.start) - 1);
  let before: number | undefined;
  while (row0 < at.length && (at[row0] as number) <= scale.end) {
    const x = Math.max(scale.leftPx, scale.toPx(at[row0] as number));
    // Values that share a pixel: the line covers all of them.
    const next = Math.max(row0 + 1, upperBound(at, scale.toValue(Math.floor(x) + 1), row0 + 1));
    let low = counter.value[row0] as number;
    let high = low;
    for (let i = row0; i < next; i++) {
      low = Math.min(low, counter.value[i] as number);
      high = Math.max(high, counter.value[i] as number);
    }
    const after = counter.value[next - 1] as number;
    if (before !== undefined) points.push(x, y(before));
    if (high !== after && high !== before) points.push(x, y(high));
    if (low !== after && low !== before) points.push(x, y(low));
    points.push(x, y(after));
    before = after;
    row0 = next;
  }
  if (before !== undefined) {
    points.push(Math.min(scale.rightPx, scale.toPx(scene.index.length(scene.axis))), y(before));
    surface.path("accent", points, { width: 1.75 });
  }
}

/** The curve's name and its value at the cursor, left of it. */
export function drawCurveLabel(surface: Surface, scene: Scene, row: Row): void {
  const counter = scene.index.trace.counters[row.id];
  if (!counter) return;
  const top = topOf(scene, row);
  const width = scene.layout.gutter - 16;
  const value = scene.index.counterAt(row.id, scene.cursor);
  const bound = counter.bound > 0 ? ` / ${counter.bound}` : "";
  surface.text("muted", fitted(surface, counterTitle(scene.index, counter, scene.messages), width, 11), 10, top + 18, {
    size: 11,
  });
  if (value !== undefined) surface.text("ink", `${value}${bound}`, 10, top + 36, { size: 13, bold: true });
}
