/** When the text of a lab is read: when typing pauses, or at once where something is to be done that needs it. */

import type { Busy } from "./busy";

/** A run starts this long after typing stops. */
export const TYPING_PAUSE_MS = 300;

export class Reading {
  private typing: { readonly timer: ReturnType<typeof setTimeout>; readonly done: () => void } | undefined;
  /** The text that is being read. */
  private current: string | undefined;
  private waiting: (() => void)[] = [];

  constructor(
    private readonly busy: Busy,
    private readonly text: () => string,
    private readonly read: (text: string) => Promise<void>,
  ) {}

  /** The text has changed and may change again. */
  typed(): void {
    this.endTyping();
    this.typing = { timer: setTimeout(() => this.now(), TYPING_PAUSE_MS), done: this.busy.begin() };
  }

  async now(): Promise<void> {
    this.endTyping();
    const text = this.text();
    if (text === this.current) return;
    this.current = text;
    const done = this.busy.begin();
    try {
      await this.read(text);
    } finally {
      if (text === this.current) this.current = undefined;
      done();
    }
  }

  /**
   * Reads the text at once; `act` is done when it, or a text that was typed meanwhile, has been read. It is given up where
   * there turns out to be nothing to read, or the engine fails.
   */
  before(act: () => void): void {
    this.waiting.push(act);
    void this.now();
  }

  /** The text has been read. */
  finished(): void {
    for (const act of this.waiting.splice(0)) act();
  }

  /** Nothing could be read: what waits for it is not done later, unasked. */
  giveUp(): void {
    this.waiting = [];
  }

  forget(): void {
    this.endTyping();
    this.current = undefined;
    this.giveUp();
  }

  private endTyping(): void {
    clearTimeout(this.typing?.timer);
    this.typing?.done();
    this.typing = undefined;
  }
}
