/** Counts what is going on, so that a test can wait for all of it to end. */
export class Busy {
  private count = 0;
  private waiting: (() => void)[] = [];

  /** Something has begun; the answer is to be called, once, when it ends. */
  begin(): () => void {
    this.count++;
    let isOver = false;
    return () => {
      if (isOver) return;
      isOver = true;
      if (--this.count > 0) return;
      const waiting = this.waiting;
      this.waiting = [];
      for (const resolve of waiting) resolve();
    };
  }

  /** Resolves when nothing is going on. What ends may have begun something else, which is waited for too. */
  async whenIdle(): Promise<void> {
    await Promise.resolve();
    while (this.count > 0) {
      await new Promise<void>((resolve) => this.waiting.push(resolve));
      await Promise.resolve();
    }
  }
}
