/** Every string of the page, in every language it speaks. */

import { en } from "./en";
import { zh } from "./zh";

export type Messages = { readonly [K in keyof typeof en]: (typeof en)[K] };

export const LANGUAGES = ["en", "zh"] as const;
export type Language = (typeof LANGUAGES)[number];

export const MESSAGES: Readonly<Record<Language, Messages>> = { en, zh };

/** The first language of the list that the page speaks; English where it speaks none. Tags as in BCP 47. */
export function chooseLanguage(tags: readonly string[]): Language {
  for (const tag of tags) {
    const primary = tag.toLowerCase().split("-")[0];
    const language = LANGUAGES.find((candidate) => candidate === primary);
    if (language) return language;
  }
  return "en";
}

/** The docstring's paragraph for a language: programs carry one in English and one in Chinese. */
export function paragraphFor(doc: string, language: Language): string {
  const paragraphs = doc
    .split(/\n\s*\n/)
    .map((paragraph) => paragraph.replace(/\s+/g, " ").trim())
    .filter((paragraph) => paragraph !== "");
  const isChinese = (text: string) => /[\u4e00-\u9fff]/.test(text);
  return paragraphs.find((text) => isChinese(text) === (language === "zh")) ?? paragraphs[0] ?? "";
}
