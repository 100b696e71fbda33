/** What a link, an attribute or a tag asks for, and how much of it a program can take. */

import type { Checked, ParameterValue, Settings } from "../model/lab";
import { readValue, withParameter } from "../model/param-line";
import type { Axis } from "../model/trace-index";

/** Values are text until the program says what they may be. */
export interface Request {
  readonly name: string;
  /** The program as shipped. */
  readonly source: string;
  /** The program as edited, if it was. */
  readonly edited?: string;
  readonly params?: ReadonlyMap<string, string>;
  /** Values in the order of the parameters, "" where one keeps its own. */
  readonly values?: readonly string[];
  readonly settings?: Partial<Settings>;
  readonly axis?: Axis;
}

export type Notice =
  | { readonly kind: "unknownParameter"; readonly name: string }
  | { readonly kind: "moved"; readonly name: string; readonly given: string; readonly used: ParameterValue }
  | { readonly kind: "refused"; readonly name: string; readonly given: string }
  /** Live mode, on a page that has no threads. */
  | { readonly kind: "notIsolated" };

export interface Taken {
  readonly source: string;
  readonly checked: Checked;
  readonly notices: readonly Notice[];
}

/** Gives parameters the values asked for, where they may have them. */
export function takeValues(source: string, checked: Checked, request: Request): Taken {
  const asked = new Map(request.params);
  for (const [at, value] of (request.values ?? []).entries()) {
    const name = checked.parameters[at]?.name;
    if (name !== undefined && value !== "") asked.set(name, value);
  }
  const notices: Notice[] = [];
  let taken: Omit<Taken, "notices"> = { source, checked };
  for (const [name, given] of asked) {
    const parameter = checked.parameters.find((candidate) => candidate.name === name);
    if (!parameter) {
      notices.push({ kind: "unknownParameter", name });
      continue;
    }
    const read = readValue(parameter, given);
    if (read.kind === "refused") {
      notices.push({ kind: "refused", name, given });
      continue;
    }
    if (read.kind === "moved") notices.push({ kind: "moved", name, given, used: read.value });
    if (read.value === parameter.value) continue;
    const { parameters } = taken.checked;
    taken = {
      source: withParameter(taken.source, parameter, read.value),
      checked: {
        ...taken.checked,
        parameters: parameters.map((each) => (each.name === name ? { ...each, value: read.value } : each)),
      },
    };
  }
  return { ...taken, notices };
}
