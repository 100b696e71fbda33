/** How the timeline, the source and the output look inside. */

import { css } from "lit";

export const timelineStyles = css`
  :host {
    display: block;
    position: relative;
  }
  .scroller {
    position: relative;
    overflow: hidden auto;
    max-height: min(var(--hp-lanes, 58vh), 640px);
    overscroll-behavior: auto;
    scrollbar-gutter: auto;
  }
  .spacer {
    position: relative;
  }
  canvas {
    position: sticky;
    top: 0;
    display: block;
    touch-action: pan-y;
    outline: none;
  }
  canvas:focus-visible {
    box-shadow: inset 0 0 0 2px var(--hp-accent);
  }
  :host([dimmed]) canvas {
    opacity: 0.4;
  }
  .tooltip {
    position: absolute;
    z-index: 2;
    top: 0;
    left: 0;
    max-width: min(420px, 90%);
    padding: 5px 9px;
    border-radius: 6px;
    background: var(--hp-ink);
    color: var(--hp-surface);
    font-size: 12.5px;
    line-height: 1.4;
    pointer-events: none;
  }
  .tooltip[hidden] {
    display: none;
  }
  .legend {
    display: flex;
    flex-wrap: wrap;
    gap: 2px 16px;
    margin: 0;
    padding: 7px 12px;
    border-top: 1px solid var(--hp-faint);
    font-size: 12.5px;
    list-style: none;
  }
  .legend li {
    display: inline-flex;
    align-items: center;
    gap: 6px;
  }
  .legend canvas {
    position: static;
    width: 26px;
    height: 13px;
  }
  .legend .note {
    color: var(--hp-muted);
  }
`;

export const sourceStyles = css`
  :host {
    display: flex;
    flex-direction: column;
    min-height: 0;
  }
  header {
    display: flex;
    align-items: center;
    gap: 4px;
    padding: 4px 6px 4px 12px;
    border-bottom: 1px solid var(--hp-faint);
    min-height: 41px;
  }
  h3 {
    margin: 0;
    font-size: 14px;
    font-weight: 600;
    flex: 1;
  }
  .hint {
    margin: 0;
    padding: 4px 12px;
    border-bottom: 1px solid var(--hp-faint);
    color: var(--hp-muted);
    font-size: 13px;
  }
  .text {
    flex: 1;
    min-height: 0;
    overflow: auto;
    margin: 0;
    padding: 6px 0;
    font: 12.5px / 20px var(--hp-mono);
    tab-size: 4;
  }
  .text ol {
    margin: 0;
    padding: 0;
    list-style: none;
    min-width: max-content;
  }
  .text li {
    display: flex;
    white-space: pre;
    min-height: 20px;
    padding-right: 10px;
  }
  .text li .number {
    flex: none;
    width: 40px;
    padding-right: 12px;
    text-align: right;
    color: var(--hp-muted);
    opacity: 0.8;
    user-select: none;
  }
  .text li.here {
    background: var(--hp-accent-faint);
  }
  .text li.wrong {
    background: color-mix(in srgb, var(--hp-danger) 12%, transparent);
    box-shadow: inset 3px 0 var(--hp-danger);
  }
  .error {
    color: var(--hp-danger);
    font-family: system-ui, sans-serif;
    padding: 0 10px 4px 40px;
    white-space: pre-wrap;
  }
  /* In sight beside a line that is longer than there is room, too. */
  .here-mark {
    position: sticky;
    right: 6px;
    margin-left: 14px;
    display: inline-flex;
    gap: 4px;
    align-items: center;
    font: 11.5px / 16px system-ui, "Noto Sans", sans-serif;
  }
  .here-mark b {
    font-weight: 600;
    padding: 0 6px;
    border-radius: 3px;
    border: 1px solid var(--mark, var(--hp-muted));
    background: var(--ground, none);
    color: var(--on, inherit);
  }
  .keyword {
    color: var(--hp-syntax-keyword);
  }
  .string {
    color: var(--hp-syntax-string);
  }
  .number-token {
    color: var(--hp-syntax-number);
  }
  .comment {
    color: var(--hp-syntax-comment);
  }
  .editor {
    flex: 1;
    min-height: 0;
    overflow: hidden;
    display: grid;
    grid-template-columns: minmax(0, 1fr);
  }
`;

export const consoleStyles = css`
  :host {
    display: flex;
    flex-direction: column;
    min-height: 0;
  }
  h3 {
    margin: 0;
    padding: 9px 12px;
    font-size: 14px;
    font-weight: 600;
    border-bottom: 1px solid var(--hp-faint);
  }
  .scroll {
    flex: 1;
    min-height: 88px;
    overflow: auto;
    padding: 6px 0;
    font: 12.5px / 20px var(--hp-mono);
  }
  .note {
    margin: 0;
    padding: 4px 12px;
    color: var(--hp-muted);
    font-family: system-ui, sans-serif;
  }
  ol {
    margin: 0;
    padding: 0;
    list-style: none;
  }
  li {
    display: flex;
    gap: 10px;
    padding: 0 12px;
    cursor: pointer;
  }
  li:hover {
    background: var(--hp-raised);
  }
  li.latest {
    background: var(--hp-accent-faint);
  }
  button.who {
    flex: none;
    width: 84px;
    min-height: 20px;
    padding: 0;
    border: 0;
    border-radius: 0;
    background: none;
    font: inherit;
    text-align: left;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
    color: var(--hp-muted);
  }
  .what {
    white-space: pre-wrap;
    overflow-wrap: anywhere;
    min-width: 0;
  }
  .err {
    color: var(--hp-danger);
  }
`;
