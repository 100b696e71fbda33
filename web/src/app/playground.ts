/** The playground: a program menu, one element at full size, and the address that holds what is on screen. */

import { css, html, LitElement, nothing } from "lit";
import { query, state } from "lit/decorators.js";
import type { HotpotLab } from "../element/hotpot-lab";
import { colours, controls } from "../element/styles";
import { chooseLanguage, LANGUAGES, type Language, MESSAGES } from "../model/messages/messages";
import type { ThemeName } from "../timeline/palette";
import { Drafts } from "./drafts";
import { FIRST_PROGRAM, programMenu } from "./gallery";
import { openAddress, type Say } from "./open-address";
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
  @state() private isCopied = false;
  @query("hotpot-lab") private lab!: HotpotLab;
  private readonly drafts = new Drafts(storage());
  private readonly dark = matchMedia("(prefers-color-scheme: dark)");
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
          <button @click=${this.handleCopy} aria-live="polite">${this.isCopied ? messages.linkCopied : messages.copyLink}</button>
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
    const { request, notice, hasCode } = await openAddress(fragment);
    const { source } = request;
    this.program = request.name;
    this.say(notice);
    const draft = this.drafts.read(this.program);
    if (hasCode || !draft || draft.source === source) {
      await this.lab.open(request);
    } else if (draft.address === fragment || fragment === "") {
      this.say((messages) => messages.draftRestored);
      await this.lab.open({ ...request, edited: draft.source });
    } else {
      if (!notice)
        this.say(
          (messages) => messages.draftOffered,
          () => void this.openDraft(source, draft.source),
        );
      await this.lab.open(request);
    }
  }

  private async openDraft(source: string, edited: string): Promise<void> {
    this.say(undefined);
    await this.lab.open({ name: this.program, source, edited });
    this.writeAddress();
  }

  private writeAddress(): void {
    this.writing = this.putAddress();
  }

  /** Puts what is on screen into the address. The page's history does not grow by it. */
  private async putAddress(): Promise<void> {
    const write = ++this.writes;
    const { session } = this.lab;
    const address = await addressOf(session);
    if (write !== this.writes) return;
    history.replaceState(null, "", address);
    if (session.isEdited) this.drafts.write(this.program, { source: session.source, address });
    else this.drafts.drop(this.program);
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
    if (session.isChanged) this.drafts.write(this.program, { source: session.source, address: location.hash });
    else this.drafts.drop(this.program);
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
    await navigator.clipboard?.writeText(location.href);
    this.isCopied = true;
    setTimeout(() => {
      this.isCopied = false;
    }, COPIED_MS);
  };

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
