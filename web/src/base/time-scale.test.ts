import { describe, expect, it } from "vitest";
import { TimeScale } from "./time-scale";

describe("TimeScale", () => {
  const scale = new TimeScale(0, 100, 50, 250);

  it("maps both ways", () => {
    expect(scale.toPx(50)).toBe(150);
    expect(scale.toValue(150)).toBe(50);
    expect(scale.perPx).toBe(0.5);
  });

  it("keeps the value under the pointer while zooming", () => {
    const closer = scale.zoomedAround(100, 2);
    expect(closer.toValue(100)).toBeCloseTo(scale.toValue(100));
    expect(closer.length).toBe(50);
  });

  it("zooms in and out to where it was", () => {
    const back = scale.zoomedAround(77, 3).zoomedAround(77, 1 / 3);
    expect(back.start).toBeCloseTo(0);
    expect(back.end).toBeCloseTo(100);
  });

  it("stays inside its limit", () => {
    expect(scale.pannedBy(-400).within(100, 1)).toMatchObject({ start: 0, end: 100 });
    const closer = scale.zoomedAround(250, 4).pannedBy(80).within(100, 1);
    expect(closer.end).toBe(100);
    expect(closer.length).toBe(25);
    expect(scale.zoomedAround(100, 1e9).within(100, 2).length).toBe(2);
  });

  it("ticks at round values only", () => {
    expect(scale.ticks(40)).toEqual({ values: [0, 20, 40, 60, 80, 100], step: 20 });
    expect(new TimeScale(13, 14, 0, 100).ticks(30).values).toEqual([13, 14]);
  });

  it("refuses an empty range", () => {
    expect(() => new TimeScale(5, 5, 0, 10)).toThrow(RangeError);
  });
});
