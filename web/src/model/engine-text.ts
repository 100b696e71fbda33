/** Fixed sentences of the engine in the reader's language. What Python itself says stays as it is. */

import { ENGINE_TEXTS } from "./messages/engine-texts";
import type { Language } from "./messages/messages";

export function engineText(text: string, language: Language): string {
  for (const [sentence, translation] of ENGINE_TEXTS[language]) {
    const pattern = sentence.split("{}").map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
    const match = new RegExp(`^${pattern.join("(.*)")}$`, "s").exec(text);
    // A part may itself be a sentence of the engine.
    if (match)
      return translation.replace(/\{(\d)\}/g, (_, number) => engineText(match[Number(number)] ?? "", language));
  }
  return text;
}
