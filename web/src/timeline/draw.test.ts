import { describe, expect, it, vi } from "vitest";
import { MESSAGES } from "../model/messages/messages";
import type { Trace } from "../model/trace";
import { hotpotTrace, queueTrace } from "../model/trace.fixture";
import { TraceIndex } from "../model/trace-index";
import { drawTimeline } from "./draw";
import { hitTest } from "./hit";
import { layOut, type Range, scaleFor } from "./layout";
import { RecordingSurface } from "./recording-surface.fixture";
import type { Scene } from "./scene";

// Traces of many thousand events are made by hand here; a busy machine takes its time over them.
vi.setConfig({ testTimeout: 60_000 });

function sceneOf(trace: Trace, width: number, rest: Partial<Scene> = {}, range?: Range): Scene {
  const index = new TraceIndex(trace);
  const axis = rest.axis ?? "time";
  const layout = layOut(index, width);
  const pictureLength = index.pictureLength(axis);
  return {
    index,
    layout,
    scale: scaleFor(layout, pictureLength, range),
    axis,
    messages: MESSAGES.en,
    pictureLength,
    cursor: index.end,
    height: layout.height,
    scrollTop: 0,
    selectedLane: -1,
    selectedInterval: -1,
    hoveredInterval: -1,
    ...rest,
  };
}

function drawn(scene: Scene): string[] {
  const surface = new RecordingSurface(scene.layout.width, scene.height);
  drawTimeline(surface, scene);
  return surface.log;
}

describe("the drawing", () => {
  it("of hotpot, one round", () => {
    expect(drawn(sceneOf(hotpotTrace({ rounds: 1, balls: 2 }), 700)).join("\n")).toMatchSnapshot();
  });

  it("of the same in steps", () => {
    const scene = sceneOf(hotpotTrace({ rounds: 1, balls: 1 }), 500, { axis: "steps" });
    expect(drawn(scene).join("\n")).toMatchSnapshot();
  });

  it("ends a deadlock's bars in ∞ beyond the last event", () => {
    const scene = sceneOf(hotpotTrace({ bFirst: false }), 900);
    const log = drawn(scene);
    expect(log.filter((line) => line.includes("∞"))).toHaveLength(3);
    const end = scene.scale.toPx(scene.index.trace.endNs);
    expect(scene.scale.rightPx - end).toBeGreaterThan(50);
    expect(log.some((line) => line.startsWith("on blocked") && line.includes("waits for A to end"))).toBe(true);
  });

  it("marks where the run ended before", () => {
    const scene = sceneOf(hotpotTrace({ rounds: 1 }), 700, { formerEnd: 14e9 }, { start: 0, end: 14e9 });
    const log = drawn(scene);
    expect(log.some((line) => line.includes('"14 s → 4.2 s"'))).toBe(true);
    expect(log.some((line) => line.startsWith("line accent") && line.endsWith("dashed"))).toBe(true);
  });

  it("shows the former end beside the cursor, not under it", () => {
    const scene = sceneOf(hotpotTrace({ rounds: 2 }), 700, { formerEnd: 4.2e9 });
    const log = drawn(scene);
    const [former, cursor] = ["accent-faint", "accent"].map((colour) => {
      const [left, , width] = (log.find((line) => line.startsWith(`fill ${colour} `)) ?? "").match(/[\d.]+/g) ?? [];
      return { left: Number(left), right: Number(left) + Number(width) };
    });
    expect(former?.right).toBeLessThanOrEqual(cursor?.left ?? 0);
  });

  it("never loses a blocked interval, however narrow", () => {
    const scene = sceneOf(queueTrace({ items: 1500, paceMs: 1 }), 400);
    const log = drawn(scene);
    const consumer = scene.layout.rows.find(
      (row) => row.kind === "lane" && scene.index.trace.threads[row.id]?.name === "consumer 1",
    );
    const ticks = log.filter((line) => {
      const [, state, , y] = line.split(" ");
      return (
        line.startsWith("bar") &&
        state === "blocked" &&
        Number(y) >= (consumer?.top ?? 0) &&
        Number(y) < (consumer?.top ?? 0) + (consumer?.height ?? 0)
      );
    });
    // Items come evenly, so that every tick of the lane holds a wait.
    expect(ticks.length).toBeGreaterThan(130);
  });

  it("costs by the pixel, not by the interval", () => {
    const few = drawn(sceneOf(queueTrace({ items: 600, paceMs: 1 }), 400)).length;
    const many = drawn(sceneOf(queueTrace({ items: 3000, paceMs: 1 }), 400)).length;
    expect(many).toBeLessThan(few * 1.5);
  });

  it("shows the simulated run behind a live one", () => {
    const index = new TraceIndex(hotpotTrace({ rounds: 1 }));
    const log = drawn(sceneOf(hotpotTrace({ rounds: 1 }), 700, { behind: { index } }));
    expect(log.some((line) => line.startsWith("bar sleeping faded"))).toBe(true);
  });

  it("draws only the lanes in sight", () => {
    const scene = sceneOf(queueTrace({ threads: 60, items: 60 }), 700);
    const inSight = drawn({ ...scene, height: 200, scrollTop: 300 });
    expect(inSight.some((line) => line.includes('"consumer 10"') || line.includes('"producer 6"'))).toBe(true);
    expect(inSight.some((line) => line.includes('"producer 1"'))).toBe(false);
  });
});

describe("curves", () => {
  const whole = sceneOf(queueTrace({ threads: 30, items: 60 }), 700);
  const label = (scene: Scene) => drawn(scene).find((line) => line.includes('"buns'));

  it("stay at the bottom while the lanes scroll", () => {
    const top = label({ ...whole, height: 400, scrollTop: 0 });
    expect(top).toBeDefined();
    expect(label({ ...whole, height: 400, scrollTop: 200 })).toBe(top);
    expect(label({ ...whole, height: 400, scrollTop: whole.layout.height - 400 })).toBe(top);
  });

  it("hide the lanes under them from the pointer too", () => {
    const scene = { ...whole, height: 400, scrollTop: 0 };
    expect(hitTest(scene, 300, 390)).toMatchObject({ lane: -1, counter: 0 });
    expect(hitTest(scene, 300, 300).lane).toBeGreaterThanOrEqual(0);
  });

  it("scroll with the lanes where there is little room", () => {
    expect(label({ ...whole, height: 150, scrollTop: 0 })).toBeUndefined();
    expect(label({ ...whole, height: 150, scrollTop: whole.layout.height - 150 })).toBeDefined();
  });
});

describe("what is under the pointer", () => {
  const scene = sceneOf(hotpotTrace({ rounds: 1 }), 900);
  const lane = scene.layout.rows.find((row) => row.kind === "lane" && row.id === 1);
  const y = (lane?.top ?? 0) + 15;

  it("is the interval there", () => {
    const hit = hitTest(scene, scene.scale.toPx(0.8e9), y);
    expect(hit).toMatchObject({ area: "plot", lane: 1 });
    expect(scene.index.stateOf(hit.interval)).toBe("blocked");
  });

  it("is the axis above and the name beside it", () => {
    expect(hitTest(scene, 400, 5).area).toBe("axis");
    expect(hitTest(scene, 20, y)).toMatchObject({ area: "names", lane: 1, interval: -1 });
  });

  it("is a narrow one within reach before a wide one", () => {
    const queue = sceneOf(queueTrace({ items: 1500, paceMs: 1 }), 400);
    const row = queue.layout.rows.find((candidate) => queue.index.trace.threads[candidate.id]?.name === "consumer 1");
    const hit = hitTest(queue, 250, (row?.top ?? 0) + 15);
    expect(queue.index.stateOf(hit.interval)).toBe("blocked");
  });
});
