/** Draws the axis, the end of the run and the cursor. */

import { momentText, truncatedFrom } from "../model/describe";
import { formatDuration, formatMoment, unitFor } from "../model/format";
import { AXIS_PX } from "./layout";
import { cursorValue, type Scene } from "./scene";
import type { Surface } from "./surface";

const TICK_DISTANCE_PX = 78;

export function drawGrid(surface: Surface, scene: Scene): void {
  for (const value of scene.scale.ticks(TICK_DISTANCE_PX).values) {
    const x = Math.round(scene.scale.toPx(value)) + 0.5;
    surface.line("faint", x, AXIS_PX, x, scene.height);
  }
}

export function drawAxis(surface: Surface, scene: Scene): void {
  const { scale, messages } = scene;
  surface.fill("surface", 0, 0, surface.width, AXIS_PX);
  surface.line("rule", 0, AXIS_PX - 0.5, surface.width, AXIS_PX - 0.5);
  surface.text("muted", scene.axis === "time" ? messages.axisTime : messages.axisSteps, 10, AXIS_PX / 2, { size: 11 });
  const { values, step } = scale.ticks(TICK_DISTANCE_PX);
  const unit = unitFor(scale.end);
  const flags = [cursorFlag(surface, scene), formerEndFlag(surface, scene)];
  for (const value of values) {
    const label = scene.axis === "time" ? (value === 0 ? "0" : formatMoment(value, unit, step)) : String(value);
    const x = scale.toPx(value);
    const half = surface.measure(label, { size: 11 }) / 2;
    // Half a label would be read as another number.
    const isCovered = flags.some((flag) => flag && x + half > flag.left - 2 && x - half < flag.left + flag.width + 2);
    if (x + half > surface.width || isCovered) continue;
    surface.text("muted", label, x, AXIS_PX / 2, { align: "center", size: 11 });
  }
}

/** What comes after the run's end is not empty time: it is no time at all. */
export function drawAfterEnd(surface: Surface, scene: Scene): void {
  const x = scene.scale.toPx(scene.index.length(scene.axis));
  const right = scene.scale.rightPx + 14;
  if (scene.index.trace.outcome.kind === "deadlock" || scene.index.trace.outcome.kind === "running") return;
  if (x < right) surface.fill("raised", Math.max(scene.scale.leftPx, x), AXIS_PX, right - x, scene.height - AXIS_PX);
}

export function drawEnd(surface: Surface, scene: Scene): void {
  const { scale, formerEnd } = scene;
  const x = scale.toPx(scene.index.length(scene.axis));
  if (isInPlot(scene, x)) surface.line("muted", x, AXIS_PX, x, scene.height);
  const cut = truncatedFrom(scene.index);
  if (cut !== undefined && scene.axis === "time") {
    const cutX = scale.toPx(cut);
    if (isInPlot(scene, cutX)) surface.line("muted", cutX, AXIS_PX, cutX, scene.height, { dash: [2, 4], width: 2 });
  }
  const flag = formerEndFlag(surface, scene);
  if (!flag || formerEnd === undefined) return;
  const formerX = scale.toPx(formerEnd);
  if (isInPlot(scene, formerX)) {
    surface.line("accent", formerX, AXIS_PX, formerX, scene.height, { dash: [3, 3], width: 1.5 });
  }
  surface.fill("accent-faint", flag.left, 3, flag.width, AXIS_PX - 6);
  surface.text("accent", flag.text, flag.left + 7, AXIS_PX / 2, { size: 12, bold: true });
}

export function drawCursor(surface: Surface, scene: Scene): void {
  const flag = cursorFlag(surface, scene);
  if (!flag) return;
  const x = scene.scale.toPx(cursorValue(scene));
  surface.line("accent", x, AXIS_PX - 4, x, scene.height, { width: 1.5 });
  surface.fill("accent", flag.left, 4, flag.width, AXIS_PX - 8);
  surface.text("accent-ink", flag.text, flag.left + 6, AXIS_PX / 2, { size: 11.5 });
}

/** A text on the axis that stands on a ground of its own. */
interface Flag {
  readonly text: string;
  readonly left: number;
  readonly width: number;
}

function cursorFlag(surface: Surface, scene: Scene): Flag | undefined {
  const x = scene.scale.toPx(cursorValue(scene));
  if (!isInPlot(scene, x)) return undefined;
  const text = momentText(scene.index, scene.cursor, scene.axis, scene.messages);
  const width = surface.measure(text, { size: 11.5 }) + 12;
  return { text, width, left: Math.min(Math.max(scene.layout.gutter - 20, x - width / 2), surface.width - width) };
}

function formerEndFlag(surface: Surface, scene: Scene): Flag | undefined {
  const { scale, formerEnd } = scene;
  const end = scene.index.length(scene.axis);
  if (formerEnd === undefined || formerEnd === end) return undefined;
  const text = scene.messages.ghostEnd(lengthText(scene, formerEnd), lengthText(scene, end));
  const width = surface.measure(text, { size: 12, bold: true }) + 14;
  const x = Math.max(scale.toPx(end), scale.toPx(formerEnd));
  const left = Math.min(Math.max(scale.leftPx, x - width / 2), surface.width - width - 2);
  // Where the cursor stands at the end, as it does at first, its flag would cover this one.
  const cursor = cursorFlag(surface, scene);
  const isCovered = cursor && left < cursor.left + cursor.width && cursor.left < left + width;
  return { text, width, left: isCovered ? Math.max(scale.leftPx, cursor.left - width - 2) : left };
}

function isInPlot(scene: Scene, x: number): boolean {
  return x >= scene.scale.leftPx - 1 && x <= scene.scale.rightPx + 1;
}

function lengthText(scene: Scene, value: number): string {
  return scene.axis === "time" ? formatDuration(value) : String(value);
}
