/**
 * Maps a stretch of the axis to a stretch of the screen. Immutable: every change makes a new scale.
 *
 * Three spaces meet in the timeline. *Axis*: nanoseconds or steps, whichever the axis shows. *View*: CSS pixels from the
 * drawing's left edge; this class maps axis to view. *Device*: canvas pixels; only the canvas surface knows them.
 */
export class TimeScale {
  private readonly pxPerUnit: number;

  constructor(
    /** Axis value at `leftPx`. */
    readonly start: number,
    /** Axis value at `rightPx`; always greater than `start`. */
    readonly end: number,
    readonly leftPx: number,
    readonly rightPx: number,
  ) {
    if (!(end > start)) throw new RangeError(`empty axis range ${start} to ${end}`);
    this.pxPerUnit = Math.max(1, rightPx - leftPx) / (end - start);
  }

  get length(): number {
    return this.end - this.start;
  }

  get widthPx(): number {
    return this.rightPx - this.leftPx;
  }

  toPx(value: number): number {
    return this.leftPx + (value - this.start) * this.pxPerUnit;
  }

  toValue(px: number): number {
    return this.start + (px - this.leftPx) / this.pxPerUnit;
  }

  /** How much of the axis one pixel covers. */
  get perPx(): number {
    return 1 / this.pxPerUnit;
  }

  pannedBy(px: number): TimeScale {
    const shift = px * this.perPx;
    return new TimeScale(this.start + shift, this.end + shift, this.leftPx, this.rightPx);
  }

  /** Zooms by `factor` (above 1 comes closer) with the axis value under `px` staying where it is. */
  zoomedAround(px: number, factor: number): TimeScale {
    const fixed = this.toValue(px);
    return new TimeScale(
      fixed - (fixed - this.start) / factor,
      fixed + (this.end - fixed) / factor,
      this.leftPx,
      this.rightPx,
    );
  }

  /** The nearest scale that shows nothing outside `[0, limit]` and no less than `minLength`. */
  within(limit: number, minLength: number): TimeScale {
    const length = Math.min(limit, Math.max(minLength, this.length));
    const middle = (this.start + this.end) / 2;
    const start = Math.min(Math.max(0, middle - length / 2), limit - length);
    return new TimeScale(start, start + length, this.leftPx, this.rightPx);
  }

  /** Round axis values at least `minPx` apart, inside the scale. */
  ticks(minPx: number, smallest = 1): { readonly values: number[]; readonly step: number } {
    const step = Math.max(smallest, roundUp(minPx * this.perPx));
    const values: number[] = [];
    for (let i = Math.ceil(this.start / step - 1e-9); i * step <= this.end + step * 1e-9; i++)
      values.push(i * step + 0);
    return { values, step };
  }
}

/** The smallest of 1, 2, 5 times a power of ten that is not below `value`. */
function roundUp(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value));
  for (const factor of [1, 2, 5]) if (factor * power >= value * (1 - 1e-9)) return factor * power;
  return 10 * power;
}
