/** The element's own layout: one column, or two where the element is wide. */

import { css } from "lit";

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
    position: relative;
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 14px;
    padding: 14px;
  }
  /* As high as the lab, so that what sticks in it can be anywhere in sight. */
  .stop-ground {
    position: absolute;
    inset: 0;
    z-index: 3;
    display: flex;
    flex-direction: column;
    justify-content: end;
    align-items: end;
    padding: 10px;
    pointer-events: none;
  }
  .stop-bar {
    position: sticky;
    bottom: 10px;
    display: flex;
    align-items: center;
    gap: 10px;
    max-width: 100%;
    padding: 6px 6px 6px 12px;
    border: 1px solid var(--hp-rule);
    border-radius: 8px;
    background: var(--hp-surface);
    box-shadow: 0 2px 10px rgb(0 0 0 / 25%);
    pointer-events: auto;
    /* A run that a slider starts is over before. */
    animation: come 0.3s step-end;
  }
  @keyframes come {
    from {
      visibility: hidden;
    }
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
    align-items: center;
    gap: 4px 10px;
    margin: 0;
  }
  .status .words {
    min-width: 0;
    overflow-wrap: anywhere;
  }
  .status button {
    flex: none;
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
    min-height: 180px;
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
    white-space: nowrap;
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
    grid-template-columns: minmax(0, 1fr);
    align-content: start;
    gap: 3px;
  }
  .setting select {
    max-width: 100%;
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
  .many-seeds .seeds-row {
    padding: 8px 0 6px;
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
    margin: 8px 0 0;
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
      gap: 14px 20px;
      padding: 16px 20px 20px;
    }
    .top {
      grid-column: 1 / -1;
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
  .top,
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
    /* The scrubber and what a second stands for share a row of their own. */
    .transport .scrub {
      order: 1;
      flex-basis: 60%;
    }
    .transport .rate {
      order: 1;
      min-width: 0;
    }
    .transport select {
      margin-left: auto;
    }
    .segments span {
      padding: 0 7px;
    }
    .seeds .open {
      grid-column: 1 / -1;
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
