/** What all parts of the page share: the palette as custom properties, and the look of controls. */

import { css, unsafeCSS } from "lit";
import { PALETTES, paletteProperties } from "../timeline/palette";

const MONO =
  'ui-monospace, "SF Mono", "Cascadia Code", Menlo, Consolas, "Noto Sans Mono", "DejaVu Sans Mono", monospace';

export const colours = css`
  :host {
    ${unsafeCSS(paletteProperties(PALETTES.light))}
    --hp-mono: ${unsafeCSS(MONO)};
    color-scheme: light;
    /* Without it Firefox draws white bars on a dark page. */
    scrollbar-color: var(--hp-muted) var(--hp-surface);
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
