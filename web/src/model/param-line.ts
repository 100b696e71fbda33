/** The `# @param` line of a program and its value are one: this is where a new value is written into the text. */

import type { Parameter, ParameterValue } from "./lab";

/** `value` as a Python literal. */
export function pythonLiteral(value: ParameterValue): string {
  if (typeof value === "boolean") return value ? "True" : "False";
  if (typeof value === "number") return Number.isFinite(value) ? String(value) : "0";
  return JSON.stringify(value);
}

/**
 * The source with `parameter`'s line showing `value`. The comment keeps its column where there is room. A text whose
 * line is no longer that parameter's is returned as it is.
 */
export function withParameter(source: string, parameter: Parameter, value: ParameterValue): string {
  const lines = source.split("\n");
  const line = lines[parameter.line - 1];
  if (line === undefined) return source;
  const comment = line.lastIndexOf("#", line.lastIndexOf("@param"));
  const head = new RegExp(`^${parameter.name}(\\s*:[^=]*)?\\s*=\\s*`).exec(line);
  if (!head || comment < head[0].length) return source;
  const literal = pythonLiteral(value);
  const gap = Math.max(comment - head[0].length - literal.length, 2);
  lines[parameter.line - 1] = head[0] + literal + " ".repeat(gap) + line.slice(comment);
  return lines.join("\n");
}

export function withParameters(
  source: string,
  parameters: readonly Parameter[],
  values: Readonly<Record<string, ParameterValue>>,
): string {
  let text = source;
  for (const parameter of parameters) {
    const value = values[parameter.name];
    if (value !== undefined && value !== parameter.value) text = withParameter(text, parameter, value);
  }
  return text;
}

export type ReadValue =
  | { readonly kind: "value"; readonly value: ParameterValue }
  /** Outside the parameter's range; `value` is the nearest one inside. */
  | { readonly kind: "moved"; readonly value: ParameterValue }
  | { readonly kind: "refused" };

/** Reads a value that came as text (a link, an attribute) as one that `parameter` can have. */
export function readValue(parameter: Parameter, text: string): ReadValue {
  switch (parameter.kind) {
    case "switch": {
      if (/^(true|on|1)$/i.test(text)) return { kind: "value", value: true };
      if (/^(false|off|0)$/i.test(text)) return { kind: "value", value: false };
      return { kind: "refused" };
    }
    case "menu": {
      const option = parameter.options?.find((candidate) => String(candidate) === text);
      return option === undefined ? { kind: "refused" } : { kind: "value", value: option };
    }
    case "text":
      return { kind: "value", value: text };
    case "slider":
    case "number": {
      const number = Number(text);
      if (text.trim() === "" || !Number.isFinite(number)) return { kind: "refused" };
      const value = clamped(parameter, number);
      return { kind: value === number ? "value" : "moved", value };
    }
  }
}

/** The nearest number that the slider can stand on. */
export function clamped(parameter: Parameter, value: number): number {
  const min = parameter.min ?? Number.NEGATIVE_INFINITY;
  const max = parameter.max ?? Number.POSITIVE_INFINITY;
  const inside = Math.min(max, Math.max(min, value));
  if (parameter.step === undefined || !Number.isFinite(min)) return inside;
  const steps = Math.round((inside - min) / parameter.step);
  return Math.min(max, Number((min + steps * parameter.step).toPrecision(12)));
}
