/** The timeline inside the element: the pane, its legend, its keys, and the same in words for those who cannot see it. */

import { html, LitElement, type PropertyValues } from "lit";
import { property, query } from "lit/decorators.js";
import { laneSentence } from "../model/describe";
import { STATES } from "../model/trace";
import { CanvasSurface } from "../timeline/canvas-surface";
import { PALETTES, type ThemeName } from "../timeline/palette";
import { type PaneState, TimelinePane } from "../timeline/pane";
import { timelineStyles } from "./part-styles";
import type { LabSession } from "./session";
import { colours, controls } from "./styles";

const ZOOM_STEP = 1.5;
/** The part of its width that a view moves by. */
const PAN_PART = 0.5;

export class TimelinePart extends LitElement {
  static override readonly styles = [colours, controls, timelineStyles];

  @property({ attribute: false }) session!: LabSession;
  @property({ attribute: false }) state!: PaneState;
  @property({ attribute: false }) summary = "";
  @property({ reflect: true, attribute: "data-theme" }) theme: ThemeName = "light";
  @property({ type: Boolean, reflect: true }) dimmed = false;
  @query(".scroller") private scroller!: HTMLElement;
  @query(".spacer") private spacer!: HTMLElement;
  @query(".scroller canvas") private canvas!: HTMLCanvasElement;
  @query(".tooltip") private tooltip!: HTMLElement;
  private pane: TimelinePane | undefined;
  private legendTheme: ThemeName | undefined;

  zoomIn(): void {
    this.pane?.zoom(ZOOM_STEP);
  }

  zoomOut(): void {
    this.pane?.zoom(1 / ZOOM_STEP);
  }

  override render() {
    const { messages } = this.state;
    return html`
      <div class="scroller">
        <div class="spacer">
          <canvas
            tabindex="0"
            role="application"
            aria-label=${`${messages.timeline}. ${this.summary}`}
            aria-describedby="help"
            @keydown=${this.handleKey}
          ></canvas>
        </div>
      </div>
      <div class="tooltip" hidden></div>
      <p id="help" class="hidden">${messages.timelineHelp}</p>
      <ul class="legend" aria-label=${messages.legend}>
        ${STATES.map(
          (state) =>
            html`<li title=${messages[`${state}Noun`]}><canvas data-state=${state} aria-hidden="true"></canvas>${messages[state]}</li>`,
        )}
        ${this.state.behind ? html`<li class="note">${messages.ghostLegend}</li>` : ""}
      </ul>
      <ul class="hidden" aria-label=${messages.timeline}>
        ${
          this.session.isPlaying
            ? ""
            : this.state.index.trace.threads
                .slice(0, 100)
                .map((_, lane) => html`<li>${laneSentence(this.state.index, lane, this.state.cursor, messages)}</li>`)
        }
      </ul>
    `;
  }

  protected override firstUpdated(): void {
    this.makePane();
  }

  protected override updated(changed: PropertyValues): void {
    this.pane?.update(this.state);
    if (changed.has("theme") || this.legendTheme !== this.state.theme) this.drawLegend();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.hasUpdated) this.makePane();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.pane?.dispose();
    this.pane = undefined;
  }

  private makePane(): void {
    this.pane ??= new TimelinePane(this.scroller, this.canvas, this.spacer, this.tooltip, {
      onSeek: (value) => this.session.seek(value),
      onSelect: (lane, interval) => this.session.select({ lane, interval }),
      onRange: (range) => (range ? this.session.setRange(range) : this.session.fit()),
    });
    this.pane.update(this.state);
  }

  private drawLegend(): void {
    this.legendTheme = this.state.theme;
    for (const canvas of this.renderRoot.querySelectorAll<HTMLCanvasElement>(".legend canvas")) {
      const state = STATES.find((candidate) => candidate === canvas.dataset.state);
      if (!state) continue;
      const surface = new CanvasSurface(canvas, PALETTES[this.state.theme]);
      surface.begin(26, 13, devicePixelRatio || 1);
      surface.bar(state, 0, 0, 26, 13);
    }
  }

  private readonly handleKey = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const many = event.shiftKey ? 10 : 1;
    const actions: Readonly<Record<string, () => void>> = {
      ArrowLeft: () => this.session.step(-many),
      ArrowRight: () => this.session.step(many),
      ArrowUp: () => this.selectLane(-1),
      ArrowDown: () => this.selectLane(1),
      Home: () => this.session.toStart(),
      End: () => this.session.toEnd(),
      "+": () => this.zoomIn(),
      "=": () => this.zoomIn(),
      "-": () => this.zoomOut(),
      PageUp: () => this.pane?.pan(-PAN_PART),
      PageDown: () => this.pane?.pan(PAN_PART),
      "0": () => this.session.fit(),
      " ": () => this.session.togglePlay(),
      Escape: () => this.session.select({ lane: -1, interval: -1 }),
    };
    const action = actions[event.key];
    if (!action) return;
    event.preventDefault();
    action();
  };

  private selectLane(direction: 1 | -1): void {
    const { index } = this.state;
    const lanes = index.trace.threads.length;
    const before = this.session.selection.lane;
    const lane = before < 0 ? (direction > 0 ? 0 : lanes - 1) : (before + direction + lanes) % lanes;
    this.session.select({ lane, interval: index.intervalAt(lane, this.state.cursor) });
    this.pane?.reveal(lane);
  }
}
