/** A program's parameters as sliders, switches and menus. */

import { html, nothing } from "lit";
import { live } from "lit/directives/live.js";
import type { Parameter, ParameterValue } from "../model/lab";
import type { Messages } from "../model/messages/messages";
import { clamped } from "../model/param-line";
import { numberOf, showValue } from "./number-field";
import type { LabSession } from "./session";

export function parametersHtml(session: LabSession, messages: Messages) {
  if (session.parameters.length === 0) return nothing;
  return html`<fieldset class="parameters" ?disabled=${session.error !== undefined}>
    <legend class="hidden">${messages.parameters}</legend>
    ${session.parameters.map((parameter) => parameterHtml(session, parameter, messages))}
  </fieldset>`;
}

function parameterHtml(session: LabSession, parameter: Parameter, messages: Messages) {
  const set = (value: ParameterValue, isFinal: boolean) => session.setParameter(parameter.name, value, isFinal);
  const id = `p-${parameter.name}`;
  switch (parameter.kind) {
    case "slider": {
      const read = (event: Event) => clamped(parameter, (event.target as HTMLInputElement).valueAsNumber);
      return html`<div class="parameter">
        <label class="name" for=${id}><span>${parameter.name}</span><output for=${id}>${parameter.value}</output></label>
        <input
          type="range"
          id=${id}
          min=${parameter.min ?? 0}
          max=${parameter.max ?? 100}
          step=${parameter.step ?? "any"}
          .value=${live(String(parameter.value))}
          @input=${(event: Event) => set(read(event), false)}
          @change=${(event: Event) => set(read(event), true)}
        />
      </div>`;
    }
    case "switch":
      return html`<div class="parameter">
        <label class="name" for=${id}><span>${parameter.name}</span></label>
        <label class="switch">
          <input
            type="checkbox"
            id=${id}
            .checked=${live(parameter.value === true)}
            @change=${(event: Event) => set((event.target as HTMLInputElement).checked, true)}
          />
          <span>${parameter.value === true ? messages.on : messages.off}</span>
        </label>
      </div>`;
    case "menu":
      return html`<div class="parameter">
        <label class="name" for=${id}><span>${parameter.name}</span></label>
        <select
          id=${id}
          @change=${(event: Event) => {
            const option = parameter.options?.[(event.target as HTMLSelectElement).selectedIndex];
            if (option !== undefined) set(option, true);
          }}
        >
          ${(parameter.options ?? []).map(
            (option) => html`<option .selected=${option === parameter.value}>${String(option)}</option>`,
          )}
        </select>
      </div>`;
    case "number":
    case "text": {
      const isNumber = parameter.kind === "number";
      const take = (event: Event) => {
        const number = numberOf(event);
        if (!isNumber) set((event.target as HTMLInputElement).value, true);
        else if (number !== undefined) set(clamped(parameter, number), true);
        showValue(event, session.values[parameter.name]);
      };
      return html`<div class="parameter">
        <label class="name" for=${id}><span>${parameter.name}</span></label>
        <input
          class="field"
          id=${id}
          type=${isNumber ? "number" : "text"}
          step="any"
          .value=${live(String(parameter.value))}
          @change=${take}
        />
      </div>`;
    }
  }
}
