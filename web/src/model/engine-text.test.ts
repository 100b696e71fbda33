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

test("what is not supported is told with what to write instead", () => {
  expect(engineText("`async def` is not supported; use `def` and threads", "zh")).toBe(
    "不支持 `async def`；请用 `def` 和线程",
  );
  expect(
    engineText("the character name \\N{BULLET} is not supported; write the character itself or its \\u number", "zh"),
  ).toBe("不支持字符名 \\N{BULLET}；请直接写这个字符，或者写它的 \\u 编号");
  expect(engineText("No module named 'thred': did you mean '_thread'? Hotpot has os, sys", "zh")).toBe(
    "没有名为 'thred' 的模块。是不是想写 '_thread'？Hotpot 有 os, sys",
  );
  expect(engineText("No module named 'numpy': Hotpot has os, sys", "zh")).toBe(
    "没有名为 'numpy' 的模块。Hotpot 有 os, sys",
  );
});

test("nothing that the compiler does not support is told in English only", () => {
  const compiler = join(repository, "crate/python/src/compile");
  const files = readdirSync(compiler).filter((name) => name.endsWith(".rs"));
  const told = files.flatMap((name) => [
    ...readFileSync(join(compiler, name), "utf8").matchAll(/\bunsupported\([^;"]*?"((?:[^"\\]|\\.)*)"/g),
  ]);
  const sentences = told.map(([, literal = ""]) => plain(literal).replaceAll("{}", "5"));
  expect(sentences.length).toBeGreaterThan(7);
  expect(sentences.filter((sentence) => engineText(sentence, "zh") === sentence)).toEqual([]);
});

test("what Python says stays as it is", () => {
  expect(engineText("ValueError: too (many)", "zh")).toBe("ValueError: too (many)");
});

test("every sentence that is translated is one that the engine says", () => {
  const engine = textsUnder(join(repository, "crate")) + textsUnder(join(repository, "web/src/engine"));
  const said = plain(engine);
  const sentences = ENGINE_TEXTS.zh.map(([sentence]) => sentence);
  expect(sentences.filter((sentence) => !said.includes(sentence) && !engine.includes(sentence))).toEqual([]);
});

/** Literals of Rust and TypeScript as they are said, `{}` where something is filled in. */
function plain(text: string): string {
  return text
    .replace(/\{\{\{[^{}\n]*\}\}\}/g, "{{}}")
    .replace(/\$?\{[^{}\n]*\}/g, "{}")
    .replaceAll("\\\\", "\\");
}

function textsUnder(folder: string): string {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => /\.(rs|ts)$/.test(name))
    .map((name) => readFileSync(join(folder, name), "utf8"))
    .join("\n");
}
