/** Texts that must fit a given width. */

import type { Surface } from "./surface";

/** `text`, cut with an ellipsis where it is wider than `width` pixels. */
export function fitted(surface: Surface, text: string, width: number, size = 12, bold = false): string {
  if (surface.measure(text, { size, bold }) <= width) return text;
  const letters = [...text];
  let low = 0;
  let high = letters.length;
  while (low < high) {
    const middle = (low + high + 1) >>> 1;
    if (surface.measure(`${letters.slice(0, middle).join("")}…`, { size, bold }) <= width) low = middle;
    else high = middle - 1;
  }
  return `${letters.slice(0, low).join("")}…`;
}
