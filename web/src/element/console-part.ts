/** What the program has printed up to the cursor, and which thread printed it. */

import { html, LitElement, nothing, type PropertyValues } from "lit";
import { property, query } from "lit/decorators.js";
import { type ConsoleLine, consoleLines, linesBefore } from "../model/console-lines";
import { threadName, timeText } from "../model/describe";
import type { Messages } from "../model/messages/messages";
import type { TraceIndex } from "../model/trace-index";
import type { ThemeName } from "../timeline/palette";
import { consoleStyles } from "./part-styles";
import { colours, controls } from "./styles";

/** Earlier lines are counted, not shown: a page full of text cannot be scrubbed. */
const MAX_LINES = 400;

export class ConsolePart extends LitElement {
  static override readonly styles = [colours, controls, consoleStyles];

  @property({ attribute: false }) messages!: Messages;
  @property({ attribute: false }) index: TraceIndex | undefined;
  /** Events that have happened at the cursor. */
  @property({ attribute: false }) rows = 0;
  @property({ reflect: true, attribute: "data-theme" }) theme: ThemeName = "light";
  @query(".scroll") private scroller!: HTMLElement;
  private lines: readonly ConsoleLine[] = [];

  override willUpdate(changed: PropertyValues): void {
    if (changed.has("index")) this.lines = consoleLines(this.index?.trace.output ?? []);
  }

  override render() {
    const { messages } = this;
    const count = linesBefore(this.lines, this.rows);
    const first = Math.max(0, count - MAX_LINES);
    const isOver = this.index?.trace.outcome.kind !== "running";
    const empty = isOver && this.lines.length === 0 ? messages.consoleNothing : messages.consoleNotYet;
    return html`
      <h3 id="title">${messages.console}</h3>
      <div class="scroll" tabindex="0" role="log" aria-live="off" aria-labelledby="title">
        ${count === 0 && this.index ? html`<p class="note">${empty}</p>` : nothing}
        ${first > 0 ? html`<p class="note">${messages.earlierLines(first)}</p>` : nothing}
        <ol @keydown=${this.handleKey}>
          ${this.lines.slice(first, count).map((line, at) => this.line(line, first + at, first + at === count - 1))}
        </ol>
      </div>
    `;
  }

  protected override updated(): void {
    this.scroller.scrollTop = this.scroller.scrollHeight;
  }

  /** One line at a time can be reached by Tab, the others from there: hundreds of stops would bar the way. */
  private readonly handleKey = (event: KeyboardEvent): void => {
    if (event.key !== "ArrowUp" && event.key !== "ArrowDown") return;
    const line = (event.target as Element).closest("li");
    const next = event.key === "ArrowUp" ? line?.previousElementSibling : line?.nextElementSibling;
    next?.querySelector<HTMLElement>(".who")?.focus();
    event.preventDefault();
  };

  private line(line: ConsoleLine, at: number, isLatest: boolean) {
    const { index } = this;
    const [head] = line;
    if (!index || !head) return nothing;
    const before = this.lines[at - 1]?.at(-1)?.thread;
    const isSame = before === head.thread && at > 0;
    return html`<li
      class=${isLatest && this.rows < index.end.rows ? "latest" : ""}
      title=${timeText(index, head.timeNs)}
      @click=${() => this.dispatchEvent(new CustomEvent("hotpot-seek-row", { detail: { row: head.event } }))}
      ><button class="who" tabindex=${isLatest ? 0 : -1}>${isSame ? html`<span class="hidden">${threadName(index, head.thread)}</span>` : threadName(index, head.thread)}</button
      ><span class="what">${line
        .filter((part) => part.event < this.rows)
        .map(
          (part, position) =>
            html`${position > 0 && part.thread !== line[position - 1]?.thread ? html`<i>[${threadName(index, part.thread)}]</i> ` : nothing}<span
              class=${part.stream}
              >${part.text}</span
            >`,
        )}</span
    ></li>`;
  }
}
