/** Fields for numbers: what somebody has put in, and what stands there afterwards. */

/** Undefined where the field holds no number. */
export function numberOf(event: Event): number | undefined {
  const { valueAsNumber } = event.target as HTMLInputElement;
  return Number.isFinite(valueAsNumber) ? valueAsNumber : undefined;
}

/** Shows the value that was taken. Where it is the one from before nothing is rendered, and what was refused would stay. */
export function showValue(event: Event, value: unknown): void {
  (event.target as HTMLInputElement).value = String(value);
}
