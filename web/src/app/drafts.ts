/**
 * Keeps what somebody has typed, so that a reload loses nothing. A program has several drafts where it was edited from
 * several links: none takes another's place, but of more than a few the oldest goes. Where the browser keeps nothing, nothing
 * is kept.
 */

export interface Draft {
  readonly source: string;
  /** The address at the time: a reload has the same one, another link does not. */
  readonly address: string;
}

const PREFIX = "hotpot.draft.";
/** Of one program; the oldest goes. */
const MOST = 5;

export class Drafts {
  constructor(private readonly storage: Pick<Storage, "getItem" | "setItem" | "removeItem"> | undefined) {}

  /** A program's drafts, the newest first. */
  of(program: string): readonly Draft[] {
    try {
      const drafts: unknown = JSON.parse(this.storage?.getItem(PREFIX + program) ?? "[]");
      return Array.isArray(drafts) ? drafts.filter(isDraft) : [];
    } catch {
      return [];
    }
  }

  /** What was typed at this address; a page without an address takes up whatever was typed last. */
  at(program: string, address: string): Draft | undefined {
    const drafts = this.of(program);
    return address === "" ? drafts[0] : drafts.find((draft) => draft.address === address);
  }

  /** Keeps a draft in the place of the one that it was made from. */
  write(program: string, draft: Draft, before: Draft | undefined): void {
    this.put(program, [draft, ...this.without(program, before)].slice(0, MOST));
  }

  drop(program: string, draft: Draft): void {
    this.put(program, this.without(program, draft));
  }

  private without(program: string, draft: Draft | undefined): readonly Draft[] {
    return this.of(program).filter(({ source, address }) => source !== draft?.source || address !== draft.address);
  }

  private put(program: string, drafts: readonly Draft[]): void {
    try {
      if (drafts.length === 0) this.storage?.removeItem(PREFIX + program);
      else this.storage?.setItem(PREFIX + program, JSON.stringify(drafts));
    } catch {
      // Full or forbidden: the address still holds the program.
    }
  }
}

function isDraft(value: unknown): value is Draft {
  const draft = value as Partial<Draft> | null;
  return typeof draft?.source === "string" && typeof draft.address === "string";
}
