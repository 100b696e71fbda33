/** *Try 200 seeds*: runs a lab under many seeds and counts how it ends. */

import type { Lab, SeedOutcome } from "../model/lab";
import { countOutcomes, type OutcomeCount } from "../model/seed-counts";
import type { EngineClient } from "./engine-share";

export const SEED_COUNT = 200;

export interface Seeds {
  readonly done: number;
  readonly total: number;
  readonly counts: readonly OutcomeCount[];
  /** The lab has changed since. */
  readonly isStale: boolean;
}

export class SeedSearch {
  seeds: Seeds | undefined;
  private searches = 0;

  constructor(
    private readonly engine: EngineClient,
    private readonly onChange: () => void,
  ) {}

  /** Rejects where the engine broke. */
  async start(lab: Lab): Promise<void> {
    const search = ++this.searches;
    const outcomes: SeedOutcome[] = [];
    this.report(outcomes, false);
    try {
      await this.engine.explore({ ...lab, settings: { ...lab.settings, mode: "simulate" } }, 1, SEED_COUNT, (more) => {
        if (search !== this.searches) return;
        outcomes.push(...more);
        this.report(outcomes, this.seeds?.isStale ?? false);
      });
    } catch (error) {
      if (search !== this.searches) return;
      this.seeds = undefined;
      throw error;
    }
  }

  labChanged(): void {
    if (this.seeds) this.seeds = { ...this.seeds, isStale: true };
  }

  forget(): void {
    this.searches++;
    this.seeds = undefined;
  }

  private report(outcomes: readonly SeedOutcome[], isStale: boolean): void {
    this.seeds = { done: outcomes.length, total: SEED_COUNT, counts: countOutcomes(outcomes), isStale };
    this.onChange();
  }
}
