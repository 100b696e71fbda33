/** Draws wakes: from the release, notify, put or set down or up to the thread that it woke. */

import { lowerBound } from "../base/search";
import { barTop } from "./lanes";
import type { Row } from "./layout";
import type { Scene } from "./scene";
import type { Surface } from "./surface";

/** With more arrows than this in sight only those of the chosen lane are drawn: a thicket explains nothing. */
const MANY = 160;
const HEAD_PX = 4;

export function drawArrows(surface: Surface, scene: Scene, rows: readonly Row[]): void {
  const { index, scale } = scene;
  const { arrows } = index.trace;
  const from = scene.axis === "time" ? arrows.fromNs : arrows.fromStep;
  const to = scene.axis === "time" ? arrows.toNs : arrows.toStep;
  const first = lowerBound(from, scale.start);
  const last = lowerBound(from, scale.end + scale.perPx);
  const rowOfLane = new Map(rows.filter((row) => row.kind === "lane").map((row) => [row.id, row]));
  const drawn = new Set<string>();
  for (let at = first; at < last; at++) {
    const fromLane = index.laneOf(arrows.fromThread[at] as number);
    const toLane = index.laneOf(arrows.toThread[at] as number);
    const isChosen = scene.selectedLane >= 0 && (fromLane === scene.selectedLane || toLane === scene.selectedLane);
    if (last - first > MANY && !isChosen) continue;
    const fromRow = rowOfLane.get(fromLane);
    const toRow = rowOfLane.get(toLane);
    if (!fromRow || !toRow || fromRow === toRow) continue;
    const x0 = scale.toPx(from[at] as number);
    const x1 = scale.toPx(to[at] as number);
    const key = `${Math.round(x0)} ${fromLane} ${toLane}`;
    if (drawn.has(key)) continue;
    drawn.add(key);
    drawArrow(surface, scene, x0, fromRow, x1, toRow, isChosen);
  }
}

function drawArrow(
  surface: Surface,
  scene: Scene,
  x0: number,
  fromRow: Row,
  x1: number,
  toRow: Row,
  isChosen: boolean,
): void {
  const { barPx } = scene.layout;
  const isDown = toRow.top > fromRow.top;
  const y0 = barTop(scene, fromRow) + (isDown ? barPx : 0);
  const y1 = barTop(scene, toRow) + (isDown ? 0 : barPx);
  const ink = isChosen ? "accent" : "ink";
  const length = Math.hypot(x1 - x0, y1 - y0) || 1;
  const [dx, dy] = [(x1 - x0) / length, (y1 - y0) / length];
  const [baseX, baseY] = [x1 - dx * HEAD_PX * 1.5, y1 - dy * HEAD_PX * 1.5];
  surface.line(ink, x0, y0, baseX, baseY, { width: isChosen ? 2 : 1 });
  surface.shape(ink, [x1, y1, baseX - dy * HEAD_PX, baseY + dx * HEAD_PX, baseX + dy * HEAD_PX, baseY - dx * HEAD_PX]);
}
