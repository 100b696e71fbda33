/**
 * The playground's address: `#hotpot?ROUNDS=5&seed=3`. It holds what differs from the program as shipped and nothing
 * else. Settings have lower-case names of their own; every other name is a parameter's (`p.` before one that clashes).
 */

import type { Settings } from "./lab";

/** What an address says, before anybody has looked at the program it names. */
export interface Address {
  readonly program: string;
  /** Values as text, in the order of the address. */
  readonly params: ReadonlyMap<string, string>;
  /** The short form: values in the order of the program's parameters, "" where one keeps its own. */
  readonly values: readonly string[];
  readonly settings: Partial<Settings>;
  readonly axis?: "time" | "steps";
  /** The whole edited program, compressed. */
  readonly code?: string;
  /** Parts that could not be read. */
  readonly unread: readonly string[];
}

export interface AddressParts {
  readonly program: string;
  readonly params: readonly (readonly [name: string, value: string])[];
  readonly settings: Partial<Settings>;
  readonly axis?: "time" | "steps";
  readonly code?: string;
}

/** An unedited program's address is at most this long. */
export const MAX_READABLE = 120;
/** Longer addresses are nobody's honest link. */
const MAX_ADDRESS = 200_000;

const NOTHING: Address = { program: "", params: new Map(), values: [], settings: {}, unread: [] };
const PROGRAM_NAME = /^[a-z][a-z0-9_]{0,40}$/;
const SETTING_NAMES = new Set(["mode", "cores", "gil", "anywhere", "slow", "seed", "speed", "axis", "code", "values"]);

/** The fragment, with its `#`. */
export function encodeAddress(parts: AddressParts, parameterNames: readonly string[]): string {
  const rest = settingPairs(parts);
  const named = parts.params.map(
    ([name, value]) => `${SETTING_NAMES.has(name) ? "p." : ""}${escaped(name)}=${escaped(value)}`,
  );
  const readable = joined(parts.program, [...named, ...rest]);
  if (parts.code !== undefined || readable.length <= MAX_READABLE) return readable;
  // Many changed parameters: their values in the program's order, so that the link stays short.
  const values = new Map(parts.params);
  const list = parameterNames.map((name) => escaped(values.get(name) ?? "").replace(/~/g, "%7E")).join("~");
  const short = joined(parts.program, [`values=${list.replace(/~+$/, "")}`, ...rest]);
  return short.length < readable.length ? short : readable;
}

/** Reads a fragment. Never throws: what it cannot read it names. */
export function decodeAddress(fragment: string): Address {
  const text = fragment.startsWith("#") ? fragment.slice(1) : fragment;
  const unread: string[] = [];
  if (text.length > MAX_ADDRESS) return { ...NOTHING, unread: [`${text.slice(0, 20)}…`] };
  const question = text.indexOf("?");
  const name = question < 0 ? text : text.slice(0, question);
  if (name !== "" && !PROGRAM_NAME.test(name)) unread.push(name);
  const params = new Map<string, string>();
  let values: string[] = [];
  const read: { settings: Writable<Partial<Settings>>; axis?: "time" | "steps"; code?: string } = { settings: {} };
  for (const pair of question < 0 ? [] : text.slice(question + 1).split("&")) {
    if (pair === "") continue;
    const equals = pair.indexOf("=");
    const key = unescaped(equals < 0 ? pair : pair.slice(0, equals));
    const value = equals < 0 ? "" : unescaped(pair.slice(equals + 1));
    if (key === undefined || value === undefined) unread.push(pair);
    else if (key === "values")
      values = pair
        .slice(equals + 1)
        .split("~")
        .map((part) => unescaped(part) ?? "");
    else if (!SETTING_NAMES.has(key)) params.set(key.replace(/^p\./, ""), value);
    else if (!readSetting(key, value, read)) unread.push(pair);
  }
  return {
    program: PROGRAM_NAME.test(name) ? name : "",
    params,
    values,
    settings: read.settings,
    ...(read.axis && { axis: read.axis }),
    ...(read.code && { code: read.code }),
    unread,
  };
}

type Writable<T> = { -readonly [K in keyof T]: T[K] };

function settingPairs({ settings, axis, code }: AddressParts): string[] {
  const pairs: string[] = [];
  if (settings.mode !== undefined) pairs.push(`mode=${settings.mode}`);
  if (settings.cores !== undefined) pairs.push(`cores=${settings.cores}`);
  if (settings.gil !== undefined) pairs.push(`gil=${settings.gil ? "on" : "off"}`);
  if (settings.anywhere !== undefined) pairs.push(`anywhere=${settings.anywhere ? "on" : "off"}`);
  if (settings.slow !== undefined) pairs.push(`slow=${settings.slow}`);
  if (settings.seed !== undefined) pairs.push(`seed=${settings.seed}`);
  if (settings.liveSpeed !== undefined) pairs.push(`speed=${settings.liveSpeed}`);
  if (axis !== undefined) pairs.push(`axis=${axis}`);
  if (code !== undefined) pairs.push(`code=${code}`);
  return pairs;
}

function readSetting(
  key: string,
  value: string,
  into: { settings: Writable<Partial<Settings>>; axis?: "time" | "steps"; code?: string },
): boolean {
  const number = value.trim() === "" ? Number.NaN : Number(value);
  const isSwitch = value === "on" || value === "off";
  switch (key) {
    case "mode":
      if (value !== "simulate" && value !== "live") return false;
      into.settings.mode = value;
      return true;
    case "gil":
    case "anywhere":
      if (isSwitch) into.settings[key] = value === "on";
      return isSwitch;
    case "cores":
    case "slow":
    case "seed":
      if (Number.isFinite(number)) into.settings[key] = number;
      return Number.isFinite(number);
    case "speed":
      if (Number.isFinite(number)) into.settings.liveSpeed = number;
      return Number.isFinite(number);
    case "axis":
      if (value !== "time" && value !== "steps") return false;
      into.axis = value;
      return true;
    default:
      into.code = value;
      return value !== "";
  }
}

function joined(program: string, pairs: readonly string[]): string {
  return `#${program}${pairs.length > 0 ? `?${pairs.join("&")}` : ""}`;
}

function escaped(text: string): string {
  return encodeURIComponent(text).replace(/%20/g, "+");
}

function unescaped(text: string): string | undefined {
  try {
    return decodeURIComponent(text.replace(/\+/g, "%20"));
  } catch {
    return undefined;
  }
}
