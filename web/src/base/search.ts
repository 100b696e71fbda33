/** Binary search over ascending columns. */

type Column = Float64Array | Uint32Array | Int32Array;

/** First index in `[from, to)` whose value is greater than `value`, or `to`. */
export function upperBound(column: Column, value: number, from = 0, to = column.length): number {
  let low = from;
  let high = to;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((column[middle] as number) > value) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** First index in `[from, to)` whose value is at least `value`, or `to`. */
export function lowerBound(column: Column, value: number, from = 0, to = column.length): number {
  let low = from;
  let high = to;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((column[middle] as number) >= value) high = middle;
    else low = middle + 1;
  }
  return low;
}
