/**
 * The first runs of the gallery's programs, recorded when the site was built: what a page shows before it has the engine.
 * The engine makes the same run from the same text and settings, so a recording is what happened.
 */

import { emptyTrace } from "../engine/empty-trace";
import type { Checked, Settings } from "../model/lab";
import type { Trace } from "../model/trace";

export interface Recording {
  readonly source: string;
  readonly settings: Settings;
  readonly checked: Checked;
  readonly trace: Trace;
}

/** As `scripts/record.mjs` writes it: columns are lists, and `null` in them is infinity. */
type Recorded = Omit<Recording, "trace"> & { readonly trace: Written };
type Written = Trace & Readonly<Record<string, unknown>>;
type Column = readonly (number | null)[];

const RECORDED = import.meta.glob<Recorded>("../../recorded/*.json", { import: "default" });

/** The recording of the program of this name; undefined where there is none or it cannot be fetched. */
export async function recordingOf(name: string): Promise<Recording | undefined> {
  const recorded = await RECORDED[`../../recorded/${name}.json`]?.().catch(() => undefined);
  return recorded && { ...recorded, trace: readTrace(recorded.trace) };
}

export function readTrace(written: Written): Trace {
  const { events, intervals, arrows } = emptyTrace({ kind: "running" });
  return {
    ...written,
    events: readColumns(events, written.events),
    intervals: readColumns(intervals, written.intervals),
    arrows: readColumns(arrows, written.arrows),
    counters: written.counters.map((counter) => ({
      ...counter,
      timeNs: Float64Array.from(counter.timeNs),
      step: Float64Array.from(counter.step),
      value: Float64Array.from(counter.value),
    })),
  };
}

/** Gives each list the type that the column of the same name has in `like`. */
function readColumns<T extends object>(like: T, lists: object): T {
  const columns = Object.entries(like).map(([name, column]) => {
    const list = (lists as Readonly<Record<string, Column>>)[name] ?? [];
    const type = column.constructor as Float64ArrayConstructor;
    return [name, type.from(list, (value) => value ?? Number.POSITIVE_INFINITY)];
  });
  return Object.fromEntries(columns) as T;
}
