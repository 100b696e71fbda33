/** The editor, fetched when somebody edits. CodeMirror inside; the page's colours outside. */

import { closeBrackets, closeBracketsKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap, indentWithTab } from "@codemirror/commands";
import { python } from "@codemirror/lang-python";
import { bracketMatching, HighlightStyle, indentOnInput, indentUnit, syntaxHighlighting } from "@codemirror/language";
import { type Diagnostic, setDiagnostics } from "@codemirror/lint";
import { EditorState, StateEffect, StateField } from "@codemirror/state";
import {
  Decoration,
  type DecorationSet,
  drawSelection,
  EditorView,
  highlightActiveLineGutter,
  keymap,
  lineNumbers,
  WidgetType,
} from "@codemirror/view";
import { tags } from "@lezer/highlight";
import type { SourceError } from "../model/lab";
import type { Messages } from "../model/messages/messages";
import type { State } from "../model/trace";

interface Mark {
  readonly line: number;
  readonly threads: readonly { readonly name: string; readonly state: State }[];
}

export interface EditorContent {
  readonly source: string;
  readonly marks: readonly Mark[];
  readonly error: SourceError | undefined;
  readonly messages: Messages;
}

export interface ProgramEditor {
  update(content: EditorContent): void;
  scrollTo(top: number): void;
  focus(): void;
  destroy(): void;
}

export interface EditorOptions {
  readonly root: ShadowRoot;
  readonly label: string;
  /** Of the element in the same root that says how to leave: Tab is for indenting. */
  readonly hintId: string;
  readonly source: string;
  readonly onChange: (source: string) => void;
}

/** So many names stand at a line; the rest is a number. */
const MAX_NAMES = 3;

const setMarks = StateEffect.define<EditorContent>();

const marksField = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(marks, transaction) {
    const effect = transaction.effects.find((candidate) => candidate.is(setMarks));
    return effect ? decorations(effect.value, transaction.state) : marks.map(transaction.changes);
  },
  provide: (field) => EditorView.decorations.from(field),
});

/** Opens an editor in `parent`. What is typed goes to `onChange`; what the page changes comes in by `update`. */
export function createEditor(parent: HTMLElement, options: EditorOptions): ProgramEditor {
  let isOurs = false;
  const view = new EditorView({
    parent,
    root: options.root,
    state: EditorState.create({
      doc: options.source,
      extensions: [
        lineNumbers(),
        highlightActiveLineGutter(),
        history(),
        drawSelection(),
        indentOnInput(),
        indentUnit.of("    "),
        bracketMatching(),
        closeBrackets(),
        python(),
        syntaxHighlighting(highlightStyle),
        marksField,
        appearance,
        EditorView.contentAttributes.of({
          "aria-label": options.label,
          "aria-describedby": options.hintId,
          spellcheck: "false",
        }),
        // Escape, then Tab, leaves the editor: CodeMirror's own way out for those who use the keyboard.
        keymap.of([...closeBracketsKeymap, ...defaultKeymap, ...historyKeymap, indentWithTab]),
        EditorView.updateListener.of((update) => {
          if (update.docChanged && !isOurs) options.onChange(update.state.doc.toString());
        }),
      ],
    }),
  });
  let shown: EditorContent | undefined;
  return {
    update(content) {
      isOurs = true;
      replaceText(view, content.source);
      if (content.marks !== shown?.marks) view.dispatch({ effects: setMarks.of(content) });
      if (content.error !== shown?.error)
        view.dispatch(setDiagnostics(view.state, diagnostics(view.state, content.error)));
      shown = content;
      isOurs = false;
    },
    scrollTo(top) {
      requestAnimationFrame(() => {
        view.scrollDOM.scrollTop = top;
      });
    },
    focus: () => view.focus(),
    destroy: () => view.destroy(),
  };
}

/** Changes only what differs, so that the reader's cursor and selection stay. */
function replaceText(view: EditorView, text: string): void {
  const before = view.state.doc.toString();
  if (before === text) return;
  let from = 0;
  while (from < before.length && from < text.length && before[from] === text[from]) from++;
  let end = 0;
  while (end < before.length - from && end < text.length - from && before.at(-1 - end) === text.at(-1 - end)) end++;
  view.dispatch({ changes: { from, to: before.length - end, insert: text.slice(from, text.length - end) } });
}

function diagnostics(state: EditorState, error: SourceError | undefined): Diagnostic[] {
  if (!error) return [];
  const line = state.doc.line(Math.min(Math.max(1, error.line), state.doc.lines));
  const from = Math.min(line.from + Math.max(0, error.column - 1), line.to);
  return [{ from, to: Math.max(from, line.to), severity: "error", message: error.message }];
}

function decorations({ marks, messages }: EditorContent, state: EditorState): DecorationSet {
  const ranges = marks
    .filter((mark) => mark.line >= 1 && mark.line <= state.doc.lines)
    .sort((a, b) => a.line - b.line)
    .flatMap((mark) => {
      const line = state.doc.line(mark.line);
      return [
        Decoration.line({ class: "hp-here" }).range(line.from),
        Decoration.widget({ widget: new MarkWidget(mark, messages), side: 1 }).range(line.to),
      ];
    });
  return Decoration.set(ranges, true);
}

class MarkWidget extends WidgetType {
  constructor(
    private readonly mark: Mark,
    private readonly messages: Messages,
  ) {
    super();
  }

  override eq(other: MarkWidget): boolean {
    return JSON.stringify(other.mark) === JSON.stringify(this.mark);
  }

  override toDOM(): HTMLElement {
    const { threads } = this.mark;
    const box = document.createElement("span");
    box.className = "here-mark";
    box.setAttribute("aria-label", this.messages.currentLine(threads.map((thread) => thread.name).join(", ")));
    for (const { name, state } of threads.slice(0, MAX_NAMES)) {
      const label = document.createElement("b");
      label.textContent = name;
      label.style.cssText = `--mark: var(--hp-${state}-mark); --ground: var(--hp-${state}); --on: var(--hp-${state}-ink)`;
      box.append(label);
    }
    if (threads.length > MAX_NAMES) box.append(this.messages.more(threads.length - MAX_NAMES));
    return box;
  }
}

const highlightStyle = HighlightStyle.define([
  { tag: [tags.keyword, tags.bool, tags.null, tags.operatorKeyword], color: "var(--hp-syntax-keyword)" },
  { tag: [tags.string, tags.special(tags.string)], color: "var(--hp-syntax-string)" },
  { tag: tags.number, color: "var(--hp-syntax-number)" },
  { tag: tags.comment, color: "var(--hp-syntax-comment)" },
]);

const appearance = EditorView.theme({
  "&": { height: "100%", minHeight: "0", color: "var(--hp-ink)", backgroundColor: "var(--hp-surface)" },
  "&.cm-focused": { outline: "2px solid var(--hp-accent)", outlineOffset: "-2px" },
  ".cm-scroller": { font: "12.5px / 20px var(--hp-mono)", overflow: "auto" },
  ".cm-content": { padding: "6px 0", caretColor: "var(--hp-accent)" },
  ".cm-line": { padding: "0 10px 0 2px" },
  ".cm-gutters": { background: "var(--hp-surface)", color: "var(--hp-muted)", border: "none" },
  ".cm-lineNumbers .cm-gutterElement": { minWidth: "34px", paddingRight: "10px" },
  ".cm-activeLineGutter": { background: "none", color: "var(--hp-ink)" },
  ".cm-cursor": { borderLeftColor: "var(--hp-accent)" },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground": {
    background: "var(--hp-accent-faint) !important",
  },
  ".cm-matchingBracket, &.cm-focused .cm-matchingBracket": {
    background: "var(--hp-raised)",
    outline: "1px solid var(--hp-rule)",
  },
  ".cm-lintRange-error": {
    backgroundImage: "none",
    textDecoration: "underline wavy var(--hp-danger)",
    textUnderlineOffset: "3px",
  },
  ".cm-tooltip": { background: "var(--hp-surface)", color: "var(--hp-ink)", border: "1px solid var(--hp-rule)" },
  ".hp-here": { background: "var(--hp-accent-faint)" },
});
