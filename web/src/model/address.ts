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
/** In the order of the short form. */
const SETTINGS = ["mode", "cores", "gil", "anywhere", "slow", "seed", "speed", "axis"] as const;
const SETTING_NAMES: ReadonlySet<string> = new Set([...SETTINGS, "code", "values", "run"]);

/**
 * The fragment, with its `#`. Names stand beside values where there is room; else the parameters' values are listed in the
 * program's order, then the settings' too, so that the link stays short.
 */
export function encodeAddress(parts: AddressParts, parameterNames: readonly string[]): string {
  const { program, params, code } = parts;
  const named = params.map(
    ([name, value]) => `${SETTING_NAMES.has(name) ? "p." : ""}${escaped(name)}=${escaped(value)}`,
  );
  const settings = settingTexts(parts);
  const namedSettings = SETTINGS.flatMap((name) => (settings[name] === undefined ? [] : [`${name}=${settings[name]}`]));
  if (code !== undefined) return joined(program, [...named, ...namedSettings, `code=${code}`]);
  const values = new Map(params);
  const listed =
    params.length === 0
      ? []
      : [
          list(
            "values",
            parameterNames.map((name) => values.get(name)),
          ),
        ];
  const listedSettings =
    namedSettings.length === 0
      ? []
      : [
          list(
            "run",
            SETTINGS.map((name) => settings[name]),
          ),
        ];
  const forms = [
    [...named, ...namedSettings],
    [...listed, ...namedSettings],
    [...named, ...listedSettings],
    [...listed, ...listedSettings],
  ].map((pairs) => joined(program, pairs));
  const shortest = forms.reduce((best, form) => (form.length < best.length ? form : best));
  return forms.find((form) => form.length <= MAX_READABLE) ?? shortest;
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
    else if (key === "values") values = listOf(pair);
    else if (key === "run") unread.push(...readRun(listOf(pair), read));
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

type SettingName = (typeof SETTINGS)[number];

function settingTexts({ settings, axis }: AddressParts): Partial<Record<SettingName, string>> {
  const { mode, cores, gil, anywhere, slow, seed, liveSpeed } = settings;
  return {
    ...(mode !== undefined && { mode }),
    ...(cores !== undefined && { cores: String(cores) }),
    ...(gil !== undefined && { gil: gil ? "on" : "off" }),
    ...(anywhere !== undefined && { anywhere: anywhere ? "on" : "off" }),
    ...(slow !== undefined && { slow: String(slow) }),
    ...(seed !== undefined && { seed: String(seed) }),
    ...(liveSpeed !== undefined && { speed: String(liveSpeed) }),
    ...(axis !== undefined && { axis }),
  };
}

/** `name=3~~5`: "" where one keeps its own. What divides an address elsewhere divides nothing in here, and stays readable. */
function list(name: string, values: readonly (string | undefined)[]): string {
  const texts = values.map((value) =>
    escaped(value ?? "")
      .replace(/~/g, "%7E")
      .replace(/%3D/g, "=")
      .replace(/%3B/g, ";"),
  );
  return `${name}=${texts.join("~").replace(/~+$/, "")}`;
}

function listOf(pair: string): string[] {
  return pair
    .slice(pair.indexOf("=") + 1)
    .split("~")
    .map((part) => unescaped(part) ?? "");
}

/** The settings in their order; the answer is what could not be read. */
function readRun(texts: readonly string[], into: Parameters<typeof readSetting>[2]): string[] {
  return texts.flatMap((text, at) => {
    const name = SETTINGS[at];
    if (text === "" || (name !== undefined && readSetting(name, text, into))) return [];
    return [name === undefined ? text : `${name}=${text}`];
  });
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
