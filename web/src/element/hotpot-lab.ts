/**
 * `<hotpot-lab>`: a program, its parameters, its timeline and its output, in any page.
 *
 * The program comes from `program` (one of those shipped), from `src` (an address), from the `source` property, or stands
 * inside the tag as `<pre>`. README.md has the whole interface.
 */

import { html, LitElement, nothing, type PropertyValues } from "lit";
import { property, query, state } from "lit/decorators.js";
import { intervalSentence, laneSentence, momentText } from "../model/describe";
import { formatDuration } from "../model/format";
import type { ParameterValue, Settings } from "../model/lab";
import { chooseLanguage, type Language, MESSAGES, type Messages, paragraphFor } from "../model/messages/messages";
import type { Trace } from "../model/trace";
import type { Axis } from "../model/trace-index";
import type { ThemeName } from "../timeline/palette";
import type { PaneState } from "../timeline/pane";
import { GLYPHS } from "./glyphs";
import { labStyles } from "./lab-styles";
import { programSource } from "./library";
import { noticeText } from "./notices";
import { parametersHtml } from "./parameters";
import { recordingOf } from "./recordings";
import type { Request } from "./requested";
import { messageOf } from "./run-slot";
import { seedsHtml } from "./seeds";
import { LabSession } from "./session";
import { settingsHtml } from "./settings";
import { sharedEngine } from "./shared-engine";
import type { LineMark } from "./source-part";
import { statusHtml, statusSentence, stopHtml } from "./status";
import { colours, controls } from "./styles";
import type { TimelinePart } from "./timeline-part";
import { transportHtml } from "./transport";

/** Parts that `view` may name; without it all are there. */
const PARTS = ["look-for", "parameters", "timeline", "source", "output", "settings"] as const;
type Part = (typeof PARTS)[number];

const FRAMES = {
  request: (callback: (nowMs: number) => void) => requestAnimationFrame(callback),
  cancel: (handle: number) => cancelAnimationFrame(handle),
};

export class HotpotLab extends LitElement {
  static override readonly styles = [colours, controls, labStyles];

  /** Name of a program of the gallery. It comes before `src`; a `source` counts until one of the two is set anew. */
  @property()
  get program(): string | undefined {
    return this.givenProgram;
  }
  set program(name: string | undefined) {
    if (name === this.givenProgram && this.givenSource === undefined) return;
    this.givenProgram = name ?? undefined;
    this.give(undefined);
  }
  /** Address of a program text. */
  @property()
  get src(): string | undefined {
    return this.givenAddress;
  }
  set src(address: string | undefined) {
    if (address === this.givenAddress && this.givenSource === undefined) return;
    this.givenAddress = address ?? undefined;
    this.give(undefined);
  }
  /** The program text itself; what is typed comes back here. */
  @property({ attribute: false })
  get source(): string {
    return this.isGivenAnew || this.session.status.kind === "notStarted"
      ? (this.givenSource ?? "")
      : this.session.source;
  }
  set source(text: string) {
    this.give(text);
  }
  @property() mode: Settings["mode"] | undefined;
  @property({ type: Number }) seed: number | undefined;
  @property({ type: Number }) cores: number | undefined;
  /** The page calls `open` itself; the tag asks for nothing. */
  @property({ type: Boolean }) manual = false;
  /** Which parts to show, by name, with spaces between; all where it is not given. */
  @property() view: string | undefined;
  /** `en` or `zh`; the browser's language where it is not given. */
  @property() override lang = "";
  /** `light`, `dark` or `auto`. */
  @property() theme: ThemeName | "auto" = "auto";
  @property({ reflect: true, attribute: "data-theme" }) shownTheme: ThemeName = "light";
  @state() private change = 0;
  @state() private isStatusSeen = true;
  @query("hotpot-timeline") private timeline!: TimelinePart | null;
  @query(".toolbar .status") private status!: HTMLElement | null;

  readonly session: LabSession;
  private givenProgram: string | undefined;
  private givenAddress: string | undefined;
  private givenSource: string | undefined;
  /** What is to be shown was set since it was last opened. */
  private isGivenAnew = false;
  private isOpen = false;
  private opens = 0;
  private marks: readonly LineMark[] = [];
  private marksKey = "";
  /** A long article starts its programs one by one, as the reader comes near. */
  private readonly sight = new IntersectionObserver((entries) => this.handleSight(entries), { rootMargin: "400px" });
  /** Stop is wherever the reader is. */
  private readonly statusSight = new IntersectionObserver((entries) => {
    this.isStatusSeen = entries.findLast(({ target }) => target === this.status)?.isIntersecting ?? this.isStatusSeen;
  });
  private readonly dark = matchMedia("(prefers-color-scheme: dark)");

  constructor() {
    super();
    this.session = new LabSession(
      sharedEngine().client(),
      FRAMES,
      () => {
        this.change++;
      },
      () => this.tell("hotpot-settle"),
      recordingOf,
    );
  }

  // What a page may call. Times are seconds of the run.

  /** Takes up a program, with values and settings as a link gives them; of two that are still to come, the one asked for last. */
  open(request: Request | Promise<Request>): Promise<void> {
    const open = ++this.opens;
    this.isOpen = true;
    this.isGivenAnew = false;
    const load = (found: Request) => (open === this.opens ? this.session.load(found) : undefined);
    const loading = request instanceof Promise ? request.then(load) : Promise.resolve(load(request));
    this.opening = loading.catch(() => undefined);
    return loading;
  }

  run(): void {
    this.session.run();
  }

  stop(): void {
    this.session.stop();
  }

  play(): void {
    this.session.play();
  }

  pause(): void {
    this.session.pause();
  }

  /** Puts the cursor at a second of the run. */
  seek(seconds: number): void {
    const { session } = this;
    if (session.axis === "time") session.seek(seconds * 1e9);
    else session.seek(session.index?.atTime(seconds * 1e9).step ?? 0);
  }

  setParameter(name: string, value: ParameterValue): void {
    this.session.setParameter(name, value, true);
  }

  get parameters(): Readonly<Record<string, ParameterValue>> {
    return this.session.values;
  }

  get settings(): Settings {
    return this.session.settings;
  }

  /** The run on screen, as data. */
  get trace(): Trace | undefined {
    return this.session.index?.trace;
  }

  get language(): Language {
    const near = this.lang || this.closest<HTMLElement>("[lang]")?.lang;
    return chooseLanguage(near ? [near] : navigator.languages);
  }

  /** Resolves when nothing is loading, running or waiting, and the picture shows it. */
  async whenIdle(): Promise<void> {
    if (this.isConnected && !this.manual && !this.isOpen) await this.looked;
    if (this.isConnected) await this.updateComplete;
    await this.opening;
    await this.session.whenIdle();
    await this.updateComplete;
    await this.timeline?.updateComplete;
    await new Promise((resolve) => requestAnimationFrame(resolve));
  }

  // Below here: how it is done.

  private opening: Promise<void> | undefined;
  private noteLooked: () => void = () => undefined;
  /** Whether the reader is near is known. */
  private readonly looked = new Promise<void>((resolve) => {
    this.noteLooked = resolve;
  });

  override connectedCallback(): void {
    super.connectedCallback();
    this.dark.addEventListener("change", this.handleScheme);
    this.handleScheme();
    if (!this.isOpen && !this.manual) this.sight.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.dark.removeEventListener("change", this.handleScheme);
    this.sight.disconnect();
    this.statusSight.disconnect();
    // Being moved is not being taken away: a moved element is back in the page by now.
    queueMicrotask(() => {
      if (this.isConnected) return;
      this.session.halt();
    });
  }

  override willUpdate(changed: PropertyValues): void {
    if (changed.has("theme")) this.handleScheme();
    if (this.isOpen && this.isGivenAnew) this.opening = this.openGiven();
    else if (this.isOpen) this.takeSettings(changed);
    this.marks = this.findMarks();
  }

  protected override updated(): void {
    // Watching what is watched already does nothing.
    if (this.status && this.isConnected) this.statusSight.observe(this.status);
  }

  override render() {
    const { session, language } = this;
    const messages = MESSAGES[language];
    const sentence = paragraphFor(session.checked?.doc ?? "", language);
    const hasTop = (sentence && this.shows("look-for")) || session.notices.length > 0;
    return html`<div class="lab" lang=${language} data-change=${this.change}>
      ${
        hasTop
          ? html`<div class="top">
              ${sentence && this.shows("look-for") ? html`<p class="look-for">${sentence}</p>` : nothing}
              ${this.notices(messages)}
            </div>`
          : nothing
      }
      <div class="main">
        ${this.shows("parameters") ? parametersHtml(session, messages) : nothing}
        ${
          this.shows("timeline")
            ? this.picture(messages)
            : html`<div class="picture">
              <div class="toolbar">${statusHtml(session, messages, language)}</div>
            </div>`
        }
        ${
          this.shows("settings")
            ? html`<div class="more">${settingsHtml(session, messages)}${seedsHtml(session, messages, language)}</div>`
            : nothing
        }
      </div>
      ${this.shows("source") || this.shows("output") ? html`<div class="beside">${this.beside(messages)}</div>` : nothing}
      ${this.isStatusSeen ? nothing : stopHtml(session, messages, language)}
    </div>`;
  }

  private picture(messages: Messages) {
    const { session, language } = this;
    const { index } = session;
    return html`<section class="picture" aria-label=${messages.timeline}>
      <div class="toolbar">
        ${statusHtml(session, messages, language)}
        ${index ? this.axisHtml(messages) : nothing}
      </div>
      ${
        index
          ? html`<hotpot-timeline
              .session=${session}
              .state=${this.paneState(messages)}
              .summary=${messages.timelineSummary(
                index.trace.threads.length,
                formatDuration(index.trace.endNs),
                statusSentence(session, messages, language),
              )}
              .theme=${this.shownTheme}
              .dimmed=${session.isOutdated}
            ></hotpot-timeline>
            ${this.details(messages)} ${transportHtml(session, messages)}`
          : html`<div class="empty"></div>`
      }
    </section>`;
  }

  private axisHtml(messages: Messages) {
    const { session } = this;
    const choice = (axis: Axis, label: string) => html`<label
      ><input type="radio" name="axis" value=${axis} .checked=${session.axis === axis} @change=${() => session.setAxis(axis)} /><span>${label}</span></label
    >`;
    return html`<span class="zoom">
      <span class="segments" role="radiogroup" aria-label=${messages.axis} title=${messages.axisHint}
        >${choice("time", messages.axisTime)}${choice("steps", messages.axisSteps)}</span
      >
      <button class="icon" title=${messages.zoomOut} aria-label=${messages.zoomOut} @click=${() => this.timeline?.zoomOut()}>${GLYPHS.zoomOut}</button>
      <button class="icon" title=${messages.zoomIn} aria-label=${messages.zoomIn} @click=${() => this.timeline?.zoomIn()}>${GLYPHS.zoomIn}</button>
      <button ?disabled=${!session.range && !session.formerEnd} @click=${() => session.fit()}>${messages.fit}</button>
    </span>`;
  }

  private details(messages: Messages) {
    const { session } = this;
    const { index, selection } = session;
    if (!index || selection.lane < 0) return html`<p class="details hint">${messages.timelineHint}</p>`;
    const text =
      selection.interval >= 0
        ? intervalSentence(index, selection.interval, session.axis, messages)
        : `${messages.atCursor(momentText(index, session.cursor, session.axis, messages))} · ${laneSentence(index, selection.lane, session.cursor, messages)}`;
    return html`<p class="details" role="status" aria-live=${session.isPlaying ? "off" : "polite"}>${text}</p>`;
  }

  private beside(messages: Messages) {
    const { session } = this;
    return html`${
      this.shows("source")
        ? html`<hotpot-source
          .messages=${messages}
          .language=${this.language}
          .source=${session.status.kind === "notStarted" ? (this.givenSource ?? this.inlineSource()) : session.source}
          .marks=${this.marks}
          .error=${session.error}
          .isChanged=${session.isChanged}
          .theme=${this.shownTheme}
          @hotpot-edit=${(event: CustomEvent<{ source: string }>) => this.handleEdit(event.detail.source)}
          @hotpot-revert=${() => this.handleEdit(undefined)}
        ></hotpot-source>`
        : nothing
    }${
      this.shows("output")
        ? html`<hotpot-console
          .messages=${messages}
          .index=${session.index}
          .rows=${session.cursor.rows}
          .theme=${this.shownTheme}
          @hotpot-seek-row=${(event: CustomEvent<{ row: number }>) => session.seekRow(event.detail.row)}
        ></hotpot-console>`
        : nothing
    }`;
  }

  private notices(messages: Messages) {
    const { notices } = this.session;
    if (notices.length === 0) return nothing;
    return html`<div class="notices" role="status">
      <div>${notices.map((notice) => html`<p>${noticeText(notice, messages)}</p>`)}</div>
      <button class="icon quiet" aria-label=${messages.dismiss} @click=${() => this.session.dismissNotices()}>${GLYPHS.close}</button>
    </div>`;
  }

  private paneState(messages: Messages): PaneState {
    const { session } = this;
    const { axis, selection } = session;
    const index = session.index as NonNullable<LabSession["index"]>;
    const formerEnd = session.formerEnd?.[axis];
    return {
      index,
      axis,
      messages,
      range: session.range,
      pictureLength: session.pictureLength,
      cursor: session.cursor,
      selectedLane: selection.lane,
      selectedInterval: selection.interval,
      theme: this.shownTheme,
      ...(formerEnd !== undefined && { formerEnd }),
      ...(session.behind && session.isLivePicture && { behind: { index: session.behind } }),
    };
  }

  /** Each thread's current line at the cursor. The same list as before where nothing has moved, so that nothing is drawn anew. */
  private findMarks(): readonly LineMark[] {
    const { index, cursor, selection, error } = this.session;
    if (!index || error) return this.marksKey === "" ? this.marks : this.setMarks("", []);
    const byLine = new Map<number, LineMark["threads"][number][]>();
    for (const [lane, thread] of index.trace.threads.entries()) {
      const threadState = index.stateAt(lane, cursor);
      const line = index.lineAt(lane, cursor);
      if (!threadState || threadState === "done" || line === 0) continue;
      const entry = { name: thread.name, state: threadState, isSelected: lane === selection.lane };
      const there = byLine.get(line);
      if (there) there.push(entry);
      else byLine.set(line, [entry]);
    }
    const marks = [...byLine].map(([line, threads]) => ({ line, threads }));
    const key = JSON.stringify(marks);
    return key === this.marksKey ? this.marks : this.setMarks(key, marks);
  }

  private setMarks(key: string, marks: readonly LineMark[]): readonly LineMark[] {
    this.marksKey = key;
    return marks;
  }

  private handleEdit(source: string | undefined): void {
    if (source === undefined) this.session.revert();
    else this.session.edit(source);
    this.tell("hotpot-edit");
  }

  private readonly handleScheme = (): void => {
    this.shownTheme = this.theme === "auto" ? (this.dark.matches ? "dark" : "light") : this.theme;
  };

  private handleSight(entries: readonly IntersectionObserverEntry[]): void {
    this.noteLooked();
    if (this.isOpen || !entries.some((entry) => entry.isIntersecting)) return;
    this.sight.disconnect();
    this.isOpen = true;
    this.opening = this.openGiven();
  }

  private shows(part: Part): boolean {
    return !this.view || this.view.split(/\s+/).includes(part);
  }

  private give(source: string | undefined): void {
    this.givenSource = source;
    this.isGivenAnew = true;
    this.requestUpdate();
  }

  private takeSettings(changed: PropertyValues): void {
    if (changed.has("mode") && this.mode) this.session.setSetting("mode", this.mode);
    if (changed.has("seed") && this.seed !== undefined) this.session.setSetting("seed", this.seed);
    if (changed.has("cores") && this.cores !== undefined) this.session.setSetting("cores", this.cores);
  }

  /** Finds the program that the tag asks for and takes it up, unless something newer was asked for meanwhile. */
  private async openGiven(): Promise<void> {
    const open = ++this.opens;
    this.isGivenAnew = false;
    try {
      const source = this.givenSource ?? (await this.findSource());
      if (open !== this.opens) return;
      if (source === undefined) this.session.refuse({ name: this.program ?? "" }, this.inlineSource());
      else
        await this.open({ ...this.givenSettings(), params: this.givenParameters(), name: this.program ?? "", source });
    } catch (error) {
      if (open !== this.opens) return;
      const retry = () => {
        this.opening = this.openGiven();
      };
      this.session.refuse(
        { name: this.program ?? this.src ?? "", message: messageOf(error), retry },
        this.inlineSource(),
      );
    }
  }

  /** Undefined where the gallery has no program of the name. */
  private async findSource(): Promise<string | undefined> {
    if (this.program) return programSource(this.program);
    if (!this.src) return this.inlineSource();
    const response = await fetch(this.src);
    if (!response.ok) throw new Error(`${response.status} ${response.statusText}`.trim());
    return response.text();
  }

  private inlineSource(): string {
    const holder = this.querySelector("pre, script[type='text/x-python']");
    return (holder?.textContent ?? "").replace(/^\s*\n/, "");
  }

  private givenSettings(): { settings: Partial<Settings> } {
    const settings: { -readonly [K in keyof Settings]?: Settings[K] } = {};
    if (this.mode === "live" || this.mode === "simulate") settings.mode = this.mode;
    if (this.seed !== undefined) settings.seed = this.seed;
    if (this.cores !== undefined) settings.cores = this.cores;
    return { settings };
  }

  /** `param-rounds="5"`: attribute names have no case, parameters do. */
  private givenParameters(): Map<string, string> {
    const given = [...this.attributes].filter((attribute) => attribute.name.startsWith("param-"));
    return new Map(
      given.map(({ name, value }) => [name.slice("param-".length).toUpperCase().replace(/-/g, "_"), value]),
    );
  }

  private tell(type: string): void {
    this.dispatchEvent(new CustomEvent(type, { bubbles: true, composed: true }));
  }
}
