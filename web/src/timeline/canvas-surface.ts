/** The surface on the page: a canvas, in device pixels, with patterns for the states. */

import type { State } from "../model/trace";
import type { Palette } from "./palette";
import type { Ink, LineOptions, Surface, TextOptions } from "./surface";

const FONT = 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Noto Sans CJK SC", "PingFang SC", sans-serif';
const DEFAULT_SIZE_PX = 12;

export class CanvasSurface implements Surface {
  private readonly context: CanvasRenderingContext2D;
  private readonly patterns = new Map<State, CanvasPattern | null>();
  private readonly widths = new Map<string, number>();
  width = 0;
  height = 0;
  private ratio = 1;

  constructor(
    private readonly canvas: HTMLCanvasElement,
    private palette: Palette,
  ) {
    const context = canvas.getContext("2d");
    if (!context) throw new Error("no canvas");
    this.context = context;
  }

  setPalette(palette: Palette): void {
    if (palette === this.palette) return;
    this.palette = palette;
    this.patterns.clear();
  }

  /** Makes the canvas this large and clears it. */
  begin(width: number, height: number, ratio: number): void {
    if (ratio !== this.ratio) this.patterns.clear();
    this.width = width;
    this.height = height;
    this.ratio = ratio;
    const deviceWidth = Math.max(1, Math.round(width * ratio));
    const deviceHeight = Math.max(1, Math.round(height * ratio));
    if (this.canvas.width !== deviceWidth) this.canvas.width = deviceWidth;
    if (this.canvas.height !== deviceHeight) this.canvas.height = deviceHeight;
    this.context.setTransform(ratio, 0, 0, ratio, 0, 0);
    this.context.clearRect(0, 0, width, height);
    this.context.textBaseline = "middle";
  }

  fill(ink: Ink, x: number, y: number, width: number, height: number): void {
    this.context.fillStyle = this.colour(ink);
    this.context.fillRect(x, y, width, height);
  }

  bar(state: State, x: number, y: number, width: number, height: number, faded = false): void {
    const { context } = this;
    const colours = this.palette.states[state];
    context.globalAlpha = faded ? 0.45 : 1;
    if (state === "done") {
      context.fillStyle = colours.mark;
      context.fillRect(x, Math.round(y + height / 2) - 0.5, width, 1);
    } else if (width < 3) {
      context.fillStyle = state === "running" || state === "failed" ? colours.fill : colours.mark;
      context.fillRect(x, y, width, height);
    } else {
      context.fillStyle = colours.fill;
      context.fillRect(x, y, width, height);
      const pattern = this.pattern(state);
      if (pattern) {
        context.fillStyle = pattern;
        context.fillRect(x, y, width, height);
      }
      if (state !== "running") {
        context.strokeStyle = colours.mark;
        context.lineWidth = 1;
        context.strokeRect(x + 0.5, y + 0.5, width - 1, height - 1);
      }
    }
    context.globalAlpha = 1;
  }

  line(ink: Ink, x0: number, y0: number, x1: number, y1: number, options: LineOptions = {}): void {
    this.path(ink, [x0, y0, x1, y1], options);
  }

  path(ink: Ink, points: readonly number[], { width = 1, dash = [] }: LineOptions = {}): void {
    const { context } = this;
    context.strokeStyle = this.colour(ink);
    context.lineWidth = width;
    context.setLineDash(dash as number[]);
    context.beginPath();
    this.trace(points);
    context.stroke();
    context.setLineDash([]);
  }

  shape(ink: Ink, points: readonly number[]): void {
    const { context } = this;
    context.fillStyle = this.colour(ink);
    context.beginPath();
    this.trace(points);
    context.closePath();
    context.fill();
  }

  text(ink: Ink, text: string, x: number, y: number, options: TextOptions = {}): void {
    const { context } = this;
    context.font = font(options);
    context.fillStyle = this.colour(ink);
    context.textAlign = options.align ?? "left";
    context.fillText(text, x, y);
  }

  barText(state: State, text: string, x: number, y: number): void {
    const { context } = this;
    const colours = this.palette.states[state];
    const size = 11.5;
    if (state !== "running") {
      context.fillStyle = colours.fill;
      context.fillRect(x - 3, y - 7.5, this.measure(text, { size }) + 6, 15);
    }
    context.font = font({ size });
    context.textAlign = "left";
    context.fillStyle = colours.ink;
    context.fillText(text, x, y + 0.5);
  }

  measure(text: string, options: TextOptions = {}): number {
    const key = `${options.size ?? DEFAULT_SIZE_PX}${options.bold ? "b" : ""}${text}`;
    const known = this.widths.get(key);
    if (known !== undefined) return known;
    this.context.font = font(options);
    const width = this.context.measureText(text).width;
    // Console lines and names repeat; a run away program's texts must not fill memory.
    if (this.widths.size > 5000) this.widths.clear();
    this.widths.set(key, width);
    return width;
  }

  clip(x: number, y: number, width: number, height: number, body: () => void): void {
    const { context } = this;
    context.save();
    context.beginPath();
    context.rect(x, y, width, height);
    context.clip();
    body();
    context.restore();
  }

  private trace(points: readonly number[]): void {
    for (let i = 0; i + 1 < points.length; i += 2) this.context.lineTo(points[i] as number, points[i + 1] as number);
  }

  private colour(ink: Ink): string {
    switch (ink) {
      case "accent-ink":
        return this.palette.accentInk;
      case "accent-faint":
        return this.palette.accentFaint;
      case "ready":
      case "running":
      case "blocked":
      case "sleeping":
      case "done":
      case "failed":
        return this.palette.states[ink].mark;
      default:
        return this.palette[ink];
    }
  }

  private pattern(state: State): CanvasPattern | null {
    const known = this.patterns.get(state);
    if (known !== undefined) return known;
    const pattern = makePattern(this.context, state, this.palette.states[state].mark, this.ratio);
    this.patterns.set(state, pattern);
    return pattern;
  }
}

function font({ size = DEFAULT_SIZE_PX, bold = false }: TextOptions): string {
  return `${bold ? "600 " : ""}${size}px ${FONT}`;
}

/** One tile of a state's pattern: stripes upright for ready, slanting for blocked, dots for sleeping, crosses for failed. */
function makePattern(
  context: CanvasRenderingContext2D,
  state: State,
  mark: string,
  ratio: number,
): CanvasPattern | null {
  const draw = TILES[state];
  if (!draw) return null;
  const tile = document.createElement("canvas");
  tile.width = tile.height = Math.max(1, Math.round(TILE_PX * ratio));
  const brush = tile.getContext("2d");
  if (!brush) return null;
  const scale = tile.width / TILE_PX;
  brush.scale(scale, scale);
  brush.strokeStyle = brush.fillStyle = mark;
  brush.lineWidth = 1.25;
  brush.beginPath();
  draw(brush);
  const pattern = context.createPattern(tile, "repeat");
  pattern?.setTransform(new DOMMatrix().scale(1 / scale));
  return pattern;
}

const TILE_PX = 8;

const TILES: Readonly<Partial<Record<State, (brush: CanvasRenderingContext2D) => void>>> = {
  ready(brush) {
    for (const x of [2, 6]) {
      brush.moveTo(x, 0);
      brush.lineTo(x, TILE_PX);
    }
    brush.stroke();
  },
  blocked(brush) {
    brush.lineWidth = 1.75;
    for (const x of [-TILE_PX, 0, TILE_PX]) {
      brush.moveTo(x - 1, TILE_PX + 1);
      brush.lineTo(x + TILE_PX + 1, -1);
    }
    brush.stroke();
  },
  sleeping(brush) {
    for (const [x, y] of [
      [2, 2],
      [6, 6],
    ] as const) {
      brush.moveTo(x, y);
      brush.arc(x, y, 0.9, 0, Math.PI * 2);
    }
    brush.fill();
  },
  failed(brush) {
    brush.moveTo(1, 1);
    brush.lineTo(7, 7);
    brush.moveTo(7, 1);
    brush.lineTo(1, 7);
    brush.stroke();
  },
};
