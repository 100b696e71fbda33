/** The run settings, folded; each says what it does, and why it is off where it is. */

import { html, nothing, type TemplateResult } from "lit";
import { live } from "lit/directives/live.js";
import type { Settings } from "../model/lab";
import type { Messages } from "../model/messages/messages";
import { LIVE_SPEED_CHOICES, MAX_CORES, MAX_SEED, SLOW_CHOICES } from "../model/settings";
import { numberOf, showValue } from "./number-field";
import type { LabSession } from "./session";

/** Why live mode cannot be used, or nothing. */
export function liveRefusal(session: LabSession, messages: Messages): string | undefined {
  return session.capabilities && !session.capabilities.isolated ? messages.liveNotIsolated : undefined;
}

/** The settings in a few words, for the closed fold. */
export function settingsSummary(settings: Settings, messages: Messages): string {
  const gil = settings.gil ? messages.gilOn : messages.gilOff;
  if (settings.mode === "live") return [messages.live, gil, messages.liveSpeedBy(settings.liveSpeed)].join(" · ");
  return [
    messages.simulate,
    messages.coreCount(settings.cores),
    gil,
    ...(settings.anywhere ? [messages.anywhere] : []),
    settings.slow === 1 ? messages.slowOne : messages.slowBy(settings.slow),
    messages.seedNumber(settings.seed),
  ].join(" · ");
}

export function settingsHtml(session: LabSession, messages: Messages) {
  const { settings } = session;
  const isLive = settings.mode === "live";
  const onlySimulate = isLive ? messages.onlySimulate : undefined;
  const setCores = (event: Event, isFinal: boolean) =>
    session.setSetting("cores", Math.min(MAX_CORES, numberOf(event) ?? settings.cores), isFinal);
  return html`<details>
    <summary>${messages.settings}<span class="now">${settingsSummary(settings, messages)}</span></summary>
    <div class="settings">
      ${modeHtml(session, messages)}
      ${setting(
        messages.cores,
        onlySimulate ?? messages.coreCount(settings.cores),
        html`<input
          type="range"
          id="s-cores"
          min="1"
          max=${Math.max(8, settings.cores)}
          step="1"
          aria-label=${messages.cores}
          aria-describedby="s-cores-hint"
          ?disabled=${isLive}
          .value=${live(String(settings.cores))}
          @input=${(event: Event) => setCores(event, false)}
          @change=${(event: Event) => setCores(event, true)}
        />`,
        "s-cores",
      )}
      ${toggle(messages.gil, messages.gilHint, settings.gil, false, messages, (on) => session.setSetting("gil", on), "s-gil")}
      ${toggle(
        messages.anywhere,
        onlySimulate ?? messages.anywhereHint,
        settings.anywhere,
        isLive,
        messages,
        (on) => session.setSetting("anywhere", on),
        "s-anywhere",
      )}
      ${setting(
        messages.slow,
        onlySimulate ?? messages.slowHint,
        menu(
          "s-slow",
          messages.slow,
          SLOW_CHOICES,
          settings.slow,
          isLive,
          (times) => session.setSetting("slow", times),
          (times) => (times === 1 ? messages.slowOne : messages.slowBy(times)),
        ),
        "s-slow",
      )}
      ${seedHtml(session, messages, onlySimulate)}
      ${
        isLive
          ? setting(
              messages.liveSpeed,
              settings.liveSpeed === 1 ? "" : messages.liveSpeedNote(settings.liveSpeed),
              menu(
                "s-speed",
                messages.liveSpeed,
                LIVE_SPEED_CHOICES,
                settings.liveSpeed,
                false,
                (times) => session.setSetting("liveSpeed", times),
                messages.liveSpeedBy,
              ),
              "s-speed",
            )
          : nothing
      }
    </div>
  </details>`;
}

function modeHtml(session: LabSession, messages: Messages) {
  const { mode } = session.settings;
  const refusal = liveRefusal(session, messages);
  const choice = (value: Settings["mode"], label: string, isOff: boolean) => html`<label
    ><input
      type="radio"
      name="mode"
      value=${value}
      .checked=${live(mode === value)}
      aria-describedby="s-mode-hint"
      ?disabled=${isOff}
      @change=${() => session.setSetting("mode", value)}
    /><span>${label}</span></label
  >`;
  return setting(
    messages.mode,
    refusal ?? (mode === "live" ? messages.liveHint : messages.simulateHint),
    html`<span class="segments" role="radiogroup" aria-label=${messages.mode}
      >${choice("simulate", messages.simulate, false)}${choice("live", messages.live, refusal !== undefined)}</span
    >`,
    "s-mode",
  );
}

function seedHtml(session: LabSession, messages: Messages, onlySimulate: string | undefined) {
  const { seed } = session.settings;
  return setting(
    messages.seed,
    onlySimulate ?? messages.seedZero,
    html`<input
        class="field"
        type="number"
        id="s-seed"
        min="0"
        max=${MAX_SEED}
        aria-label=${messages.seed}
        aria-describedby="s-seed-hint"
        ?disabled=${onlySimulate !== undefined}
        .value=${live(String(seed))}
        @change=${(event: Event) => {
          session.setSetting("seed", Math.min(MAX_SEED, Math.max(0, Math.round(numberOf(event) ?? seed))));
          showValue(event, session.settings.seed);
        }}
      /><button ?disabled=${onlySimulate !== undefined} aria-describedby="s-seed-hint" @click=${() => session.setSetting("seed", (seed + 1) % MAX_SEED)}>
        ${messages.nextSeed}
      </button>`,
    "s-seed",
  );
}

function toggle(
  title: string,
  hint: string,
  isOn: boolean,
  isOff: boolean,
  messages: Messages,
  set: (on: boolean) => void,
  id: string,
) {
  return setting(
    title,
    hint,
    html`<input
        type="checkbox"
        id=${id}
        aria-describedby=${`${id}-hint`}
        .checked=${live(isOn)}
        ?disabled=${isOff}
        @change=${(event: Event) => set((event.target as HTMLInputElement).checked)}
      /><label for=${id}><span class="hidden">${title}: </span>${isOn ? messages.on : messages.off}</label>`,
    id,
  );
}

function menu(
  id: string,
  label: string,
  choices: readonly number[],
  value: number,
  isOff: boolean,
  set: (value: number) => void,
  text: (value: number) => string,
) {
  const all = choices.includes(value) ? choices : [...choices, value].sort((a, b) => a - b);
  return html`<select
    id=${id}
    aria-label=${label}
    aria-describedby=${`${id}-hint`}
    ?disabled=${isOff}
    @change=${(event: Event) => set(all[(event.target as HTMLSelectElement).selectedIndex] ?? value)}
  >
    ${all.map((choice) => html`<option .selected=${choice === value}>${text(choice)}</option>`)}
  </select>`;
}

/** `id` is the control's; its hint, which says too why it is off, has the same with `-hint`. */
function setting(title: string, hint: string, control: TemplateResult, id: string) {
  return html`<div class="setting">
    <span class="title">${title}</span>
    <span class="row">${control}</span>
    <span class="hint" id=${`${id}-hint`}>${hint}</span>
  </div>`;
}
