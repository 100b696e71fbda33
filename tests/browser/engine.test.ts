import { expect, test } from "vitest";
import { useLab } from "./harness";

const lab = useLab({ "/blank.html": "<!doctype html><title>blank</title>" });

test("the served site is cross-origin isolated", async () => {
  const { page } = await lab.open("/blank.html");
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
});

test("a plain site is not isolated", async () => {
  const { page } = await lab.open(`${lab.plain.origin}/blank.html`);
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(false);
});
