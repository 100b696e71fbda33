/** *Try 200 seeds*: runs a lab under many seeds and counts how it ends. */

import type { Lab, SeedOutcome } from "../model/lab";
import { countOutcomes, type OutcomeCount } from "../model/seed-counts";
import type { Busy } from "./busy";
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

export interface SeedListener {
  readonly onChange: () => void;
  /** The engine broke, or cannot be had. */
  readonly onBroken: (error: unknown) => void;
}

export class SeedSearch {
  seeds: Seeds | undefined;
  private current: AbortController | undefined;

  constructor(
    private readonly engine: EngineClient,
    private readonly busy: Busy,
    private readonly listener: SeedListener,
  ) {}

  async start(lab: Lab): Promise<void> {
    this.stop();
    const done = this.busy.begin();
    const search = new AbortController();
    this.current = search;
    const outcomes: SeedOutcome[] = [];
    this.seeds = { done: 0, total: SEED_COUNT, counts: [], isCounting: true, isStale: false };
    this.listener.onChange();
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
      this.listener.onBroken(error);
    } finally {
      done();
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
    this.listener.onChange();
  }
}
