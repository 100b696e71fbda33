/** A surface that writes down what is drawn: one line of text for each call, in whole pixels. */

import type { State } from "../model/trace";
import type { Ink, LineOptions, Surface, TextOptions } from "./surface";

export class RecordingSurface implements Surface {
  readonly log: string[] = [];

  constructor(
    readonly width: number,
    readonly height: number,
  ) {}

  fill(ink: Ink, x: number, y: number, width: number, height: number): void {
    this.log.push(`fill ${ink} ${rounded(x, y, width, height)}`);
  }

  bar(state: State, x: number, y: number, width: number, height: number, faded = false): void {
    this.log.push(`bar ${state}${faded ? " faded" : ""} ${rounded(x, y, width, height)}`);
  }

  line(ink: Ink, x0: number, y0: number, x1: number, y1: number, options: LineOptions = {}): void {
    this.log.push(`line ${ink} ${rounded(x0, y0, x1, y1)}${options.dash ? " dashed" : ""}`);
  }

  path(ink: Ink, points: readonly number[]): void {
    this.log.push(`path ${ink} ${rounded(...points)}`);
  }

  shape(ink: Ink, points: readonly number[]): void {
    this.log.push(`shape ${ink} ${rounded(...points)}`);
  }

  text(ink: Ink, text: string, x: number, y: number, options: TextOptions = {}): void {
    this.log.push(`text ${ink} ${rounded(x, y)}${options.align ? ` ${options.align}` : ""} "${text}"`);
  }

  barText(state: State, text: string, x: number, y: number): void {
    this.log.push(`on ${state} ${rounded(x, y)} "${text}"`);
  }

  /** Seven pixels a letter, twice as much for one that is wide. */
  measure(text: string): number {
    return [...text].reduce((width, letter) => width + (letter.charCodeAt(0) > 0x2e80 ? 14 : 7), 0);
  }

  clip(_x: number, _y: number, _width: number, _height: number, body: () => void): void {
    body();
  }
}

function rounded(...numbers: readonly number[]): string {
  return numbers.map((number) => Math.round(number)).join(" ");
}
