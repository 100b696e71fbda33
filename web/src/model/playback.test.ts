import { describe, expect, it } from "vitest";
import { PLAY_SECONDS, PlaybackMap } from "./playback";

describe("PlaybackMap", () => {
  it("plays any run in the same time", () => {
    for (const length of [1, 32_000, 60e9]) {
      const map = PlaybackMap.fromIdle(length, []);
      expect(map.positionAt(PLAY_SECONDS)).toBeCloseTo(length);
      expect(map.rateAt(0)).toBeCloseTo(length / PLAY_SECONDS);
    }
  });

  it("goes faster where everything sleeps", () => {
    const map = PlaybackMap.fromIdle(100, [[20, 80]]);
    expect(map.rateAt(50)).toBeCloseTo(map.rateAt(10) * 4);
    expect(map.positionAt(PLAY_SECONDS)).toBeCloseTo(100);
  });

  it("runs at one speed when there is nothing else to see", () => {
    const map = PlaybackMap.fromIdle(100, [[0, 100]]);
    expect(map.rateAt(50)).toBeCloseTo(10);
  });

  it("finds its way back", () => {
    const map = PlaybackMap.fromIdle(100, [
      [10, 30],
      [50, 90],
    ]);
    for (const position of [0, 5, 10, 29, 30, 60, 99]) {
      expect(map.positionAt(map.secondsAt(position))).toBeCloseTo(position);
    }
  });

  it("has an answer for a run of no length", () => {
    const map = PlaybackMap.fromIdle(0, []);
    expect([map.positionAt(3), map.secondsAt(0), map.rateAt(0)]).toEqual([0, 0, 0]);
  });
});
