import { describe, expect, it } from "vitest";
import { MESSAGES } from "../model/messages/messages";
import { hotpotTrace } from "../model/trace.fixture";
import { TraceIndex } from "../model/trace-index";
import type { LabSession } from "./session";
import { statusSentence } from "./status";

/** A live run that has come as far as `part` of it. */
function running(part: number, isLivePicture = true): string {
  const whole = new TraceIndex(hotpotTrace());
  const now = whole.atTime(whole.trace.endNs * part);
  const index = Object.create(whole, {
    end: { value: now },
    trace: { value: { ...whole.trace, outcome: { kind: "running" } } },
  }) as TraceIndex;
  const session = { status: { kind: "running" }, settings: { mode: "live" }, index, isLivePicture, isLive: true };
  return statusSentence(session as unknown as LabSession, MESSAGES.en, "en");
}

describe("the workers of a live run", () => {
  it("are those of the threads that live", () => {
    expect(running(0.5)).toBe("Running live on 3 workers.");
    expect(running(1)).toBe("Running live on 1 worker.");
  });

  it("are not counted from the simulated run's picture", () => {
    expect(running(0.5, false)).toBe("Starting live on web workers.");
  });
});
