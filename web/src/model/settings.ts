/** Run settings: what they are when nobody says otherwise, and the limits within which they may be set. */

import type { Settings } from "./lab";

export const DEFAULT_SETTINGS: Settings = {
  mode: "simulate",
  cores: 4,
  gil: true,
  anywhere: false,
  slow: 1,
  seed: 0,
  liveSpeed: 1,
};

export const MAX_CORES = 64;
export const MAX_SLOW = 1_000_000;
/** Seeds are whole numbers below this, so that every layer holds them exactly. */
export const MAX_SEED = 2 ** 32 - 1;
export const MAX_LIVE_SPEED = 1000;

/** The choices that the page offers for machine speed and live speed; a link may carry any other. */
export const SLOW_CHOICES: readonly number[] = [1, 10, 100, 1000, 10_000];
export const LIVE_SPEED_CHOICES: readonly number[] = [1, 2, 5, 10, 50];

/** `settings` with every number inside its limits. */
export function sane(settings: Settings): Settings {
  return {
    ...settings,
    cores: whole(settings.cores, 1, MAX_CORES, DEFAULT_SETTINGS.cores),
    slow: within(settings.slow, 1, MAX_SLOW, DEFAULT_SETTINGS.slow),
    seed: whole(settings.seed, 0, MAX_SEED, DEFAULT_SETTINGS.seed),
    liveSpeed: within(settings.liveSpeed, 1, MAX_LIVE_SPEED, DEFAULT_SETTINGS.liveSpeed),
  };
}

function within(value: number, min: number, max: number, otherwise: number): number {
  return Number.isFinite(value) ? Math.min(max, Math.max(min, value)) : otherwise;
}

function whole(value: number, min: number, max: number, otherwise: number): number {
  return Math.round(within(value, min, max, otherwise));
}
