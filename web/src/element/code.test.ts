import { expect, it } from "vitest";
import { packCode, unpackCode } from "./code";

it("a program comes back as it went out", async () => {
  const source = 'print("火锅 🍲")\n'.repeat(50);
  const code = await packCode(source);
  expect(code).toMatch(/^[\w-]+$/);
  expect(code.length).toBeLessThan(source.length / 4);
  expect(await unpackCode(code)).toBe(source);
});

it("what is damaged or swells without end is refused", async () => {
  expect(await unpackCode("not a program")).toBeUndefined();
  expect(await unpackCode((await packCode("print(1)\n".repeat(40))).slice(0, 12))).toBeUndefined();
  expect(await unpackCode(await packCode("x".repeat(5_000_000)))).toBeUndefined();
});
