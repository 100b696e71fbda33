/** What a reader's browser fetches until a slider works. */

import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { serve } from "../../scripts/serve.mjs";
import { useLab } from "./harness";
import { LabPage } from "./lab-page";

const MOST_BYTES = 450_000;

const folder = fileURLToPath(new URL("../../web/dist", import.meta.url));
const lab = useLab();

test("the first picture needs no engine", async () => {
  const site = await serve({ folder, extra: { "/engine/hotpot_bg.wasm": "not to be had" } });
  try {
    const page = await LabPage.playground(lab, `${site.origin}/`);
    expect(await page.threads()).toHaveLength(3);
    expect((await page.output()).at(-1)).toBe("MainThread: The pot is empty and everybody is full.");
    expect(await page.has(".status button")).toBe(true);
  } finally {
    site.close();
  }
});

test("a slider works after at most 450 KB, without the rest of the engine", async () => {
  const rest = readdirSync(`${folder}/engine`).filter((file) => file.startsWith("hotpot_rest."));
  expect(rest).toHaveLength(1);
  const sent: Record<string, number> = {};
  const site = await serve({
    folder,
    extra: { [`/engine/${rest[0]}`]: "not to be had" },
    onSent: (path, bytes) => {
      sent[path] = bytes;
    },
  });
  try {
    const page = await LabPage.playground(lab, `${site.origin}/`);
    const before = await page.status();
    await page.press(".parameters input[type=range]", "ArrowRight");
    expect(await page.status()).toMatch(/^Finished after/);
    expect(await page.status()).not.toBe(before);
    expect(Object.keys(sent)).toContain("/engine/hotpot_bg.wasm");
    const bytes = Object.values(sent).reduce((sum, size) => sum + size, 0);
    expect(bytes, JSON.stringify(sent)).toBeLessThanOrEqual(MOST_BYTES);
    console.info(`first load: ${bytes} bytes`);
  } finally {
    site.close();
  }
});
