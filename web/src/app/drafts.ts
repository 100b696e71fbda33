/** Keeps what somebody has typed, so that a reload loses nothing. Where the browser keeps nothing, nothing is kept. */

export interface Draft {
  readonly source: string;
  /** The address at the time: a reload has the same one, another link does not. */
  readonly address: string;
}

const PREFIX = "hotpot.draft.";

export class Drafts {
  constructor(private readonly storage: Pick<Storage, "getItem" | "setItem" | "removeItem"> | undefined) {}

  read(program: string): Draft | undefined {
    try {
      const draft: unknown = JSON.parse(this.storage?.getItem(PREFIX + program) ?? "null");
      return isDraft(draft) ? draft : undefined;
    } catch {
      return undefined;
    }
  }

  write(program: string, draft: Draft): void {
    try {
      this.storage?.setItem(PREFIX + program, JSON.stringify(draft));
    } catch {
      // Full or forbidden: the address still holds the program.
    }
  }

  drop(program: string): void {
    try {
      this.storage?.removeItem(PREFIX + program);
    } catch {
      // Nothing was kept.
    }
  }
}

function isDraft(value: unknown): value is Draft {
  const draft = value as Partial<Draft> | null;
  return typeof draft?.source === "string" && typeof draft.address === "string";
}
