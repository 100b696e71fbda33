import { expect, it } from "vitest";
import { sourceLines } from "./source-lines";

function kinds(source: string): string[] {
  return sourceLines(source).map((line) =>
    line
      .filter((token) => token.text.trim() !== "")
      .map((token) => `${token.kind}:${token.text}`)
      .join(" "),
  );
}

it("tells words, texts and comments apart", () => {
  expect(kinds('while level < 5:  # "go on"')).toEqual([
    'keyword:while name:level plain:< number:5 plain:: comment:# "go on"',
  ]);
  expect(kinds("x = f\"a # b\" + 'it\\'s'")).toEqual(["name:x plain:= string:f\"a # b\" plain:+ string:'it\\'s'"]);
});

it("follows a docstring over its lines", () => {
  expect(kinds('"""One\n  two # no comment\n"""; import x')).toEqual([
    'string:"""One',
    "string:  two # no comment",
    'string:""" plain:; keyword:import name:x',
  ]);
});

it("loses nothing", () => {
  const source = 'def f(a, *b):\n\treturn """x""" if a else "open\n';
  expect(
    sourceLines(source)
      .map((line) => line.map((token) => token.text).join(""))
      .join("\n"),
  ).toBe(source);
});

it("shows so much of a line as a browser can lay out", () => {
  const [line = [], next = []] = sourceLines(`x = ${"(".repeat(50_000)}\ny`);
  const text = line.map((token) => token.text).join("");
  expect(text).toHaveLength(1001);
  expect(text.endsWith("(…")).toBe(true);
  expect(next.map((token) => token.text)).toEqual(["y"]);
});
