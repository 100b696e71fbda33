import { expect, it } from "vitest";
import { consoleLines, linesBefore } from "./console-lines";
import type { OutputRow } from "./trace";

function write(event: number, thread: number, text: string): OutputRow {
  return { event, thread, text, timeNs: event * 10, stream: "out" };
}

it("one write can be several lines, and one line several writes", () => {
  const lines = consoleLines([write(1, 0, "a\nb"), write(3, 1, "c\n"), write(5, 0, "\nd\n")]);
  expect(lines.map((line) => line.map((part) => `${part.thread}:${part.text}`))).toEqual([
    ["0:a"],
    ["0:b", "1:c"],
    ["0:"],
    ["0:d"],
  ]);
});

it("shows only what has been written", () => {
  const lines = consoleLines([write(1, 0, "a\n"), write(3, 1, "b\n")]);
  expect([0, 1, 2, 4].map((rows) => linesBefore(lines, rows))).toEqual([0, 0, 1, 2]);
});
