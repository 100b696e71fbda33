/** How a frame is asked for: `requestAnimationFrame` on a page, a stand-in under test. */
export interface FrameSource {
  request(callback: (nowMs: number) => void): number;
  cancel(handle: number): void;
}

/**
 * Runs a task at most once a frame, however often it is asked for.
 * Asking again from inside the task schedules the next frame: that is how an animation goes on.
 */
export class FrameScheduler {
  private handle: number | undefined;

  constructor(
    private readonly source: FrameSource,
    private readonly task: (nowMs: number) => void,
  ) {}

  schedule(): void {
    if (this.handle !== undefined) return;
    this.handle = this.source.request((nowMs) => {
      this.handle = undefined;
      this.task(nowMs);
    });
  }

  /** Drops a frame that was asked for and has not come. */
  cancel(): void {
    if (this.handle === undefined) return;
    this.source.cancel(this.handle);
    this.handle = undefined;
  }
}
