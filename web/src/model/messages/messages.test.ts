import { describe, expect, it } from "vitest";
import { chooseLanguage, LANGUAGES, MESSAGES, paragraphFor } from "./messages";

/** Messages that are rightly the same in both languages. */
const SHARED = new Set(["gil", "ghostEnd", "rate"]);

function texts(table: object): Map<string, string> {
  const found = new Map<string, string>();
  for (const [key, message] of Object.entries(table)) {
    if (typeof message === "function") found.set(key, message(2, 3, 4));
    else if (typeof message === "string") found.set(key, message);
    else for (const [name, text] of texts(message)) found.set(`${key}.${name}`, text);
  }
  return found;
}

describe("the message table", () => {
  it("says everything in every language", () => {
    const keys = [...texts(MESSAGES.en).keys()].sort();
    for (const language of LANGUAGES) {
      const table = texts(MESSAGES[language]);
      expect([...table.keys()].sort()).toEqual(keys);
      for (const [key, text] of table) expect(text.trim(), key).not.toBe("");
    }
  });

  it("is translated, not copied", () => {
    const english = texts(MESSAGES.en);
    for (const [key, text] of texts(MESSAGES.zh)) {
      if (!SHARED.has(key) && key !== "kind.Gil") expect(text, key).not.toBe(english.get(key));
    }
  });
});

it("takes the browser's first language that it speaks", () => {
  expect(chooseLanguage(["fr-CH", "zh-Hant-TW", "en"])).toBe("zh");
  expect(chooseLanguage(["en-GB", "zh"])).toBe("en");
  expect(chooseLanguage(["fr"])).toBe("en");
});

it("what a browser says ends before the next sentence begins", () => {
  expect(MESSAGES.en.stateNoEngine("Failed to fetch")).toContain("Failed to fetch. Check");
  expect(MESSAGES.en.stateReplaced("It broke.")).toContain("It broke. Your");
  expect(MESSAGES.zh.stateReplaced("It broke")).toContain("It broke。你的");
});

it("a program's sentence comes in the reader's language", () => {
  const doc = "A waits\nfor B.\n\nA 等 B。\n";
  expect(paragraphFor(doc, "en")).toBe("A waits for B.");
  expect(paragraphFor(doc, "zh")).toBe("A 等 B。");
  expect(paragraphFor("Only English.", "zh")).toBe("Only English.");
  expect(paragraphFor("", "en")).toBe("");
});
