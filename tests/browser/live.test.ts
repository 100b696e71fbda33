/** Live mode and Stop, on the page. */

import { describe, expect, test } from "vitest";
import { useLab } from "./harness";
import { LabPage } from "./lab-page";

const lab = useLab();

const NAPS = `import threading
import time

NAP = 1.0  # @param {type:"slider", min:0.1, max:30.0, step:0.1}


def nap():
    time.sleep(NAP)
    print("awake")


if __name__ == "__main__":
    threads = [threading.Thread(target=nap, name=f"sleeper {i + 1}") for i in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
`;

async function goLive(page: LabPage): Promise<void> {
  await page.click("details > summary");
  await page.click("input[name=mode][value=live]");
}

describe("live", () => {
  test("waits to be asked, runs on workers, and is not restarted by a slider", async () => {
    const page = await LabPage.playground(lab);
    await page.replaceSource(NAPS);
    await goLive(page);
    expect(await page.status()).toContain("Ready to run live");
    expect(await (await page.find("#s-seed")).evaluate((input) => (input as HTMLInputElement).disabled)).toBe(true);
    await page.click(".status button");
    expect(await page.status()).toMatch(/^Finished after/);
    expect(await page.output()).toHaveLength(3);
    await page.press("#p-NAP", "ArrowLeft");
    expect(await page.status()).toBe("Changed: run again to see it live.");
  });

  test("stops when it is told to", async () => {
    const page = await LabPage.playground(lab);
    await page.replaceSource(NAPS.replace("NAP = 1.0", "NAP = 30.0"));
    await goLive(page);
    await (await page.find(".status button")).click();
    await page.waitFor(".status button.stop");
    await page.click(".status button.stop");
    expect(await page.status()).toMatch(/^Stopped/);
  });

  test("says why it is off on a page that is not isolated", async () => {
    const page = await LabPage.playground(lab, `${lab.plain.origin}/index.html`);
    expect(await page.status()).toMatch(/^Finished/);
    await page.click("details > summary");
    expect(await page.text(".setting")).toContain("Live mode is off");
    expect(await (await page.find("input[value=live]")).evaluate((input) => (input as HTMLInputElement).disabled)).toBe(
      true,
    );
  });
});

describe("what never ends", () => {
  for (const [what, source] of [
    ["an endless loop", "while True:\n    pass\n"],
    ["an endless print", "while True:\n    print('again and again')\n"],
  ] as const) {
    test(`${what} is stopped or ends at a limit, and the page goes on`, async () => {
      const page = await LabPage.playground(lab);
      const text = await page.find("hotpot-source");
      await text.evaluate(
        (element, typed) => element.dispatchEvent(new CustomEvent("hotpot-edit", { detail: { source: typed } })),
        source,
      );
      await page.page.waitForFunction(() => {
        const root = document.querySelector("hotpot-playground")?.shadowRoot?.querySelector("hotpot-lab")?.shadowRoot;
        const button = root?.querySelector<HTMLButtonElement>(".status button.stop");
        button?.click();
        return button !== null || /limit/.test(root?.querySelector(".status")?.textContent ?? "");
      });
      await page.whenIdle();
      expect(await page.status()).toMatch(/^(Stopped|Ended at a limit)/);
      await page.replaceSource("print('still here')\n");
      expect(await page.output()).toEqual(["MainThread: still here"]);
    });
  }
});
