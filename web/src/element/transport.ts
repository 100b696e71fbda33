/** Play, step and scrub. */

import { html, nothing } from "lit";
import { live } from "lit/directives/live.js";
import { momentText } from "../model/describe";
import { formatCount, formatDuration } from "../model/format";
import type { Messages } from "../model/messages/messages";
import { GLYPHS } from "./glyphs";
import type { LabSession } from "./session";

const SPEEDS: readonly number[] = [0.25, 0.5, 1, 2, 4];
/** Places of the slider; finer than any screen. */
const PLACES = 10_000;

export function transportHtml(session: LabSession, messages: Messages) {
  const { index, axis, cursor, isPlaying } = session;
  if (!index) return html``;
  const length = Math.max(1, index.length(axis));
  const at = axis === "time" ? cursor.timeNs : cursor.step;
  const rate =
    axis === "time" ? messages.rate(rateText(session.rate)) : messages.rateSteps(Math.max(1, Math.round(session.rate)));
  return html`<div class="transport" role="group" aria-label=${messages.transport}>
    <button class="icon" title=${messages.stepBack} aria-label=${messages.stepBack} @click=${() => session.step(-1)}>
      ${GLYPHS.stepBack}
    </button>
    <button class="primary play" @click=${() => session.togglePlay()}>
      ${isPlaying ? GLYPHS.pause : GLYPHS.play}${isPlaying ? messages.pause : messages.play}
    </button>
    <button class="icon" title=${messages.stepForward} aria-label=${messages.stepForward} @click=${() => session.step(1)}>
      ${GLYPHS.stepForward}
    </button>
    <input
      class="scrub"
      type="range"
      min="0"
      max=${PLACES}
      step="1"
      aria-label=${messages.position}
      aria-valuetext=${`${momentText(index, cursor, axis, messages)} / ${axis === "time" ? formatDuration(length) : formatCount(length)}`}
      .value=${live(String(Math.round((at / length) * PLACES)))}
      @input=${(event: Event) => session.seek(((event.target as HTMLInputElement).valueAsNumber / PLACES) * length)}
    />
    <span class="rate">${index.length(axis) > 0 ? rate : nothing}</span>
    <select aria-label=${messages.speed} title=${messages.speed} @change=${(event: Event) => session.setSpeed(SPEEDS[(event.target as HTMLSelectElement).selectedIndex] ?? 1)}>
      ${SPEEDS.map((speed) => html`<option .selected=${speed === session.speed}>${speed}×</option>`)}
    </select>
  </div>`;
}

/** Beside "1 s" a tenth of a second reads better as 0.1 s than as 100 ms. */
function rateText(ns: number): string {
  return ns >= 1e8 && ns < 1e9 ? `${(ns / 1e9).toFixed(2)} s` : formatDuration(ns);
}
