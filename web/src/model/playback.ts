/** How a run is played: which place of the axis is shown how many seconds after Play. The run itself never changes by it. */

import type { Axis, TraceIndex } from "./trace-index";

/** A whole run plays in this many seconds, whatever its length. */
export const PLAY_SECONDS = 10;
/** Stretches in which everything sleeps go this many times faster, if there is anything else to see. */
const IDLE_SPEEDUP = 4;
/** Shorter idle stretches than this share of the run are not worth a change of speed. */
const MIN_IDLE_SHARE = 0.02;

/** A stretch of the axis played at one speed. */
interface Stretch {
  readonly start: number;
  readonly end: number;
  readonly startSeconds: number;
  readonly endSeconds: number;
}

export class PlaybackMap {
  private constructor(private readonly stretches: readonly Stretch[]) {}

  static of(index: TraceIndex, axis: Axis): PlaybackMap {
    const length = index.length(axis);
    if (length <= 0) return new PlaybackMap([]);
    if (axis === "steps") return PlaybackMap.fromIdle(length, []);
    const idle = index.idleStretches().filter((stretch) => stretch.endNs - stretch.startNs > length * MIN_IDLE_SHARE);
    return PlaybackMap.fromIdle(
      length,
      idle.map(({ startNs, endNs }) => [startNs, endNs] as const),
    );
  }

  /** `idle` stretches are in order and inside `[0, length]`. */
  static fromIdle(length: number, idle: readonly (readonly [start: number, end: number])[]): PlaybackMap {
    const pieces: { start: number; end: number; weight: number }[] = [];
    let at = 0;
    const add = (end: number, weight: number) => {
      if (end > at) pieces.push({ start: at, end, weight: (end - at) * weight });
      at = Math.max(at, end);
    };
    for (const [start, end] of idle) {
      add(start, 1);
      add(end, 1 / IDLE_SPEEDUP);
    }
    add(length, 1);
    const total = pieces.reduce((sum, piece) => sum + piece.weight, 0);
    let seconds = 0;
    return new PlaybackMap(
      pieces.map(({ start, end, weight }) => {
        const startSeconds = seconds;
        seconds += (weight / total) * PLAY_SECONDS;
        return { start, end, startSeconds, endSeconds: seconds };
      }),
    );
  }

  /** Where the run is after so many seconds of playing from its beginning. */
  positionAt(seconds: number): number {
    const stretch = this.stretches.find((candidate) => seconds < candidate.endSeconds) ?? this.stretches.at(-1);
    if (!stretch) return 0;
    const share = (seconds - stretch.startSeconds) / (stretch.endSeconds - stretch.startSeconds);
    return stretch.start + (stretch.end - stretch.start) * Math.min(1, Math.max(0, share));
  }

  /** When in playing a place of the axis comes. */
  secondsAt(position: number): number {
    const stretch = this.stretches.find((candidate) => position < candidate.end) ?? this.stretches.at(-1);
    if (!stretch) return 0;
    const share = (position - stretch.start) / (stretch.end - stretch.start);
    return stretch.startSeconds + (stretch.endSeconds - stretch.startSeconds) * Math.min(1, Math.max(0, share));
  }

  /** How much of the axis one second of playing shows at this place. */
  rateAt(position: number): number {
    const stretch = this.stretches.find((candidate) => position < candidate.end) ?? this.stretches.at(-1);
    if (!stretch) return 0;
    return (stretch.end - stretch.start) / (stretch.endSeconds - stretch.startSeconds);
  }
}
