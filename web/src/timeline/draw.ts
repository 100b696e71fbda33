/** Draws a scene, back to front. */

import { threadName } from "../model/describe";
import { drawArrows } from "./arrows";
import { drawAfterEnd, drawAxis, drawCursor, drawEnd, drawGrid } from "./axis";
import { drawCurve, drawCurveLabel } from "./curves";
import { fitted } from "./labels";
import { drawLane } from "./lanes";
import { AXIS_PX, lanesBottom, RIGHT_PX, type Row, topOf, visibleRows } from "./layout";
import type { Scene } from "./scene";
import type { Surface } from "./surface";

export function drawTimeline(surface: Surface, scene: Scene): void {
  const rows = visibleRows(scene);
  const curves = rows.filter((row) => row.kind === "curve");
  const lanes = rows.filter((row) => row.kind !== "curve");
  const { leftPx } = scene.scale;
  const plotWidth = scene.scale.widthPx + RIGHT_PX;
  const bottom = lanesBottom(scene);
  surface.fill("surface", 0, 0, surface.width, surface.height);
  surface.clip(leftPx, AXIS_PX, plotWidth, scene.height - AXIS_PX, () => {
    drawAfterEnd(surface, scene);
    drawGrid(surface, scene);
    for (const row of curves) {
      drawRowGround(surface, scene, row, leftPx, plotWidth);
      drawCurve(surface, scene, row);
    }
  });
  surface.clip(leftPx, AXIS_PX, plotWidth, bottom - AXIS_PX, () => {
    for (const row of lanes) drawRowGround(surface, scene, row, leftPx, plotWidth);
    for (const row of lanes) if (row.kind === "lane") drawLane(surface, scene, row);
    drawArrows(surface, scene, scene.layout.rows);
  });
  surface.clip(0, AXIS_PX, leftPx, bottom - AXIS_PX, () => {
    for (const row of lanes) drawRowLabel(surface, scene, row);
  });
  surface.clip(0, AXIS_PX, leftPx, scene.height - AXIS_PX, () => {
    for (const row of curves) drawRowLabel(surface, scene, row);
  });
  drawAxis(surface, scene);
  drawEnd(surface, scene);
  drawCursor(surface, scene);
}

function drawRowGround(surface: Surface, scene: Scene, row: Row, left: number, width: number): void {
  const top = topOf(scene, row);
  if (row.kind === "process") surface.fill("raised", left, top, width, row.height);
  if (row.kind === "lane" && row.id === scene.selectedLane) surface.fill("accent-faint", left, top, width, row.height);
  surface.line("faint", left, top - 0.5, left + width, top - 0.5);
}

function drawRowLabel(surface: Surface, scene: Scene, row: Row): void {
  const top = topOf(scene, row);
  const width = scene.layout.gutter;
  switch (row.kind) {
    case "process":
      surface.fill("raised", 0, top, width, row.height);
      surface.text("muted", scene.messages.process(row.id), 10, top + row.height / 2, { size: 11 });
      return;
    case "lane": {
      const isSelected = row.id === scene.selectedLane;
      if (isSelected) surface.fill("accent-faint", 0, top, width, row.height);
      const thread = scene.index.trace.threads[row.id]?.id ?? -1;
      const name = fitted(surface, threadName(scene.index, thread), width - 18, 12.5, isSelected);
      surface.text("ink", name, 10, top + row.height / 2, { size: 12.5, bold: isSelected });
      return;
    }
    case "curve":
      drawCurveLabel(surface, scene, row);
  }
}
