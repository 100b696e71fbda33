/** A page with a lab on it, as a person uses it: what one reads, clicks and types. */

import type { ElementHandle, KeyInput, Page } from "puppeteer-core";
import { onTestFinished } from "vitest";
import type { Trace } from "../../web/src/model/trace";
import { type Running, runningOf } from "./engine-page";
import { type Lab, PATIENCE_MS } from "./harness";

type Prepare = (page: Page) => Promise<unknown>;

/** The lab of the playground, through its shadow roots. */
const LAB = "hotpot-playground >>> hotpot-lab";

export class LabPage {
  private constructor(
    readonly page: Page,
    readonly errors: readonly string[],
    private readonly lab: string,
  ) {}

  static async playground(
    lab: Lab,
    path = "/index.html",
    size: { width?: number; height?: number } = {},
    prepare?: Prepare,
  ): Promise<LabPage> {
    const { page, errors } = await open(lab, path, size, prepare);
    const self = new LabPage(page, errors, LAB);
    await self.whenIdle();
    return self;
  }

  /** An element that stands in a page of its own; `selector` finds it. `prepare` comes before the page is loaded. */
  static async element(lab: Lab, path: string, selector = "hotpot-lab", prepare?: Prepare): Promise<LabPage> {
    const { page, errors } = await open(lab, path, {}, prepare);
    const self = new LabPage(page, errors, selector);
    await self.whenIdle();
    return self;
  }

  /** Waits until nothing is loading, running or waiting, and the picture shows it. */
  async whenIdle(): Promise<void> {
    await this.page.waitForFunction(() => {
      const element = document.querySelector("hotpot-playground, hotpot-lab");
      return element !== null && "whenIdle" in element;
    });
    await this.page.evaluate(async () => {
      const elements = [...document.querySelectorAll("hotpot-playground, hotpot-lab")];
      await Promise.all(elements.map((element) => (element as Element & { whenIdle(): Promise<void> }).whenIdle()));
    });
  }

  async find(selector: string): Promise<ElementHandle> {
    const found = await this.page.$(`${this.lab} >>> ${selector}`);
    if (!found) throw new Error(`nothing on the page is ${selector}`);
    return found;
  }

  async has(selector: string): Promise<boolean> {
    return (await this.page.$(`${this.lab} >>> ${selector}`)) !== null;
  }

  /** Waits for a part to appear. */
  async waitFor(selector: string): Promise<void> {
    await this.page.waitForFunction(
      (path: string) => {
        const parts = path.split(" >>> ");
        const last = parts.pop() ?? "";
        let root: ParentNode | null | undefined = document;
        for (const part of parts) root = root?.querySelector(part)?.shadowRoot;
        return root?.querySelector(last) != null;
      },
      {},
      `${this.lab} >>> ${selector}`,
    );
  }

  /** The texts of several parts. */
  async texts(selector: string): Promise<string[]> {
    const found = await this.page.$$(`${this.lab} >>> ${selector}`);
    return Promise.all(found.map((part) => part.evaluate((element) => element.textContent?.trim() ?? "")));
  }

  /** The visible text of a part, in one line. */
  async text(selector: string): Promise<string> {
    const found = await this.find(selector);
    return found.evaluate((element) => (element.textContent ?? "").replace(/\s+/g, " ").trim());
  }

  status(): Promise<string> {
    return this.text(".status .words");
  }

  details(): Promise<string> {
    return this.text(".details");
  }

  /** Lines of the output, each with the name of the thread that printed it. */
  async output(): Promise<string[]> {
    const console = await this.find("hotpot-console >>> .scroll");
    return console.evaluate((element) =>
      [...element.querySelectorAll("li")].map((line) =>
        [...line.querySelectorAll(":scope > .who, :scope > .what")]
          .map((part) => (part.textContent ?? "").replace(/\s+/g, " ").trim())
          .join(": "),
      ),
    );
  }

  async source(): Promise<string> {
    const source = await this.find("hotpot-source");
    return source.evaluate((element) => (element as Element & { source: string }).source);
  }

  /** What each thread does at the cursor, as a screen reader is told. */
  async threads(): Promise<string[]> {
    const list = await this.find("hotpot-timeline >>> ul.hidden");
    return list.evaluate((element) =>
      [...element.querySelectorAll("li")].map((line) => line.textContent?.trim() ?? ""),
    );
  }

  async click(selector: string): Promise<void> {
    const found = await this.find(selector);
    await found.evaluate((element) => element.scrollIntoView({ block: "center" }));
    await found.click();
    await this.whenIdle();
  }

  /** Gives a part the focus and presses keys. */
  async press(selector: string, ...keys: readonly KeyInput[]): Promise<void> {
    const found = await this.find(selector);
    await found.evaluate((element) => (element as HTMLElement).focus());
    for (const key of keys) await this.page.keyboard.press(key);
    await this.whenIdle();
  }

  /** Opens the editor and puts the cursor at the end of the text. */
  async openEditor(): Promise<void> {
    await (await this.find("hotpot-source >>> button.edit")).click();
    await this.waitFor("hotpot-source >>> .cm-content");
    await this.page.keyboard.down("Control");
    await this.page.keyboard.press("End");
    await this.page.keyboard.up("Control");
  }

  /** Replaces the whole program, as if pasted. */
  async replaceSource(source: string): Promise<void> {
    await this.paste(source);
    await this.whenIdle();
  }

  /** As `replaceSource`, but does not wait for anything. */
  async paste(source: string): Promise<void> {
    const text = await this.find("hotpot-source");
    await text.evaluate(
      (element, typed) => element.dispatchEvent(new CustomEvent("hotpot-edit", { detail: { source: typed } })),
      source,
    );
  }

  /** Clicks Stop as soon as it is there, unless the run has reached a limit before. */
  async stopWhenRunning(): Promise<void> {
    await this.page.waitForFunction(
      (path: string) => {
        let root: ParentNode | null | undefined = document;
        for (const part of path.split(" >>> ")) root = root?.querySelector(part)?.shadowRoot;
        const button = root?.querySelector<HTMLButtonElement>(".status button.stop");
        button?.click();
        return button || /limit/.test(root?.querySelector(".status")?.textContent ?? "");
      },
      {},
      this.lab,
    );
    await this.whenIdle();
  }

  /** Opens the run settings and chooses live mode. */
  async goLive(): Promise<void> {
    if (!(await this.has("details[open]"))) await this.click("details > summary");
    await this.click("input[name=mode][value=live]");
  }

  /** The run on screen: of every stretch of running the thread, the worker and its place among the events. */
  async running(): Promise<readonly Running[]> {
    const element = await this.page.$(this.lab);
    const trace = await element?.evaluateHandle((lab) => (lab as Element & { trace: Trace }).trace);
    if (!trace) throw new Error("nothing has run");
    return trace.evaluate(runningOf);
  }

  /** What has the focus inside a part, by its class or its tag. */
  async focused(selector: string): Promise<string> {
    const found = await this.find(selector);
    return found.evaluate((element) => {
      const focused = element.shadowRoot?.activeElement;
      return focused?.getAttribute("class") || focused?.localName || "";
    });
  }

  /** Reloads the page as it is, be it in the middle of something. */
  async reload(): Promise<void> {
    await this.page.reload();
    await this.whenIdle();
  }

  address(): Promise<string> {
    return this.page.evaluate(() => location.hash);
  }
}

/** A page as of somebody who has never been here: nothing stored, and nothing left behind when the test ends. */
async function open(
  lab: Lab,
  path: string,
  { width = 1280, height = 800 }: { width?: number; height?: number } = {},
  prepare?: Prepare,
): Promise<{ page: Page; errors: string[] }> {
  const context = await lab.browser.createBrowserContext();
  onTestFinished(() => context.close());
  const page = await context.newPage();
  page.setDefaultTimeout(PATIENCE_MS);
  await page.setViewport({ width, height });
  const errors: string[] = [];
  page.on("pageerror", (error) => errors.push(error instanceof Error ? (error.stack ?? error.message) : String(error)));
  page.on("console", (message) => {
    if (message.type() === "error") errors.push(message.text());
  });
  await prepare?.(page);
  await page.goto(new URL(path, lab.isolated.origin).href, { waitUntil: "load" });
  return { page, errors };
}
