import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { engineText } from "./engine-text";
import { ENGINE_TEXTS } from "./messages/engine-texts";

const repository = fileURLToPath(new URL("../../..", import.meta.url));

test("what the engine says is translated, with its numbers", () => {
  const said = "The program printed more than 1000 bytes, the limit of a run.";
  expect(engineText(said, "zh")).toBe("程序打印的内容超过了 1000 字节，这是一次运行的上限。");
  expect(engineText(said, "en")).toBe(said);
});

test("what Python says stays as it is", () => {
  expect(engineText("ValueError: too (many)", "zh")).toBe("ValueError: too (many)");
});

test("every sentence that is translated is one that the engine says", () => {
  const engine = textsUnder(join(repository, "crate")) + textsUnder(join(repository, "web/src/engine"));
  const said = engine.replace(/\$?\{[^{}\n]*\}/g, "{}");
  const sentences = ENGINE_TEXTS.zh.map(([sentence]) => sentence);
  expect(sentences.filter((sentence) => !said.includes(sentence) && !engine.includes(sentence))).toEqual([]);
});

function textsUnder(folder: string): string {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => /\.(rs|ts)$/.test(name))
    .map((name) => readFileSync(join(folder, name), "utf8"))
    .join("\n");
}
