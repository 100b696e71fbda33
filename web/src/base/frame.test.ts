import { expect, it } from "vitest";
import { FrameScheduler } from "./frame";

function fakeFrames() {
  let waiting: ((nowMs: number) => void) | undefined;
  return {
    source: {
      request: (callback: (nowMs: number) => void) => {
        waiting = callback;
        return 1;
      },
      cancel: () => {
        waiting = undefined;
      },
    },
    tick: (nowMs: number) => {
      const callback = waiting;
      waiting = undefined;
      callback?.(nowMs);
    },
  };
}

it("runs once a frame however often it is asked", () => {
  const frames = fakeFrames();
  const ran: number[] = [];
  const scheduler = new FrameScheduler(frames.source, (nowMs) => ran.push(nowMs));
  scheduler.schedule();
  scheduler.schedule();
  frames.tick(16);
  frames.tick(32);
  expect(ran).toEqual([16]);
});

it("a cancelled frame never comes", () => {
  const frames = fakeFrames();
  const ran: number[] = [];
  const scheduler = new FrameScheduler(frames.source, (nowMs) => ran.push(nowMs));
  scheduler.schedule();
  scheduler.cancel();
  frames.tick(16);
  expect(ran).toEqual([]);
  scheduler.schedule();
  frames.tick(32);
  expect(ran).toEqual([32]);
});
