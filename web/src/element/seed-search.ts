/** *Try 200 seeds*: runs a lab under many seeds and counts how it ends. */

import type { Lab, SeedOutcome } from "../model/lab";
import { countOutcomes, type OutcomeCount } from "../model/seed-counts";
import type { EngineClient } from "./engine-share";

export const SEED_COUNT = 200;

export interface Seeds {
  readonly done: number;
  readonly total: number;
  readonly counts: readonly OutcomeCount[];
  readonly isCounting: boolean;
  /** The lab has changed since. */
  readonly isStale: boolean;
}

export class SeedSearch {
  seeds: Seeds | undefined;
  private current: AbortController | undefined;

  constructor(
    private readonly engine: EngineClient,
    private readonly onChange: () => void,
  ) {}

  /** Resolves when all seeds are counted or the search was stopped. Rejects where the engine broke. */
  async start(lab: Lab): Promise<void> {
    this.stop();
    const search = new AbortController();
    this.current = search;
    const outcomes: SeedOutcome[] = [];
    this.seeds = { done: 0, total: SEED_COUNT, counts: [], isCounting: true, isStale: false };
    this.onChange();
    const simulated: Lab = { ...lab, settings: { ...lab.settings, mode: "simulate" } };
    const handleOutcomes = (more: readonly SeedOutcome[]) => {
      if (search !== this.current) return;
      outcomes.push(...more);
      this.change({ done: outcomes.length, counts: countOutcomes(outcomes), isCounting: outcomes.length < SEED_COUNT });
    };
    try {
      await this.engine.explore(simulated, 1, SEED_COUNT, handleOutcomes, search.signal);
    } catch (error) {
      if (search !== this.current) return;
      this.seeds = undefined;
      throw error;
    }
  }

  /** Counts no further; what was counted stays. */
  stop(): void {
    this.current?.abort();
    this.current = undefined;
    this.change({ isCounting: false });
  }

  labChanged(): void {
    this.change({ isStale: true });
  }

  forget(): void {
    this.stop();
    this.seeds = undefined;
  }

  private change(change: Partial<Seeds>): void {
    if (!this.seeds) return;
    this.seeds = { ...this.seeds, ...change };
    this.onChange();
  }
}
