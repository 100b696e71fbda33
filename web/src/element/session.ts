/**
 * A lab being worked on: its text, its values, its run, and the place in the run that is looked at. Everything the element
 * shows is read from here and every action goes through here; nothing in here knows the page.
 */

import type { FrameSource } from "../base/frame";
import type { EngineCapabilities } from "../engine/engine";
import type { Checked, Lab, Parameter, ParameterValue, Settings, SourceError } from "../model/lab";
import { PlaybackMap } from "../model/playback";
import { DEFAULT_SETTINGS, sane } from "../model/settings";
import type { Trace } from "../model/trace";
import { type Axis, type Moment, TraceIndex } from "../model/trace-index";
import type { Range } from "../timeline/layout";
import { Busy } from "./busy";
import type { EngineClient } from "./engine-share";
import { Player } from "./player";
import { ProgramText } from "./program-text";
import { Reading } from "./reading";
import type { Recording } from "./recordings";
import type { Notice, Request } from "./requested";
import { engineTrouble, type NoProgram, Runs, type Status } from "./runs";
import { SeedSearch, type Seeds } from "./seed-search";

export interface Selection {
  readonly lane: number;
  readonly interval: number;
}

const NOTHING_SELECTED: Selection = { lane: -1, interval: -1 };
const START: Moment = { timeNs: 0, step: 0, rows: 0 };

export class LabSession {
  name = "";
  capabilities: EngineCapabilities | undefined;
  index: TraceIndex | undefined;
  formerEnd: { readonly time: number; readonly steps: number } | undefined;
  range: Range;
  cursor: Moment = START;
  selection: Selection = NOTHING_SELECTED;
  notices: readonly Notice[] = [];

  private readonly text = new ProgramText();
  private overrides: Partial<Settings> = {};
  private chosenAxis: Axis | undefined;
  /** The reader has put the cursor somewhere since the run opened. */
  private isCursorChosen = false;
  private isDragging = false;
  /** The next picture opens anew: nobody has looked around in this run yet. */
  private isFresh = true;
  /** What the program was opened with, until its text has been read. */
  private request: Request | undefined;
  private map: PlaybackMap | undefined;
  private readonly player: Player;
  private readonly search: SeedSearch;
  private readonly runs: Runs;
  private readonly busy = new Busy();
  private readonly reading = new Reading(
    this.busy,
    () => this.source,
    (source) => this.read(source),
  );

  constructor(
    private readonly engine: EngineClient,
    frames: FrameSource,
    private readonly onChange: () => void,
    /** The lab is as the reader wants it to be kept: an address may be written. */
    private readonly onSettled: () => void = () => undefined,
    /** A program's first run, where it was recorded beforehand. */
    private readonly recordingOf: (name: string) => Promise<Recording | undefined> = () => Promise.resolve(undefined),
  ) {
    this.runs = new Runs(engine, this.busy, {
      onTrace: (trace) => this.show(trace),
      onLive: () => this.handleLive(),
      onStatus: onChange,
    });
    this.search = new SeedSearch(engine, this.busy, {
      onChange,
      onBroken: (error) => this.runs.become(engineTrouble(error, this.capabilities !== undefined)),
    });
    this.player = new Player(frames, (position, isOver) => this.handlePlayed(position, isOver));
  }

  // What there is to show.

  get settings(): Settings {
    return sane({ ...this.presets, ...this.overrides });
  }

  /** Settings as the program asks for them. */
  get presets(): Settings {
    const { axis, ...run } = this.checked?.run ?? {};
    return { ...DEFAULT_SETTINGS, ...run };
  }

  get axis(): Axis {
    return this.chosenAxis ?? this.checked?.run.axis ?? "time";
  }

  get source(): string {
    return this.text.source;
  }

  get checked(): Checked | undefined {
    return this.text.checked;
  }

  /** The picture is then older than the text. */
  get error(): SourceError | undefined {
    return this.text.error;
  }

  get parameters(): readonly Parameter[] {
    return this.text.parameters;
  }

  get values(): Readonly<Record<string, ParameterValue>> {
    return this.text.values;
  }

  get lab(): Lab {
    return { source: this.source, params: this.values, settings: this.settings };
  }

  get seeds(): Seeds | undefined {
    return this.search.seeds;
  }

  get isPlaying(): boolean {
    return this.player.isPlaying;
  }

  get speed(): number {
    return this.player.speed;
  }

  get status(): Status {
    return this.runs.statusOf(this.lab);
  }

  get isRunning(): boolean {
    return this.status.kind === "running" || this.status.kind === "queued";
  }

  /** Whether the picture is of a live run. */
  get isLivePicture(): boolean {
    return this.runs.isLivePicture;
  }

  /** Whether the picture is of a live run, or is to be when one has begun. */
  get isLive(): boolean {
    return this.runs.isLive;
  }

  /** The simulated run behind a live one. */
  get behind(): TraceIndex | undefined {
    return this.runs.behind;
  }

  /** Whether the picture is of something else than the lab as it stands. */
  get isOutdated(): boolean {
    return this.error !== undefined || this.status.kind === "changed" || this.status.kind === "notRun";
  }

  /** Whether the text says something else than the program as shipped, parameter values aside. */
  get isEdited(): boolean {
    return this.text.isEdited;
  }

  get isChanged(): boolean {
    return this.text.isChanged;
  }

  /** What differs from the program as shipped: what an address must say. */
  get changes(): {
    readonly params: readonly (readonly [name: string, value: string])[];
    readonly settings: Partial<Settings>;
    readonly axis?: Axis;
  } {
    const presets = this.presets as unknown as Record<string, unknown>;
    const settings = Object.fromEntries(
      Object.entries(this.overrides).filter(([key, value]) => presets[key] !== value),
    );
    const axis = this.chosenAxis !== undefined && this.chosenAxis !== (this.checked?.run.axis ?? "time");
    return { params: this.isEdited ? [] : this.text.changedValues, settings, ...(axis && { axis: this.axis }) };
  }

  /** The names an address may leave out where it lists values only. */
  get parameterNames(): readonly string[] {
    return this.text.parameterNames;
  }

  // What can be done with the lab.

  /** Takes up a program and runs it. */
  async load(request: Request): Promise<void> {
    this.forgetPicture();
    this.request = request;
    this.name = request.name;
    this.text.open(plainLines(request.source), request.edited === undefined ? undefined : plainLines(request.edited));
    this.runs.recording = undefined;
    this.overrides = { ...request.settings };
    this.chosenAxis = request.axis;
    this.notices = [];
    this.runs.become({ kind: "loading" });
    await this.reading.now();
  }

  setParameter(name: string, value: ParameterValue, isFinal: boolean): void {
    this.whenRead(() => {
      const parameter = this.parameters.find((candidate) => candidate.name === name);
      if (!parameter) return;
      if (parameter.value !== value) {
        this.keepFormerEnd();
        this.text.setParameter(parameter, value);
        this.labChanged();
      }
      this.isDragging = !isFinal;
      if (isFinal) this.onSettled();
    });
  }

  setSetting<K extends keyof Settings>(key: K, value: Settings[K], isFinal = true): void {
    const isSame = this.settings[key] === value;
    if (isSame && !this.isDragging) return;
    if (!isSame) {
      this.keepFormerEnd();
      this.overrides = { ...this.overrides, [key]: value };
      if (key === "mode") this.modeChanged();
      else this.labChanged();
    }
    this.isDragging = !isFinal;
    if (isFinal) this.onSettled();
  }

  /** Takes up a text as it is typed; it runs when typing pauses. */
  edit(text: string): void {
    const source = plainLines(text);
    if (source === this.source) return;
    this.text.source = source;
    // The values that a link asks for are for its own text; what was typed says its own.
    if (this.request) {
      const { params: _, values: __, ...rest } = this.request;
      this.request = rest;
    }
    this.reading.typed();
    this.onChange();
  }

  revert(): void {
    this.edit(this.text.base);
  }

  run(): void {
    this.whenRead(() => {
      if (!this.text.canRun) return;
      if (this.settings.mode === "live") void this.runs.live(this.lab);
      else this.simulate();
    });
  }

  /** Tries again to fetch the engine. */
  retry(): void {
    this.runs.become({ kind: "loading" });
    this.text.forgetRead();
    void this.reading.now();
  }

  /** Says why there is no program; a text that stands in its place can be read. */
  refuse(why: NoProgram, source: string): void {
    this.forgetPicture();
    this.request = undefined;
    this.name = why.name;
    this.text.open(plainLines(source));
    this.runs.recording = undefined;
    this.overrides = {};
    this.chosenAxis = undefined;
    this.notices = [];
    this.runs.become({ kind: "noProgram", ...why });
  }

  stop(): void {
    this.runs.stop();
  }

  /** Ends whatever is going on: nobody looks any more. */
  halt(): void {
    this.pause();
    this.stop();
    this.stopExploring();
  }

  explore(): void {
    this.whenRead(() => {
      if (this.text.canRun) void this.search.start(this.lab);
    });
  }

  stopExploring(): void {
    this.search.stop();
  }

  /** Shows the run that one of the counted seeds made. */
  openSeed(seed: number): void {
    const wasLive = this.settings.mode === "live";
    if (wasLive) this.overrides = { ...this.overrides, mode: "simulate" };
    const isSame = this.settings.seed === seed;
    this.setSetting("seed", seed);
    if (!isSame) return;
    this.run();
    if (wasLive) this.onSettled();
  }

  dismissNotices(): void {
    this.notices = [];
    this.onChange();
  }

  // What can be done with the picture.

  setAxis(axis: Axis): void {
    if (axis === this.axis) return;
    this.pause();
    this.chosenAxis = axis;
    this.range = undefined;
    this.map = undefined;
    this.onChange();
    this.onSettled();
  }

  setRange(range: Range): void {
    this.range = range;
    this.isFresh = false;
    this.onChange();
  }

  /** Shows the whole run, and nothing of the one before it. */
  fit(): void {
    this.range = undefined;
    this.formerEnd = undefined;
    this.onChange();
  }

  select(selection: Selection): void {
    this.selection = selection;
    this.onChange();
  }

  /** Puts the cursor at a place of the axis. */
  seek(value: number): void {
    if (!this.index) return;
    this.pause();
    this.moveCursor(this.index.at(this.axis, value));
  }

  /** Puts the cursor just behind an event. */
  seekRow(row: number): void {
    if (!this.index) return;
    this.jump(this.index.atRow(row));
  }

  step(count: number): void {
    if (!this.index) return;
    this.pause();
    this.moveCursor(this.index.stepped(this.cursor, count));
    this.showCursor();
  }

  toStart(): void {
    if (this.index) this.jump(this.index.beginning);
  }

  toEnd(): void {
    if (this.index) this.jump(this.index.end);
  }

  play(): void {
    if (!this.index || this.index.length(this.axis) === 0) return;
    const isAtEnd = this.cursor.rows >= this.index.end.rows;
    this.moveCursor(isAtEnd || !this.isCursorChosen ? this.index.at(this.axis, 0) : this.cursor);
    this.player.play(this.playback(), this.place);
    this.onChange();
  }

  pause(): void {
    if (!this.player.isPlaying) return;
    this.player.pause();
    this.onChange();
  }

  togglePlay(): void {
    if (this.isPlaying) this.pause();
    else this.play();
  }

  setSpeed(speed: number): void {
    this.player.speed = speed;
    this.onChange();
  }

  /** How much of the axis a second of playing shows where the cursor stands. */
  get rate(): number {
    if (!this.index) return 0;
    return this.playback().rateAt(this.place) * this.speed;
  }

  whenIdle(): Promise<void> {
    return this.busy.whenIdle();
  }

  // Below here: how it is done.

  /** Where the cursor stands on the axis. */
  private get place(): number {
    return this.axis === "time" ? this.cursor.timeNs : this.cursor.step;
  }

  /** Does what needs a text that the engine has read: at once, or as soon as it has. */
  private whenRead(act: () => void): void {
    if (this.text.isRead) act();
    else this.reading.before(act);
  }

  /** Asks the engine what the text says, then runs it. Of a text that has changed meanwhile nothing is taken. */
  private async read(source: string): Promise<void> {
    const { text } = this;
    const { base } = text;
    const isWanted = () => !text.isRead && text.source === source && text.base === base;
    if (text.isEmpty) this.takeEmpty();
    if (!isWanted()) return;
    try {
      await this.takeRecorded();
      this.capabilities ??= await this.engine.capabilities();
      if (this.isLiveRefused) this.modeChanged();
      this.onChange();
      if (!isWanted()) return;
      const checked = await this.engine.check(source);
      const baseChecked = source === base ? checked : (text.baseChecked ?? (await this.engine.check(base)));
      if (!isWanted()) return;
      text.baseChecked = baseChecked;
      this.take(checked);
    } catch (error) {
      if (!isWanted() && !text.isRead) return;
      this.reading.giveUp();
      this.runs.become(engineTrouble(error, this.capabilities !== undefined));
    }
  }

  private takeEmpty(): void {
    const isOpening = this.request !== undefined;
    this.request = undefined;
    this.text.takeEmpty();
    this.forgetPicture();
    this.runs.become({ kind: "empty" });
    if (!isOpening) this.onSettled();
  }

  /** Opens a shipped program without asking the engine, which is fetched while its recorded run is looked at. */
  private async takeRecorded(): Promise<void> {
    const { text } = this;
    if (!this.request || text.isChanged) return;
    const recording = await this.recordingOf(this.name);
    if (recording?.source !== text.source || text.isRead) return;
    this.runs.recording = recording;
    text.baseChecked = recording.checked;
    this.take(recording.checked);
  }

  private take(checked: Checked): void {
    const { request } = this;
    this.request = undefined;
    this.notices = [...this.notices, ...this.text.take(checked, request)];
    if (checked.error && !this.index) this.runs.become({ kind: "ended" });
    this.labChanged();
    this.reading.finished();
    if (!request || checked.error) this.onSettled();
  }

  private labChanged(): void {
    this.search.labChanged();
    this.simulate();
    this.onChange();
  }

  private get isLiveRefused(): boolean {
    return this.settings.mode === "live" && this.capabilities?.isolated === false;
  }

  private modeChanged(): void {
    this.pause();
    if (this.isLiveRefused) {
      this.overrides = { ...this.overrides, mode: "simulate" };
      this.notices = [...this.notices, { kind: "notIsolated" }];
    }
    if (this.settings.mode === "simulate") this.range = undefined;
    this.simulate();
    this.onChange();
  }

  /** Makes a simulated picture of the lab, unless the picture is of a live run: that stays until another is asked for. */
  private simulate(): void {
    if (!this.text.canRun) return;
    const isLive = this.settings.mode === "live";
    if (isLive && this.runs.isLive) return;
    if (!this.index) this.runs.become({ kind: "loading" });
    if (isLive) void this.runs.prepare(this.lab);
    else this.runs.simulate(this.lab);
  }

  private handleLive(): void {
    this.player.pause();
    this.isFresh = true;
    this.formerEnd = undefined;
  }

  /** Puts a new picture in the place of the last: zoom and cursor stay. */
  private show(trace: Trace): void {
    const before = this.index;
    const index = new TraceIndex(trace);
    this.index = index;
    this.map = undefined;
    this.selection =
      this.selection.lane < trace.threads.length ? { ...this.selection, interval: -1 } : NOTHING_SELECTED;
    if (this.isFresh || !before) {
      this.open(index);
      this.isFresh = trace.outcome.kind === "running";
      return;
    }
    this.cursor = TraceIndex.carried(this.cursor, before, index);
    if (index.length(this.axis) === 0) this.player.pause();
    if (this.isPlaying) this.player.rebase(this.playback(), this.place);
    const length = index.pictureLength(this.axis);
    if (this.range && this.range.start >= length) this.range = undefined;
  }

  /** The opening moment: where the program says, else the end with all output shown. */
  private open(index: TraceIndex): void {
    const start = this.checked?.start;
    this.isCursorChosen = false;
    this.range = undefined;
    this.cursor = start === undefined || this.isLivePicture ? index.end : index.atTime(start * 1e9);
  }

  /** What a fitted picture shows: a run made shorter by a slider leaves its former end in sight. */
  get pictureLength(): number {
    if (!this.index) return 1;
    const { axis } = this;
    const behind = this.behind && this.isLivePicture && axis === "time" ? this.behind.trace.endNs : 0;
    return Math.max(this.index.pictureLength(axis), this.formerEnd?.[axis] ?? 0, behind);
  }

  private keepFormerEnd(): void {
    if (this.isDragging || !this.index || this.runs.isLive) return;
    this.formerEnd = { time: this.index.length("time"), steps: this.index.length("steps") };
  }

  private forgetPicture(): void {
    this.player.pause();
    this.reading.forget();
    this.runs.forget();
    this.search.forget();
    this.index = this.formerEnd = this.range = this.map = undefined;
    this.isFresh = true;
    this.cursor = START;
    this.selection = NOTHING_SELECTED;
  }

  private handlePlayed(position: number, isOver: boolean): void {
    if (!this.index) return;
    this.cursor = isOver ? this.index.end : this.index.at(this.axis, position);
    this.showCursor();
    this.onChange();
  }

  private jump(to: Moment): void {
    this.pause();
    this.moveCursor(to);
    this.showCursor();
  }

  private moveCursor(to: Moment): void {
    this.cursor = to;
    this.isCursorChosen = true;
    this.isFresh = false;
    this.onChange();
  }

  /** Pages a zoomed view on when the cursor leaves it. */
  private showCursor(): void {
    if (!this.range) return;
    const { start, end } = this.range;
    const at = this.place;
    if (at >= start && at <= end) return;
    const length = end - start;
    const from = Math.min(Math.max(0, at - length * 0.1), Math.max(0, this.pictureLength - length));
    this.range = { start: from, end: from + length };
    this.onChange();
  }

  private playback(): PlaybackMap {
    this.map ??= PlaybackMap.of(this.index as TraceIndex, this.axis);
    return this.map;
  }
}

/** The editor knows one kind of line end: with another its text would differ from the program's for ever. */
function plainLines(text: string): string {
  return text.replace(/\r\n?/g, "\n");
}
