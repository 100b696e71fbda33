/** The console: writes become lines, each of which knows who wrote it and when. */

import type { OutputRow } from "./trace";

export interface ConsolePart {
  readonly text: string;
  readonly thread: number;
  readonly stream: "out" | "err";
  readonly event: number;
  readonly timeNs: number;
}

export type ConsoleLine = readonly ConsolePart[];

/** Splits writes at line ends. A line that several threads wrote has several parts. */
export function consoleLines(output: readonly OutputRow[]): readonly ConsoleLine[] {
  const lines: ConsolePart[][] = [];
  let open: ConsolePart[] | undefined;
  for (const { text, thread, stream, event, timeNs } of output) {
    const pieces = text.split("\n");
    for (const [index, piece] of pieces.entries()) {
      const isLast = index === pieces.length - 1;
      if (isLast && piece === "") break;
      if (!open) {
        open = [];
        lines.push(open);
      }
      open.push({ text: piece, thread, stream, event, timeNs });
      if (!isLast) open = undefined;
    }
  }
  return lines;
}

/** How many lines have begun when `rows` events have happened. */
export function linesBefore(lines: readonly ConsoleLine[], rows: number): number {
  let low = 0;
  let high = lines.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((lines[middle]?.[0]?.event ?? 0) < rows) low = middle + 1;
    else high = middle;
  }
  return low;
}
