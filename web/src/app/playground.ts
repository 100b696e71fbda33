/** The playground: a program menu, one element at full size, and the address that holds what is on screen. */

import { css, html, LitElement, nothing } from "lit";
import { query, state } from "lit/decorators.js";
import type { HotpotLab } from "../element/hotpot-lab";
import type { Request } from "../element/requested";
import { colours, controls } from "../element/styles";
import { chooseLanguage, LANGUAGES, type Language, MESSAGES, type Messages } from "../model/messages/messages";
import type { ThemeName } from "../timeline/palette";
import { type Draft, Drafts } from "./drafts";
import { FIRST_PROGRAM, programMenu } from "./gallery";
import { type Opened, openAddress, refusal, type Say } from "./open-address";
import { addressOf } from "./write-address";

type ThemeChoice = ThemeName | "auto";

const COPIED_MS = 3000;

export class Playground extends LitElement {
  static override readonly styles = [
    colours,
    controls,
    css`
      :host {
        display: block;
        min-height: 100vh;
        background: var(--hp-page);
        color: var(--hp-ink);
        font: 14px / 1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Noto Sans CJK SC", sans-serif;
      }
      header {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 8px 12px;
        padding: 10px 20px;
        border-bottom: 1px solid var(--hp-rule);
      }
      h1 {
        margin: 0 8px 0 0;
        font-size: 18px;
        font-weight: 700;
        letter-spacing: -0.01em;
      }
      .program {
        flex: 0 1 260px;
        min-width: 0;
        font-weight: 600;
      }
      .right {
        display: flex;
        flex-wrap: wrap;
        gap: 6px;
        margin-left: auto;
      }
      .notice {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 4px 12px;
        margin: 12px 20px 0;
        padding: 4px 6px 4px 12px;
        border-left: 3px solid var(--hp-accent);
        background: var(--hp-accent-faint);
      }
      .notice p {
        margin: 4px 0;
        flex: 1;
      }
      @media (max-width: 480px) {
        header {
          padding: 8px 10px;
        }
        h1 {
          margin-right: 0;
        }
        .program {
          flex: 1 1 180px;
        }
        .right {
          width: 100%;
          margin-left: 0;
        }
        .right > * {
          flex: 1;
          min-width: 0;
        }
        .notice {
          margin: 10px 10px 0;
        }
      }
    `,
  ];

  @state() private program = FIRST_PROGRAM;
  @state() private language: Language = chooseLanguage([readChoice("language"), ...navigator.languages]);
  @state() private themeChoice: ThemeChoice = themeFrom(readChoice("theme"));
  @state() private notice: { readonly say: Say; readonly action?: () => void } | undefined;
  @state() private copied: "" | "yes" | "no" = "";
  @query("hotpot-lab") private lab!: HotpotLab;
  private readonly drafts = new Drafts(storage());
  private readonly dark = matchMedia("(prefers-color-scheme: dark)");
  /** Of the program on screen, as it was last kept. */
  private draft: Draft | undefined;
  /** Of the program on screen: while another is being fetched, the page has that one's address already. */
  private address = "";
  private opens = 0;
  private isOpening = false;
  private writes = 0;

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener("hashchange", this.handleAddress);
    this.dark.addEventListener("change", this.showChoices);
    this.showChoices();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener("hashchange", this.handleAddress);
    this.dark.removeEventListener("change", this.showChoices);
  }

  protected override firstUpdated(): void {
    void this.openAddress();
  }

  /** Resolves when the lab is idle and the address says what it shows. */
  async whenIdle(): Promise<void> {
    await this.opening;
    await this.lab.whenIdle();
    await this.writing;
    await this.updateComplete;
  }

  override render() {
    const messages = MESSAGES[this.language];
    return html`
      <header>
        <h1 title=${messages.appTagline}>${messages.appName}</h1>
        <select class="program" aria-label=${messages.program} @change=${this.handleProgram}>
          ${programMenu(messages).map(
            (group) => html`<optgroup label=${group.title}>
              ${group.programs.map(({ name, title }) => html`<option value=${name} .selected=${name === this.program}>${title}</option>`)}
            </optgroup>`,
          )}
        </select>
        <span class="right">
          <button @click=${this.handleCopy} aria-live="polite">${this.copyText(messages)}</button>
          <select aria-label=${messages.language} @change=${this.handleLanguage}>
            ${LANGUAGES.map((language) => html`<option value=${language} .selected=${language === this.language}>${MESSAGES[language].languageName}</option>`)}
          </select>
          <select aria-label=${messages.theme} @change=${this.handleTheme}>
            <option value="auto" .selected=${this.themeChoice === "auto"}>${messages.themeAuto}</option>
            <option value="light" .selected=${this.themeChoice === "light"}>${messages.themeLight}</option>
            <option value="dark" .selected=${this.themeChoice === "dark"}>${messages.themeDark}</option>
          </select>
        </span>
      </header>
      ${
        this.notice
          ? html`<div class="notice" role="status">
            <p>${this.notice.say(messages)}</p>
            ${this.notice.action ? html`<button @click=${this.notice.action}>${messages.openDraft}</button>` : nothing}
            <button @click=${() => this.say(undefined)}>${messages.close}</button>
          </div>`
          : nothing
      }
      <main>
        <hotpot-lab
          manual
          .lang=${this.language}
          .theme=${this.themeChoice}
          @hotpot-edit=${this.handleEdit}
          @hotpot-settle=${() => this.writeAddress()}
        ></hotpot-lab>
      </main>
    `;
  }

  private opening: Promise<void> | undefined;
  private writing: Promise<void> | undefined;

  private openAddress(): Promise<void> {
    this.opening = this.open(location.hash);
    return this.opening;
  }

  private async open(fragment: string): Promise<void> {
    const open = ++this.opens;
    this.isOpening = true;
    let opened: Opened;
    try {
      opened = await openAddress(fragment);
    } catch (error) {
      if (open !== this.opens) return;
      this.isOpening = false;
      this.refuse(fragment, error);
      return;
    }
    if (open !== this.opens) return;
    this.isOpening = false;
    this.address = fragment;
    const { request, notice } = opened;
    const text = request.edited ?? request.source;
    const drafts = this.drafts.of(request.name);
    const here = this.drafts.at(request.name, fragment);
    if (here && here.source !== text) {
      this.say((messages) => messages.draftRestored);
      await this.showDraft(request, here);
      return;
    }
    const [newest] = drafts;
    const shown = drafts.find((draft) => draft.source === text);
    if (newest && !shown && newest.source !== request.source) this.offer(request, newest, notice);
    else this.say(notice);
    await this.show(request, shown);
  }

  /** The program's text could not be fetched. */
  private refuse(fragment: string, error: unknown): void {
    this.address = fragment;
    this.draft = undefined;
    this.say(undefined);
    const why = refusal(fragment, error, () => void this.openAddress());
    this.program = why.name;
    this.lab.session.refuse(why, "");
  }

  private show(request: Request, draft: Draft | undefined): Promise<void> {
    this.program = request.name;
    this.draft = draft;
    return this.lab.open(request);
  }

  /** The draft's text says everything, its values too; the address is older than it. */
  private showDraft(request: Request, draft: Draft): Promise<void> {
    return this.show({ ...request, edited: draft.source, params: new Map(), values: [] }, draft);
  }

  private offer(request: Request, draft: Draft, notice: Say | undefined): void {
    this.say(
      (messages) => [...(notice ? [notice(messages)] : []), messages.draftOffered].join(" "),
      () => void this.openDraft(request, draft),
    );
  }

  private async openDraft({ name, source }: Request, draft: Draft): Promise<void> {
    const open = this.opens;
    this.say(undefined);
    await this.showDraft({ name, source }, draft);
    if (open === this.opens) this.writeAddress();
  }

  private writeAddress(): void {
    this.writing = this.putAddress();
  }

  /** Puts what is on screen into the address. The page's history does not grow by it. */
  private async putAddress(): Promise<void> {
    const write = ++this.writes;
    const open = this.opens;
    const { session } = this.lab;
    const { name, source, isEdited } = session;
    if (isEdited) this.keep(name, source);
    const address = await addressOf(session);
    // Newer by now is what is on screen, or the address of the program that was chosen meanwhile.
    if (write !== this.writes || open !== this.opens || this.isOpening) return;
    history.replaceState(null, "", address);
    this.address = address;
    // What was typed since is newer than the address.
    if (isEdited || session.source !== source) this.keep(name, session.source);
    else this.forget(name);
  }

  private keep(program: string, source: string): void {
    const draft = { source, address: this.address };
    this.drafts.write(program, draft, this.draft);
    this.draft = draft;
  }

  /** Only what stood on screen: a draft that was merely offered stays. */
  private forget(program: string): void {
    if (this.draft) this.drafts.drop(program, this.draft);
    this.draft = undefined;
  }

  private say(say: Say | undefined, action?: () => void): void {
    this.notice = say && { say, ...(action && { action }) };
  }

  private readonly handleAddress = (): void => {
    void this.openAddress();
  };

  /** What is typed is kept at once, before it runs and before the address is written. */
  private readonly handleEdit = (): void => {
    const { session } = this.lab;
    if (session.isChanged) this.keep(session.name, session.source);
    else this.forget(session.name);
  };

  private readonly handleProgram = (event: Event): void => {
    history.pushState(null, "", `#${(event.target as HTMLSelectElement).value}`);
    void this.openAddress();
  };

  private readonly handleLanguage = (event: Event): void => {
    this.language = chooseLanguage([(event.target as HTMLSelectElement).value]);
    writeChoice("language", this.language);
    this.showChoices();
  };

  private readonly handleTheme = (event: Event): void => {
    this.themeChoice = themeFrom((event.target as HTMLSelectElement).value);
    writeChoice("theme", this.themeChoice);
    this.showChoices();
  };

  private readonly handleCopy = async (): Promise<void> => {
    await this.writing;
    try {
      // Pages that did not come over https have no clipboard, and browsers may refuse it to any.
      await navigator.clipboard.writeText(location.href);
      this.copied = "yes";
    } catch {
      this.copied = "no";
    }
    setTimeout(() => {
      this.copied = "";
    }, COPIED_MS);
  };

  private copyText(messages: Messages): string {
    if (this.copied === "") return messages.copyLink;
    return this.copied === "yes" ? messages.linkCopied : messages.linkNotCopied;
  }

  private readonly showChoices = (): void => {
    const theme = this.themeChoice === "auto" ? (this.dark.matches ? "dark" : "light") : this.themeChoice;
    this.dataset.theme = theme;
    document.documentElement.lang = this.language;
    document.documentElement.style.colorScheme = theme;
  };
}

function themeFrom(text: string): ThemeChoice {
  return text === "light" || text === "dark" ? text : "auto";
}

function storage(): Storage | undefined {
  try {
    return localStorage;
  } catch {
    return undefined;
  }
}

function readChoice(name: string): string {
  return storage()?.getItem(`hotpot.${name}`) ?? "";
}

function writeChoice(name: string, value: string): void {
  try {
    storage()?.setItem(`hotpot.${name}`, value);
  } catch {
    // The choice holds until the page is closed.
  }
}
