/** *Try 200 seeds*, folded: how the program ends under each, counted; a click opens one. */

import { html, nothing } from "lit";
import type { Language, Messages } from "../model/messages/messages";
import { outcomeText } from "../model/seed-counts";
import { SEED_COUNT } from "./seed-search";
import type { LabSession } from "./session";

/** So many seeds of each outcome can be opened from the list. */
const MAX_OPEN = 5;

export function seedsHtml(session: LabSession, messages: Messages, language: Language) {
  const { seeds } = session;
  const isCounting = seeds?.isCounting === true;
  const isOff = session.error !== undefined || session.index === undefined || session.settings.mode === "live";
  return html`<details class="many-seeds">
    <summary>${messages.manySeeds}<span class="now">${messages.seedsHint}</span></summary>
    <div class="seeds-row">
      <button class="try-seeds" ?disabled=${isOff && !isCounting} @click=${() => (isCounting ? session.stopExploring() : session.explore())}>
        ${isCounting ? messages.stop : messages.trySeeds(SEED_COUNT)}
      </button>
      <span class="hint" role="status">${hint(session, messages)}</span>
    </div>
    ${seeds && seeds.counts.length > 0 ? listHtml(session, messages, language) : nothing}
  </details>`;
}

function hint({ seeds, settings }: LabSession, messages: Messages): string {
  if (settings.mode === "live") return messages.onlySimulate;
  if (!seeds) return "";
  if (seeds.done < seeds.total) return messages.seedsProgress(seeds.done, seeds.total);
  const done = seeds.counts.length === 1 ? messages.seedsAll : messages.seedsDone(seeds.total, seeds.counts.length);
  return seeds.isStale ? `${done} ${messages.seedsStale}` : done;
}

function listHtml(session: LabSession, messages: Messages, language: Language) {
  const { counts, done } = session.seeds ?? { counts: [], done: 1 };
  return html`<ol class="seeds">
    ${counts.map(
      ({ label, kind, count, seeds }) => html`<li>
        <span class="count">${messages.times(count)}</span>
        <span class="amount" aria-hidden="true"><i style=${`width: ${(count / Math.max(1, done)) * 100}%`}></i></span>
        <span class="label">${outcomeText(label, kind, messages, language)}</span>
        <span class="open"
          >${seeds
            .slice(0, MAX_OPEN)
            .map(
              (seed) =>
                html`<button class="quiet" @click=${() => session.openSeed(seed)}>${messages.openSeed(seed)}</button>`,
            )}</span
        >
      </li>`,
    )}
  </ol>`;
}
