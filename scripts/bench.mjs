// The part of scripts/bench that needs a browser: primitives on workers, from a slider to its picture, and the first load.
//
//   node scripts/bench.mjs FOLDER      FOLDER has the engine built for it (hotpot.js, hotpot_bg.wasm), web/dist the site

import { readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { serve } from "./serve.mjs";

const root = resolve(fileURLToPath(import.meta.url), "../..");
const { launch } = await import(pathToFileURL(createRequire(join(root, "web/package.json")).resolve("puppeteer-core")));

/** A worker in a memory that others share: `start(memory, module)` comes as a message. */
const WORKER = `
import { Comparison, initSync, work } from "/hotpot.js";
self.onmessage = async ({ data: { module, memory, name } }) => {
  initSync({ module, memory });
  if (!name) return work();
  const comparison = Comparison[name]();
  while (!comparison.isOver()) await new Promise((resolve) => setTimeout(resolve, 5));
  self.postMessage([...comparison.result()]);
};`;
const PAGE = `<!doctype html><link rel="icon" href="data:," /><title>bench</title><script type="module">
  window.compare = async (name) => {
    const module = await WebAssembly.compileStreaming(fetch("/hotpot_bg.wasm"));
    const memory = new WebAssembly.Memory({ initial: 256, maximum: 16384, shared: true });
    const add = (name) => {
      const worker = new Worker("/worker.js", { type: "module" });
      worker.postMessage({ module, memory, name });
      return worker;
    };
    const workers = [add(), add(), add(name)];
    const result = await new Promise((resolve, reject) => {
      workers[2].onmessage = ({ data }) => resolve(data);
      for (const worker of workers) worker.onerror = (event) => reject(new Error(event.message));
    });
    for (const worker of workers) worker.terminate();
    return result;
  };
</script>`;

const FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"];
const SLIDER_MOVES = 41;

const browser = await launch({
  executablePath: process.env.HOTPOT_CHROMIUM ?? "/usr/bin/chromium",
  headless: true,
  args: FLAGS,
});
try {
  await primitives(resolve(process.argv[2]));
  await slider();
  await firstLoad();
} finally {
  await browser.close();
}

async function primitives(folder) {
  const site = await serve({ folder, extra: { "/": PAGE, "/worker.js": WORKER } });
  const page = await browser.newPage();
  await page.goto(site.origin);
  for (const name of ["lock", "queue"]) {
    const [ours, std] = await page.evaluate((each) => window.compare(each), name);
    print({ name: `${name}, on workers in Chromium`, ours_ns: ours, std_ns: std, ratio: ours / std });
  }
  site.close();
}

/** From a slider's event to the frame that draws the new run. */
async function slider() {
  const site = await serve({ folder: join(root, "web/dist") });
  const page = await browser.newPage();
  await page.goto(`${site.origin}/#producer_consumer?PRODUCERS=3&CONSUMERS=3&ITEMS=200`);
  const times = await page.evaluate(async (moves) => {
    await customElements.whenDefined("hotpot-playground");
    const playground = document.querySelector("hotpot-playground");
    await playground.whenIdle();
    const lab = playground.shadowRoot.querySelector("hotpot-lab");
    const took = [];
    for (let move = 0; move < moves; move++) {
      const began = performance.now();
      lab.session.setParameter("MAXSIZE", 3 + (move % 2), false);
      await lab.whenIdle();
      took.push(performance.now() - began);
    }
    return took;
  }, SLIDER_MOVES);
  // The first runs are made while the browser is still compiling the engine.
  const settled = times.slice(SLIDER_MOVES / 2).sort((a, b) => a - b);
  const medianMs = settled[settled.length >> 1];
  print({ name: "slider to picture, Chromium", median_ms: medianMs, limit_ms: 50, ratio: medianMs / 50 });
  site.close();
}

/** All that is fetched until a slider works, compressed. What is fetched behind it is not to be had here. */
async function firstLoad() {
  const folder = join(root, "web/dist");
  const rest = readdirSync(join(folder, "engine")).filter((file) => file.startsWith("hotpot_rest."));
  let bytes = 0;
  const site = await serve({
    folder,
    extra: Object.fromEntries(rest.map((file) => [`/engine/${file}`, "not to be had"])),
    onSent: (_, sent) => {
      bytes += sent;
    },
  });
  const page = await browser.newPage();
  await page.goto(`${site.origin}/#hotpot`);
  await page.evaluate(async () => {
    await customElements.whenDefined("hotpot-playground");
    const playground = document.querySelector("hotpot-playground");
    await playground.whenIdle();
    playground.shadowRoot.querySelector("hotpot-lab").setParameter("ROUNDS", 3);
    await playground.whenIdle();
  });
  print({ name: "first load, Chromium", bytes, limit_bytes: 450_000, ratio: bytes / 450_000 });
  site.close();
}

function print(row) {
  const rounded = Object.entries(row).map(([key, value]) => [
    key,
    typeof value === "number" ? +value.toFixed(2) : value,
  ]);
  console.log(JSON.stringify(Object.fromEntries(rounded)));
}
