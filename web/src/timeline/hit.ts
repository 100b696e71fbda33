/** What is under a point of the timeline. */

import { upperBound } from "../base/search";
import { AXIS_PX, rowAt } from "./layout";
import { bounds, type Scene } from "./scene";

export interface Hit {
  readonly area: "axis" | "names" | "plot";
  /** Axis value under the point. */
  readonly value: number;
  /** Row of the thread table, or -1. */
  readonly lane: number;
  /** Row of the intervals, or -1. */
  readonly interval: number;
  /** Row of the counters, or -1. */
  readonly counter: number;
}

/** A pointer is this exact. */
const REACH_PX = 3;
const LOOK_AT = 200;

export function hitTest(scene: Scene, x: number, y: number): Hit {
  const value = scene.scale.toValue(x);
  const nothing = { value, lane: -1, interval: -1, counter: -1 };
  if (y < AXIS_PX) return { ...nothing, area: "axis" };
  const row = rowAt(scene, y);
  const lane = row?.kind === "lane" ? row.id : -1;
  if (x < scene.scale.leftPx) return { ...nothing, area: "names", lane };
  const counter = row?.kind === "curve" ? row.id : -1;
  return { area: "plot", value, lane, counter, interval: lane < 0 ? -1 : intervalNear(scene, lane, value) };
}

/** The interval under the point; a narrow one within reach goes before a wide one, a blocked one before any other. */
function intervalNear(scene: Scene, lane: number, value: number): number {
  const { index } = scene;
  const { starts, ends } = bounds(index, scene.axis);
  const from = index.laneStart[lane] as number;
  const to = index.laneStart[lane + 1] as number;
  const reach = REACH_PX * scene.scale.perPx;
  let best = -1;
  let bestRank = Number.POSITIVE_INFINITY;
  const first = upperBound(ends, value - reach, from, to);
  for (let at = first; at < Math.min(to, first + LOOK_AT) && (starts[at] as number) <= value + reach; at++) {
    const length = (ends[at] as number) - (starts[at] as number);
    const isUnder = (starts[at] as number) <= value && value < (ends[at] as number);
    if (length > 2 * reach && !isUnder) continue;
    const state = index.stateOf(at);
    const isCritical = state === "blocked" || state === "failed";
    const rank = length > 2 * reach ? 2 : length === 0 ? 3 : isCritical ? 0 : 1;
    if (rank < bestRank) {
      best = at;
      bestRank = rank;
    }
  }
  return best;
}
