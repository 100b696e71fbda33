/** Plays a run: moves a position along the axis as time passes. */

import { FrameScheduler, type FrameSource } from "../base/frame";
import { PLAY_SECONDS, type PlaybackMap } from "../model/playback";

export class Player {
  private readonly frames: FrameScheduler;
  private map: PlaybackMap | undefined;
  private seconds = 0;
  private lastMs: number | undefined;
  /** 1 plays a whole run in ten seconds. */
  speed = 1;

  constructor(
    source: FrameSource,
    private readonly onMove: (position: number, isOver: boolean) => void,
  ) {
    this.frames = new FrameScheduler(source, (nowMs) => this.tick(nowMs));
  }

  get isPlaying(): boolean {
    return this.map !== undefined;
  }

  play(map: PlaybackMap, from: number): void {
    this.map = map;
    this.seconds = map.secondsAt(from);
    this.lastMs = undefined;
    this.frames.schedule();
  }

  /** While playing: goes on with another run, from a place in it. */
  rebase(map: PlaybackMap, from: number): void {
    this.map = map;
    this.seconds = map.secondsAt(from);
  }

  pause(): void {
    this.map = undefined;
    this.frames.cancel();
  }

  private tick(nowMs: number): void {
    if (!this.map) return;
    this.seconds += ((nowMs - (this.lastMs ?? nowMs)) / 1000) * this.speed;
    this.lastMs = nowMs;
    const isOver = this.seconds >= PLAY_SECONDS;
    const position = this.map.positionAt(this.seconds);
    if (isOver) this.pause();
    else this.frames.schedule();
    this.onMove(position, isOver);
  }
}
