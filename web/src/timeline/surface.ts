/** What the timeline draws on. The page has a canvas behind it; tests have a recorder. Coordinates are CSS pixels. */

import type { State } from "../model/trace";

/** Colours by what they are for; the surface knows the theme. */
export type Ink =
  | "ink"
  | "muted"
  | "rule"
  | "faint"
  | "surface"
  | "raised"
  | "accent"
  | "accent-ink"
  | "accent-faint"
  | State;

export interface TextOptions {
  readonly align?: "left" | "center" | "right";
  readonly size?: number;
  readonly bold?: boolean;
}

export interface LineOptions {
  readonly width?: number;
  readonly dash?: readonly number[];
}

export interface Surface {
  readonly width: number;
  readonly height: number;
  fill(ink: Ink, x: number, y: number, width: number, height: number): void;
  /** A bar of a state: its colour and its pattern. `faded` for the run behind the one in front. */
  bar(state: State, x: number, y: number, width: number, height: number, faded?: boolean): void;
  line(ink: Ink, x0: number, y0: number, x1: number, y1: number, options?: LineOptions): void;
  /** An open path through `points` (x, y, x, y, ...). */
  path(ink: Ink, points: readonly number[], options?: LineOptions): void;
  /** A closed, filled path. */
  shape(ink: Ink, points: readonly number[]): void;
  /** `y` is the middle of the line. A state's ink is the one that reads on its bar. */
  text(ink: Ink, text: string, x: number, y: number, options?: TextOptions): void;
  /** Text with a plain ground of the bar's colour under it, so that the pattern does not run through the letters. */
  barText(state: State, text: string, x: number, y: number): void;
  measure(text: string, options?: TextOptions): number;
  /** Draws `body` cut off at a rectangle. */
  clip(x: number, y: number, width: number, height: number, body: () => void): void;
}
