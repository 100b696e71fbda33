/** The program beside the timeline: read-only with each thread's current line marked, until somebody edits it. */

import { html, LitElement, nothing, type PropertyValues } from "lit";
import { property, query, state } from "lit/decorators.js";
import type { ProgramEditor } from "../editor/editor";
import { engineText } from "../model/engine-text";
import type { SourceError } from "../model/lab";
import type { Language, Messages } from "../model/messages/messages";
import type { State } from "../model/trace";
import type { ThemeName } from "../timeline/palette";
import { sourceStyles } from "./part-styles";
import { sourceLines, type Token } from "./source-lines";
import { colours, controls } from "./styles";

/** Who stands at a line. */
export interface LineMark {
  readonly line: number;
  readonly threads: readonly { readonly name: string; readonly state: State; readonly isSelected: boolean }[];
}

/** So many names stand at a line; the rest is a number. */
const MAX_NAMES = 3;

export class SourcePart extends LitElement {
  static override readonly styles = [colours, controls, sourceStyles];

  @property({ attribute: false }) messages!: Messages;
  @property({ attribute: false }) language: Language = "en";
  @property({ attribute: false }) source = "";
  @property({ attribute: false }) marks: readonly LineMark[] = [];
  @property({ attribute: false }) error: SourceError | undefined;
  @property({ attribute: false }) isChanged = false;
  @property({ reflect: true, attribute: "data-theme" }) theme: ThemeName = "light";
  @state() private isEditing = false;
  @query(".editor") private editorHost!: HTMLElement;
  @query(".text") private text!: HTMLElement;
  private editor: ProgramEditor | undefined;
  private lines: readonly (readonly Token[])[] = [];
  /** The error in the reader's language. */
  private told: SourceError | undefined;
  /** The button that has the focus is about to go. */
  private isLosingFocus = false;

  override willUpdate(changed: PropertyValues): void {
    if (changed.has("source")) this.lines = sourceLines(this.source);
    if (changed.has("error") || changed.has("language"))
      this.told = this.error && { ...this.error, message: engineText(this.error.message, this.language) };
    const focused = (this.renderRoot as ShadowRoot | undefined)?.activeElement;
    this.isLosingFocus = !this.isChanged && focused?.classList.contains("revert") === true;
  }

  override render() {
    const { messages } = this;
    return html`
      <header>
        <h3>${messages.source}</h3>
        ${
          this.isChanged
            ? html`<button class="quiet revert" @click=${() => this.tell("hotpot-revert")}>${messages.revert}</button>`
            : nothing
        }
        ${
          this.isEditing
            ? html`<button class="close" @click=${this.handleClose}>${messages.closeEditor}</button>`
            : html`<button class="edit" @click=${this.openEditor}>${messages.edit}</button>`
        }
      </header>
      ${
        this.isEditing
          ? html`<p class="hint" id="edit-hint">${messages.editHint}</p>
              <div class="editor"></div>`
          : this.reader()
      }
    `;
  }

  /** Fetches the editor and puts it in the place of the text. */
  readonly openEditor = async (): Promise<void> => {
    const { createEditor } = await import("../editor/editor");
    if (this.isEditing) return;
    const scroll = this.text?.scrollTop ?? 0;
    this.isEditing = true;
    await this.updateComplete;
    this.editor = createEditor(this.editorHost, {
      root: this.renderRoot as ShadowRoot,
      label: this.messages.source,
      hintId: "edit-hint",
      source: this.source,
      onChange: (source) => this.tell("hotpot-edit", { source }),
    });
    this.editor.scrollTo(scroll);
    this.editor.focus();
    this.tellEditor();
  };

  protected override updated(changed: PropertyValues): void {
    if (this.isLosingFocus) this.takeFocus();
    if (this.editor) this.tellEditor();
    else if (changed.has("marks") || changed.has("error")) this.showSelected();
  }

  private tellEditor(): void {
    this.editor?.update({ source: this.source, marks: this.marks, error: this.told, messages: this.messages });
  }

  private reader() {
    const marks = new Map(this.marks.map((mark) => [mark.line, mark]));
    return html`
      <div class="text" tabindex="0" role="region" aria-label=${this.messages.source} @dblclick=${this.openEditor} @keydown=${this.handleKey}>
        <ol>
          ${this.lines.map((line, at) => {
            const mark = marks.get(at + 1);
            const error = this.told?.line === at + 1 ? this.told : undefined;
            return html`<li class=${error ? "wrong" : mark ? "here" : ""}
              ><span class="number" aria-hidden="true">${at + 1}</span><code>${line.map(tokenHtml)}</code>${mark ? markHtml(mark, this.messages) : nothing}</li
            >${error ? html`<li class="error">${error.message}</li>` : nothing}`;
          })}
        </ol>
      </div>
    `;
  }

  private readonly handleKey = (event: KeyboardEvent): void => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    void this.openEditor();
  };

  private readonly handleClose = (): void => {
    this.editor?.destroy();
    this.editor = undefined;
    this.isEditing = false;
    void this.updateComplete.then(() => this.takeFocus());
  };

  /** Whoever uses the keyboard goes on from here, not from the top of the page. */
  private takeFocus(): void {
    if (this.editor) this.editor.focus();
    else this.renderRoot.querySelector<HTMLElement>(".edit")?.focus();
  }

  /** Keeps the wrong line or the chosen thread's line in sight, without moving the page. */
  private showSelected(): void {
    const mark = this.marks.find(({ threads }) => threads.some((thread) => thread.isSelected));
    const number = this.error?.line ?? mark?.line;
    const line = number && this.text?.querySelectorAll<HTMLElement>("li:not(.error)")[number - 1];
    if (!line) return;
    const top = line.offsetTop - this.text.offsetTop;
    if (top < this.text.scrollTop) this.text.scrollTop = top - 40;
    else if (top + 20 > this.text.scrollTop + this.text.clientHeight)
      this.text.scrollTop = top + 60 - this.text.clientHeight;
  }

  private tell(type: string, detail: unknown = undefined): void {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }
}

function tokenHtml(token: Token) {
  if (token.kind === "plain" || token.kind === "name") return token.text;
  return html`<span class=${token.kind === "number" ? "number-token" : token.kind}>${token.text}</span>`;
}

function markHtml(mark: LineMark, messages: Messages) {
  const rest = mark.threads.length - MAX_NAMES;
  const names = mark.threads.map((thread) => thread.name).join(", ");
  return html`<span class="here-mark" aria-label=${messages.currentLine(names)}
    >${mark.threads
      .slice(0, MAX_NAMES)
      .map(
        ({ name, state }) =>
          html`<b style=${`--mark: var(--hp-${state}-mark); --ground: var(--hp-${state}); --on: var(--hp-${state}-ink)`}>${name}</b>`,
      )}${rest > 0 ? html`<span>${messages.more(rest)}</span>` : nothing}</span
  >`;
}
