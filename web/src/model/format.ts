/** Times and numbers as people read them. Times are nanoseconds. */

export interface TimeUnit {
  readonly ns: number;
  readonly exponent: number;
  readonly symbol: string;
}

const UNITS: readonly TimeUnit[] = [
  { ns: 1e9, exponent: 9, symbol: "s" },
  { ns: 1e6, exponent: 6, symbol: "ms" },
  { ns: 1e3, exponent: 3, symbol: "µs" },
  { ns: 1, exponent: 0, symbol: "ns" },
];

/** The largest unit of which `ns` holds at least one; seconds for nothing at all. */
export function unitFor(ns: number): TimeUnit {
  const size = Math.abs(ns);
  if (size === 0) return UNITS[0] as TimeUnit;
  return UNITS.find((unit) => size >= unit.ns * 0.9995) ?? (UNITS[3] as TimeUnit);
}

/** A length of time to three significant digits: `14 s`, `1.25 s`, `32 µs`. */
export function formatDuration(ns: number): string {
  if (!Number.isFinite(ns)) return "∞";
  const unit = unitFor(ns);
  return `${trimmed(ns / unit.ns, 3)} ${unit.symbol}`;
}

/** A moment, in `unit` and as exact as one `resolutionNs` can be seen. */
export function formatMoment(ns: number, unit: TimeUnit, resolutionNs: number): string {
  const decimals = Math.max(0, Math.min(unit.exponent, unit.exponent - Math.floor(Math.log10(resolutionNs))));
  return `${(ns / unit.ns).toFixed(decimals)} ${unit.symbol}`;
}

/** A whole number with thin groups of three: `12 345`. */
export function formatCount(count: number): string {
  return Math.round(count)
    .toString()
    .replace(/\B(?=(\d{3})+$)/g, "\u202f");
}

/** What somebody else has said, as a sentence that another can follow. */
export function closed(text: string, stop: "." | "。"): string {
  return /[.!?。！？…]$/.test(text) ? text : `${text}${stop}`;
}

function trimmed(value: number, digits: number): string {
  const whole = Math.floor(Math.abs(value)).toString().length;
  return Number(value.toFixed(Math.max(0, digits - whole))).toString();
}
