/** A lab: program, parameter values and run settings. What a link or an embed carries. */

export type Mode = "simulate" | "live";
export type ParameterValue = number | boolean | string;

/** A top-level `NAME = literal  # @param {...}` line of a program. */
export interface Parameter {
  readonly name: string;
  readonly kind: "slider" | "switch" | "menu" | "number" | "text";
  readonly value: ParameterValue;
  readonly min?: number;
  readonly max?: number;
  readonly step?: number;
  readonly options?: readonly ParameterValue[];
  /** Line of the source, from 1. */
  readonly line: number;
}

export interface Settings {
  readonly mode: Mode;
  /** 1 to 64; simulate only. */
  readonly cores: number;
  readonly gil: boolean;
  /** Threads may switch between any two bytecodes; simulate only. */
  readonly anywhere: boolean;
  /** Machine speed: bytecodes take this many times CPython's time; simulate only. */
  readonly slow: number;
  readonly seed: number;
  /** Live only: sleeps and timeouts are divided by this. */
  readonly liveSpeed: number;
}

export interface Lab {
  readonly source: string;
  readonly params: Readonly<Record<string, ParameterValue>>;
  readonly settings: Settings;
}

/** Whether two labs ask for the same run. Parameters' values stand in the source. */
export function isSameRun(one: Pick<Lab, "source" | "settings">, other: Pick<Lab, "source" | "settings">): boolean {
  const keys = Object.keys(one.settings) as (keyof Settings)[];
  return one.source === other.source && keys.every((key) => one.settings[key] === other.settings[key]);
}

/** What the engine says of a source text without running it. */
export interface Checked {
  readonly parameters: readonly Parameter[];
  /** From the program's `# @run` line; what it does not name is absent. */
  readonly run: Partial<Settings> & { readonly axis?: "time" | "steps" };
  /** From `# @start`, in seconds. */
  readonly start?: number;
  /** The module docstring's paragraphs. */
  readonly doc: string;
  /** First error, where the text does not compile. */
  readonly error?: SourceError;
}

export interface SourceError {
  readonly kind: "syntax" | "unsupported";
  readonly message: string;
  readonly line: number;
  /** From 1. */
  readonly column: number;
}

/** How one seed's run came out, for *Try 200 seeds*. */
export interface SeedOutcome {
  readonly seed: number;
  /** Outcomes with the same label are counted together: `finished`, `deadlock`, `failed: ValueError: ...` and the last line printed. */
  readonly label: string;
  readonly kind: "finished" | "failed" | "deadlock" | "limit";
}
