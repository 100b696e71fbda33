/** Live mode and Stop, on the page. */

import { describe, expect, test } from "vitest";
import { COMPUTE, overlaps } from "./engine-page";
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

describe("live", () => {
  test("waits to be asked, runs on workers, and is not restarted by a slider", async () => {
    const page = await LabPage.playground(lab);
    await page.replaceSource(NAPS);
    await page.goLive();
    expect(await page.status()).toContain("Ready to run live");
    for (const id of ["s-cores", "s-slow", "s-seed", "s-anywhere"]) {
      expect(await (await page.find(`#${id}`)).evaluate((input) => (input as HTMLInputElement).disabled), id).toBe(
        true,
      );
    }
    const reasons = (await page.texts(".setting .hint")).filter((hint) => hint === "In live mode the machine decides.");
    expect(reasons).toHaveLength(4);
    await page.click(".status button");
    expect(await page.status()).toMatch(/^Finished after/);
    expect(await page.output()).toHaveLength(3);
    expect(await page.text("hotpot-timeline >>> .legend")).toContain("thin bars: the same program simulated");
    await page.press("#p-NAP", "ArrowLeft");
    expect(await page.status()).toBe("Changed: run again to see it live.");
  });

  for (const gil of [false, true]) {
    test(`runs every thread on a worker of its own; with the GIL ${gil ? "on one at a time" : "off at once"}`, async () => {
      const page = await LabPage.playground(lab);
      await page.replaceSource(COMPUTE);
      await page.goLive();
      if (!gil) await page.click("#s-gil");
      await page.click(".status button");
      expect(await page.status()).toMatch(/^Finished after/);
      const running = await page.running();
      expect(new Set(running.filter((row) => row.thread > 0).map((row) => row.where)).size).toBe(4);
      if (gil) expect(overlaps(running)).toBe(0);
      else expect(overlaps(running)).toBeGreaterThan(0);
    });
  }

  test("divides sleeps where that is asked for, and says so", async () => {
    const page = await LabPage.playground(lab);
    await page.replaceSource(NAPS.replace("NAP = 1.0", "NAP = 20.0"));
    await page.goLive();
    await page.page.select("hotpot-playground >>> hotpot-lab >>> #s-speed", "at 10×");
    await page.whenIdle();
    expect(await page.text(".settings")).toContain("Live at 10×: sleeps and timeouts are divided by 10.");
    const beganMs = Date.now();
    await page.click(".status button");
    const toldMs = Number(/^Finished after ([\d.]+) s/.exec(await page.status())?.[1]) * 1000;
    expect(toldMs).toBeGreaterThanOrEqual(20_000);
    // Two seconds, and what a busy machine adds.
    expect(Date.now() - beganMs).toBeLessThan(toldMs);
  });

  test("an endless loop is stopped, and the page goes on", async () => {
    const page = await LabPage.playground(lab);
    await page.goLive();
    await page.paste("while True:\n    pass\n");
    // The simulated run, which is to stand behind the live one, is endless too.
    await page.stopWhenRunning();
    await (await page.find(".status button")).click();
    await page.stopWhenRunning();
    expect(await page.status()).toMatch(/^Stopped/);
    await page.replaceSource("print('still here')\n");
    await page.click(".status button");
    expect(await page.output()).toEqual(["MainThread: still here"]);
  });

  test("stops when it is told to", async () => {
    const page = await LabPage.playground(lab);
    await page.replaceSource(NAPS.replace("NAP = 1.0", "NAP = 30.0"));
    await page.goLive();
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

test("a link that asks for live mode simulates on a page that is not isolated, and says why", async () => {
  const page = await LabPage.playground(lab, `${lab.plain.origin}/index.html#hotpot?mode=live`);
  expect(await page.status()).toMatch(/^Finished/);
  expect(await page.text(".notices")).toMatch(/Live mode is off: .* simulated instead/);
  expect(await page.has("details[open]")).toBe(false);
});

describe("what never ends", () => {
  for (const [what, source, status] of [
    ["an endless loop is stopped", "while True:\n    pass\n", /^Stopped/],
    // Its limit may be reached first.
    [
      "an endless print is stopped or ends at its limit",
      "while True:\n    print('again and again')\n",
      /^(Stopped|Ended at a limit)/,
    ],
  ] as const) {
    test(`${what}, and the page goes on`, async () => {
      const page = await LabPage.playground(lab);
      await page.paste(source);
      await page.stopWhenRunning();
      expect(await page.status()).toMatch(status);
      await page.replaceSource("print('still here')\n");
      expect(await page.output()).toEqual(["MainThread: still here"]);
    });
  }
});
