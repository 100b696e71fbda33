import { describe, expect, it } from "vitest";
import { barTexts, intervalSentence, laneSentence, momentText } from "./describe";
import { MESSAGES } from "./messages/messages";
import { hotpotTrace, queueTrace } from "./trace.fixture";
import { TraceIndex } from "./trace-index";

const index = new TraceIndex(hotpotTrace());
const names = index.trace.threads.map((thread) => thread.name);
const lane = (name: string) => names.indexOf(name);

describe("a moment", () => {
  it("by time is before what happens later", () => {
    const moment = index.atTime(50e6);
    expect(index.stateAt(lane("main"), moment)).toBe("sleeping");
    expect(index.stateAt(lane("A"), moment)).toBeUndefined();
    expect(index.stateAt(lane("B"), moment)).toBe("blocked");
    expect(index.outputsBefore(moment)).toBe(0);
  });

  it("by step tells events apart that share a time", () => {
    const states = [0, 1, 2, 3].map((step) => index.stateAt(lane("B"), index.atStep(step)));
    expect(states).toEqual([undefined, undefined, "ready", "running"]);
  });

  it("steps on and back to where it was", () => {
    const on = index.stepped(index.atStep(4), 3);
    expect(on.step).toBe(7);
    expect(index.stepped(on, -3)).toEqual(index.atStep(4));
    expect(index.stepped(index.beginning, -1)).toEqual(index.beginning);
    expect(index.stepped(index.end, 1)).toEqual(index.end);
  });

  it("knows the line each thread stands at", () => {
    expect(index.lineAt(lane("B"), index.atTime(50e6))).toBe(40);
    expect(index.lineAt(lane("A"), index.atTime(50e6))).toBe(0);
  });

  it("is kept by time when the run is made again, and stays at the end", () => {
    const longer = new TraceIndex(hotpotTrace({ rounds: 3 }));
    expect(TraceIndex.carried(index.atTime(2e9), index, longer).timeNs).toBe(2e9);
    expect(TraceIndex.carried(index.end, index, longer)).toEqual(longer.end);
  });
});

describe("words", () => {
  const at = (name: string, ms: number) => index.intervalAt(lane(name), index.atTime(ms * 1e6));

  it("say what a bar waits for and who has it", () => {
    expect(barTexts(index, at("B", 50), MESSAGES.en)).toEqual([
      "blocked: waits at pot for notify()",
      "waits at pot for notify()",
      "pot",
      "blocked",
    ]);
    expect(barTexts(index, at("B", 1700), MESSAGES.en)[0]).toBe("blocked: notified, wants the lock of pot back from A");
    expect(barTexts(index, at("B", 1700), MESSAGES.zh)[0]).toBe("阻塞：已被通知，等 A 还回 pot 的锁");
  });

  it("name the waker, the time and the line", () => {
    expect(intervalSentence(index, at("B", 50), "time", MESSAGES.en)).toBe(
      "B: blocked, waits at pot (condition) for notify() · 0.00 s to 1.60 s (1.6 s) · woken by A · line 40",
    );
    expect(laneSentence(index, lane("A"), index.atTime(50e6), MESSAGES.en)).toBe("A: not started");
    expect(momentText(index, index.atStep(3), "steps", MESSAGES.en)).toBe("step 4");
  });
});

it("a deadlock makes the picture a tenth longer", () => {
  const stuck = new TraceIndex(hotpotTrace({ bFirst: false }));
  expect(stuck.pictureLength("time")).toBeCloseTo(stuck.trace.endNs * 1.1);
  expect(index.pictureLength("time")).toBe(index.trace.endNs);
});

it("finds the stretches in which everybody sleeps", () => {
  const idle = index.idleStretches();
  expect(idle.length).toBeGreaterThan(10);
  expect(idle[0]).toEqual({ startNs: 0, endNs: 100e6 });
});

it("keeps blocked and failed intervals at hand", () => {
  const queue = new TraceIndex(queueTrace({ items: 40 }));
  const consumer = queue.trace.threads.findIndex((thread) => thread.name.startsWith("consumer"));
  expect(queue.criticalRows(consumer).length).toBeGreaterThan(5);
  for (const row of queue.criticalRows(consumer)) expect(queue.stateOf(row)).toBe("blocked");
});
