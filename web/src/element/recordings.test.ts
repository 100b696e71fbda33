import { expect, it } from "vitest";
import { hotpotTrace } from "../model/trace.fixture";
import { readTrace } from "./recordings";

it("a recorded trace is read back as it was, waits without end too", () => {
  const trace = hotpotTrace();
  trace.intervals.endNs[0] = Number.POSITIVE_INFINITY;
  const written = JSON.stringify(trace, (_, value) => (ArrayBuffer.isView(value) ? Array.from(value as never) : value));
  expect(readTrace(JSON.parse(written))).toEqual(trace);
});
