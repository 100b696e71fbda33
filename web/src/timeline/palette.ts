/**
 * The colours of the page and of the timeline, in one table per theme. Each state differs from the others in lightness and
 * in pattern as well as in hue, so that it can be told without seeing colours.
 */

import type { State } from "../model/trace";

export interface StateColours {
  /** Ground of the bar. */
  readonly fill: string;
  /** Lines or dots on it. */
  readonly mark: string;
  /** Text on it. */
  readonly ink: string;
}

export interface Palette {
  readonly page: string;
  readonly surface: string;
  readonly raised: string;
  readonly ink: string;
  readonly muted: string;
  readonly rule: string;
  readonly faint: string;
  readonly accent: string;
  readonly accentInk: string;
  readonly accentFaint: string;
  readonly danger: string;
  readonly states: Readonly<Record<State, StateColours>>;
  readonly syntax: {
    readonly keyword: string;
    readonly string: string;
    readonly number: string;
    readonly comment: string;
    readonly name: string;
  };
}

export type ThemeName = "light" | "dark";

export const PALETTES: Readonly<Record<ThemeName, Palette>> = {
  light: {
    page: "#f7f6f3",
    surface: "#ffffff",
    raised: "#f1f0ec",
    ink: "#1c2024",
    muted: "#5c636b",
    rule: "#d9d8d3",
    faint: "#eceae6",
    accent: "#2b50c8",
    accentInk: "#ffffff",
    accentFaint: "#e6ebfa",
    danger: "#a3350c",
    states: {
      ready: { fill: "#fbedb9", mark: "#d2a51c", ink: "#4d3a00" },
      running: { fill: "#13795f", mark: "#13795f", ink: "#ffffff" },
      blocked: { fill: "#fbd9c5", mark: "#db6f30", ink: "#5e1f00" },
      sleeping: { fill: "#e2eaf6", mark: "#93aed6", ink: "#28456c" },
      done: { fill: "#ffffff", mark: "#8b9199", ink: "#5c636b" },
      failed: { fill: "#5c1850", mark: "#c980bb", ink: "#ffffff" },
    },
    syntax: { keyword: "#7a2fa0", string: "#20703c", number: "#1f5fa8", comment: "#6b7178", name: "#1c2024" },
  },
  dark: {
    page: "#121518",
    surface: "#191d21",
    raised: "#22272c",
    ink: "#e7e9ec",
    muted: "#a0a8b1",
    rule: "#353b42",
    faint: "#272c32",
    accent: "#8eaaff",
    accentInk: "#0e1530",
    accentFaint: "#26304d",
    danger: "#ff9d75",
    states: {
      ready: { fill: "#4b3f17", mark: "#b08f24", ink: "#ffeab0" },
      running: { fill: "#39b590", mark: "#39b590", ink: "#04231a" },
      blocked: { fill: "#55280f", mark: "#c96527", ink: "#ffdcc8" },
      sleeping: { fill: "#23344a", mark: "#4d709c", ink: "#cfe0f7" },
      done: { fill: "#191d21", mark: "#7f8791", ink: "#a0a8b1" },
      failed: { fill: "#d88cc9", mark: "#762a68", ink: "#2f0828" },
    },
    syntax: { keyword: "#d0a2f0", string: "#8fd3a3", number: "#8fc1f5", comment: "#929aa3", name: "#e7e9ec" },
  },
};

/** Colours as custom properties, so that style sheets and the canvas use the same table. */
export function paletteProperties(palette: Palette): string {
  const { states, syntax, ...plain } = palette;
  const lines = Object.entries(plain).map(([name, value]) => `--hp-${kebab(name)}: ${value};`);
  for (const [name, value] of Object.entries(syntax)) lines.push(`--hp-syntax-${name}: ${value};`);
  for (const [state, colours] of Object.entries(states)) {
    lines.push(
      `--hp-${state}: ${colours.fill}; --hp-${state}-mark: ${colours.mark}; --hp-${state}-ink: ${colours.ink};`,
    );
  }
  return lines.join("\n");
}

function kebab(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
