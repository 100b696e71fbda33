/** *Try 200 seeds*: how often each outcome came. */

import { engineText } from "./engine-text";
import type { SeedOutcome } from "./lab";
import type { Language, Messages } from "./messages/messages";

export interface OutcomeCount {
  readonly label: string;
  readonly kind: SeedOutcome["kind"];
  readonly count: number;
  /** Ascending. */
  readonly seeds: readonly number[];
}

/** Outcomes with the same label together, the most frequent first. */
export function countOutcomes(outcomes: readonly SeedOutcome[]): readonly OutcomeCount[] {
  const groups = new Map<string, { kind: SeedOutcome["kind"]; seeds: number[] }>();
  for (const { seed, label, kind } of outcomes) {
    const group = groups.get(label);
    if (group) group.seeds.push(seed);
    else groups.set(label, { kind, seeds: [seed] });
  }
  return [...groups]
    .map(([label, { kind, seeds }]) => ({ label, kind, count: seeds.length, seeds: seeds.sort((a, b) => a - b) }))
    .sort((a, b) => b.count - a.count || a.label.localeCompare(b.label));
}

/** A label in the reader's language: the kind of end in words, then what the program or the engine says of it. */
export function outcomeText(label: string, kind: SeedOutcome["kind"], messages: Messages, language: Language): string {
  const [, detail] = /^\w+: (.*)$/s.exec(label) ?? [];
  const word = messages.outcome[kind];
  return detail === undefined ? word : `${word}${messages.colon}${engineText(detail, language)}`;
}
