/** How the element looks. Colours come from the palette's custom properties; sizes follow the element's own width. */

import { css, unsafeCSS } from "lit";
import { PALETTES, paletteProperties } from "../timeline/palette";

const MONO =
  'ui-monospace, "SF Mono", "Cascadia Code", Menlo, Consolas, "Noto Sans Mono", "DejaVu Sans Mono", monospace';

export const colours = css`
  :host {
    ${unsafeCSS(paletteProperties(PALETTES.light))}
    --hp-mono: ${unsafeCSS(MONO)};
    color-scheme: light;
  }
  :host([data-theme="dark"]) {
    ${unsafeCSS(paletteProperties(PALETTES.dark))}
    color-scheme: dark;
  }
`;

export const controls = css`
  * {
    box-sizing: border-box;
  }
  button,
  select,
  input {
    font: inherit;
    color: inherit;
  }
  button,
  select,
  .field {
    background: var(--hp-surface);
    border: 1px solid var(--hp-rule);
    border-radius: 6px;
    padding: 0 10px;
    min-height: 32px;
    cursor: pointer;
  }
  .field {
    cursor: text;
    width: 100%;
  }
  button:hover:not(:disabled),
  select:hover:not(:disabled) {
    border-color: var(--hp-muted);
  }
  button:disabled,
  select:disabled,
  input:disabled {
    cursor: default;
    opacity: 0.5;
  }
  :focus-visible {
    outline: 2px solid var(--hp-accent);
    outline-offset: 2px;
  }
  button.primary {
    background: var(--hp-accent);
    border-color: var(--hp-accent);
    color: var(--hp-accent-ink);
    font-weight: 600;
  }
  button.icon {
    padding: 0;
    width: 32px;
    display: inline-grid;
    place-items: center;
  }
  button.quiet {
    border-color: transparent;
    background: none;
    color: var(--hp-accent);
    padding: 0 6px;
  }
  button.quiet:hover:not(:disabled) {
    text-decoration: underline;
  }
  svg.glyph {
    width: 16px;
    height: 16px;
    fill: none;
    stroke: currentColor;
    stroke-width: 1.75;
    stroke-linecap: round;
    stroke-linejoin: round;
  }
  svg.glyph .solid {
    fill: currentColor;
    stroke: none;
  }
  input[type="range"] {
    width: 100%;
    margin: 0;
    height: 24px;
    accent-color: var(--hp-accent);
    cursor: pointer;
  }
  input[type="checkbox"] {
    accent-color: var(--hp-accent);
    width: 17px;
    height: 17px;
    margin: 0;
  }
  .hidden {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
`;

export const labStyles = css`
  :host {
    display: block;
    container-type: inline-size;
    background: var(--hp-page);
    color: var(--hp-ink);
    font: 14px / 1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Noto Sans CJK SC", "PingFang SC", sans-serif;
    text-align: left;
  }
  :host([hidden]) {
    display: none;
  }
  .lab {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 14px;
    padding: 14px;
  }
  .look-for {
    margin: 0;
    font-size: 17px;
    line-height: 1.45;
    max-width: 62em;
    text-wrap: pretty;
  }
  .notices {
    margin: 0;
    padding: 6px 6px 6px 12px;
    border-left: 3px solid var(--hp-accent);
    background: var(--hp-accent-faint);
    display: flex;
    gap: 8px;
    align-items: start;
    justify-content: space-between;
  }
  .notices p {
    margin: 4px 0;
  }

  .parameters {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(126px, 1fr));
    gap: 8px 22px;
    margin: 0;
    padding: 0;
    border: 0;
    min-width: 0;
  }
  .parameter {
    display: grid;
    align-content: start;
    min-width: 0;
  }
  .parameter .name {
    display: flex;
    justify-content: space-between;
    gap: 8px;
    font: 12.5px / 22px var(--hp-mono);
  }
  .parameter .name span {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .parameter output {
    font-weight: 600;
    font-variant-numeric: tabular-nums;
  }
  .parameter .switch {
    display: flex;
    align-items: center;
    gap: 8px;
    min-height: 24px;
    cursor: pointer;
  }
  .parameter select,
  .parameter .field {
    min-height: 28px;
    min-width: 0;
    width: 100%;
    font: 12.5px / 1.4 var(--hp-mono);
  }

  .picture {
    background: var(--hp-surface);
    border: 1px solid var(--hp-rule);
    border-radius: 8px;
    min-width: 0;
    overflow: hidden;
  }
  .toolbar {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 6px;
    padding: 8px 10px;
    border-bottom: 1px solid var(--hp-faint);
  }
  .status {
    flex: 1 1 220px;
    min-width: 0;
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 2px 8px;
    margin: 0;
  }
  .status .next {
    color: var(--hp-muted);
  }
  .status.trouble .what {
    color: var(--hp-danger);
    font-weight: 600;
  }
  .status .mark {
    flex: none;
    width: 10px;
    height: 10px;
    border-radius: 50%;
    background: var(--hp-done-mark);
  }
  .status.good .mark {
    background: var(--hp-running);
  }
  .status.trouble .mark {
    border-radius: 1px;
    background: var(--hp-danger);
  }
  .status.busy .mark {
    background: none;
    border: 2px solid var(--hp-accent);
    border-right-color: transparent;
    animation: turn 0.9s linear infinite;
  }
  @keyframes turn {
    to {
      transform: rotate(1turn);
    }
  }
  .zoom {
    display: flex;
    gap: 4px;
    margin-left: auto;
  }
  .segments {
    display: inline-flex;
    border: 1px solid var(--hp-rule);
    border-radius: 6px;
    overflow: hidden;
  }
  .segments label {
    position: relative;
    cursor: pointer;
  }
  .segments input {
    position: absolute;
    inset: 0;
    opacity: 0;
    margin: 0;
    cursor: pointer;
  }
  .segments span {
    display: block;
    padding: 0 11px;
    line-height: 30px;
  }
  .segments input:checked + span {
    background: var(--hp-accent-faint);
    color: var(--hp-accent);
    font-weight: 600;
  }
  .segments input:disabled + span {
    opacity: 0.5;
    cursor: default;
  }
  .segments input:focus-visible + span {
    outline: 2px solid var(--hp-accent);
    outline-offset: -2px;
  }
  .empty {
    padding: 48px 20px;
    text-align: center;
    color: var(--hp-muted);
  }
  .details {
    min-height: 35px;
    margin: 0;
    padding: 6px 12px;
    border-top: 1px solid var(--hp-faint);
    font-size: 13px;
    overflow-wrap: anywhere;
  }
  .details.hint {
    color: var(--hp-muted);
  }
  .transport {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 6px;
    padding: 8px 10px;
    border-top: 1px solid var(--hp-faint);
  }
  .transport .play {
    min-width: 92px;
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: 6px;
  }
  .transport .scrub {
    flex: 1 1 140px;
    min-width: 100px;
  }
  .transport .rate {
    color: var(--hp-muted);
    font-size: 13px;
    font-variant-numeric: tabular-nums;
    min-width: 92px;
    text-align: right;
  }
  .transport select {
    padding: 0 4px;
  }

  .more {
    display: grid;
    gap: 6px;
  }
  details > summary {
    cursor: pointer;
    min-height: 32px;
    padding: 5px 2px;
  }
  details > summary .now {
    color: var(--hp-muted);
    margin-left: 6px;
  }
  .settings {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(220px, 1fr));
    gap: 16px 26px;
    padding: 8px 0 6px;
  }
  .setting {
    display: grid;
    align-content: start;
    gap: 3px;
  }
  .setting > .title {
    font-weight: 600;
  }
  .setting .row {
    display: flex;
    align-items: center;
    gap: 8px;
  }
  .setting .hint {
    color: var(--hp-muted);
    font-size: 13px;
    line-height: 1.4;
  }
  .setting input[type="number"] {
    width: 130px;
  }
  .seeds-row {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 4px 10px;
  }
  .seeds-row .hint {
    color: var(--hp-muted);
    font-size: 13px;
  }
  .seeds {
    display: grid;
    gap: 8px;
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .seeds li {
    display: grid;
    grid-template-columns: 48px minmax(60px, 1fr) minmax(0, 2fr);
    gap: 2px 10px;
    align-items: center;
  }
  .seeds .count {
    text-align: right;
    font-variant-numeric: tabular-nums;
    font-weight: 600;
  }
  .seeds .amount {
    height: 14px;
    background: var(--hp-faint);
  }
  .seeds .amount i {
    display: block;
    height: 100%;
    background: var(--hp-accent);
  }
  .seeds .label {
    overflow-wrap: anywhere;
    font: 12.5px / 1.4 var(--hp-mono);
  }
  .seeds .open {
    grid-column: 3;
    display: flex;
    flex-wrap: wrap;
    gap: 2px;
  }
  .seeds .open button {
    min-height: 26px;
    font-size: 13px;
  }
  hotpot-source,
  hotpot-console {
    min-width: 0;
    border: 1px solid var(--hp-rule);
    border-radius: 8px;
    background: var(--hp-surface);
    overflow: hidden;
  }
  hotpot-source {
    max-height: 460px;
  }
  hotpot-console {
    max-height: 260px;
  }

  @container (min-width: 920px) {
    .lab {
      grid-template-columns: minmax(0, 1fr) minmax(330px, 38%);
      grid-template-rows: auto auto auto minmax(0, 1fr);
      gap: 14px 20px;
      padding: 16px 20px 20px;
    }
    .look-for,
    .notices {
      grid-column: 1 / -1;
    }
    .beside {
      grid-column: 2;
      grid-row: 2 / span 3;
    }
    .lab.has-notices .beside {
      grid-row: 3 / span 3;
    }
    .main {
      grid-column: 1;
    }
    /* Source and output share what is left of the window. */
    hotpot-source {
      max-height: none;
      height: clamp(260px, calc(100vh - 366px), 620px);
    }
    hotpot-console {
      max-height: none;
      height: 222px;
    }
  }
  .main,
  .beside {
    display: grid;
    gap: 14px;
    align-content: start;
    min-width: 0;
  }
  @container (max-width: 480px) {
    .lab {
      padding: 10px;
      gap: 12px;
    }
    .look-for {
      font-size: 15.5px;
    }
    .parameters {
      grid-template-columns: 1fr 1fr;
      gap: 6px 16px;
    }
    .transport .scrub {
      order: 1;
      flex-basis: 100%;
    }
    .transport .rate {
      flex: 1;
      min-width: 0;
    }
  }
  @media (prefers-reduced-motion: reduce) {
    .status.busy .mark {
      animation: none;
      border-right-color: var(--hp-accent);
    }
  }
  @media (pointer: coarse) {
    button,
    select {
      min-height: 40px;
    }
    button.icon {
      width: 40px;
    }
    input[type="range"] {
      height: 36px;
    }
  }
  @media print {
    .transport,
    .toolbar .zoom,
    .more {
      display: none;
    }
  }
`;

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
  h3 small {
    margin-left: 6px;
    font-weight: 400;
    color: var(--hp-muted);
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
  .here-mark {
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
  .who {
    flex: none;
    width: 84px;
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
