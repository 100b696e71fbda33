/** What the run is doing or how it ended, and what one can do next. */

import { html, nothing } from "lit";
import { deadlockSentence, truncatedFrom } from "../model/describe";
import { engineText } from "../model/engine-text";
import { formatDuration } from "../model/format";
import type { Language, Messages } from "../model/messages/messages";
import type { NoProgram } from "./runs";
import type { LabSession } from "./session";

interface Report {
  readonly tone: "plain" | "good" | "trouble" | "busy";
  readonly what: string;
  readonly next?: string;
  readonly action?: { readonly label: string; readonly do: () => void };
}

export function statusHtml(session: LabSession, messages: Messages, language: Language) {
  const { tone, what, next, action } = report(session, messages, language);
  return html`<p class="status ${tone}" role="status">
    <span class="mark" aria-hidden="true"></span>
    <span class="words"><span class="what">${what}</span>${next ? html` <span class="next">${next}</span>` : nothing}</span>
    ${action ? html`<button class=${tone === "busy" ? "stop" : "primary"} @click=${action.do}>${action.label}</button>` : nothing}
  </p>`;
}

/** What is running and Stop, for when the status itself is out of sight. */
export function stopHtml(session: LabSession, messages: Messages, language: Language) {
  if (!session.isRunning) return nothing;
  return html`<div class="stop-ground">
    <div class="stop-bar">
      <span aria-hidden="true">${statusSentence(session, messages, language)}</span
      ><button class="primary" @click=${() => session.stop()}>${messages.stop}</button>
    </div>
  </div>`;
}

/** The status as one sentence, for the timeline's name. */
export function statusSentence(session: LabSession, messages: Messages, language: Language): string {
  return report(session, messages, language).what;
}

function report(session: LabSession, messages: Messages, language: Language): Report {
  const { status } = session;
  const isLive = session.settings.mode === "live";
  const stop = { label: messages.stop, do: () => session.stop() };
  const run = { label: isLive ? messages.runLive : messages.runAgain, do: () => session.run() };
  if (session.error) {
    const { line, column, message } = session.error;
    return {
      tone: "trouble",
      what: messages.stateSyntax(line, column, engineText(message, language)),
      next: session.index ? messages.stateSyntaxNext : messages.stateSyntaxFirst,
      // The text as it was before may still run.
      ...(session.isRunning && { action: stop }),
    };
  }
  switch (status.kind) {
    case "notStarted":
      return { tone: "plain", what: messages.stateNotStarted };
    case "empty":
      return { tone: "plain", what: messages.stateEmpty };
    case "loading":
      return { tone: "busy", what: messages.stateLoading };
    case "queued":
      return { tone: "busy", what: messages.stateQueued, action: stop };
    case "running":
      return {
        tone: "busy",
        what: session.isLive ? runningLive(session, messages) : messages.stateRunning,
        action: stop,
      };
    case "unsupported":
      return { tone: "trouble", what: messages.stateUnsupported };
    case "noProgram":
      return noProgram(status, messages);
    case "noEngine":
      return {
        tone: "trouble",
        what: messages.stateNoEngine(engineText(status.message, language)),
        action: { label: messages.retry, do: () => session.retry() },
      };
    case "replaced":
      return { tone: "trouble", what: messages.stateReplaced(engineText(status.message, language)), action: run };
    case "notRun":
      return { tone: "plain", what: messages.stateNotRun, action: run };
    case "readyLive":
      return { tone: "plain", what: messages.stateReadyLive, action: run };
    case "changed":
      return { tone: "plain", what: messages.stateChanged, action: run };
    case "ended":
      return {
        ...ending(session, messages, language),
        ...(isLive && { action: { ...run, label: messages.runAgain } }),
      };
  }
}

function noProgram({ name, message, retry }: NoProgram, messages: Messages): Report {
  return {
    tone: "trouble",
    what: message === undefined ? messages.stateNoProgram(name) : messages.stateProgramNotFetched(name, message),
    next: messages.stateNoProgramNext,
    ...(retry && { action: { label: messages.retry, do: retry } }),
  };
}

/** A thread has a worker of its own from its start to its end. */
function runningLive({ index, isLivePicture }: LabSession, messages: Messages): string {
  // The picture is still the simulated run's.
  if (!index || !isLivePicture || index.trace.outcome.kind !== "running") return messages.stateStartingLive;
  const states = index.trace.threads.map((_, lane) => index.stateAt(lane, index.end));
  const working = states.filter((state) => state !== undefined && state !== "done" && state !== "failed");
  return messages.stateRunningLive(Math.max(1, working.length));
}

function ending(session: LabSession, messages: Messages, language: Language): Report {
  const { index } = session;
  if (!index) return { tone: "plain", what: "" };
  const { outcome, endNs } = index.trace;
  const cut = truncatedFrom(index) === undefined ? {} : { next: messages.truncated };
  switch (outcome.kind) {
    case "finished":
      return outcome.exitCode === 0
        ? { tone: "good", what: messages.stateFinished(formatDuration(endNs)), ...cut }
        : { tone: "plain", what: messages.stateExit(outcome.exitCode, formatDuration(endNs)), ...cut };
    case "failed":
      return { tone: "trouble", what: messages.stateFailed(outcome.error), next: messages.stateFailedNext };
    case "deadlock": {
      const sentence = deadlockSentence(index, outcome.stuck, messages);
      return { tone: "trouble", what: messages.stateDeadlock(sentence), next: messages.stateDeadlockNext };
    }
    case "limit":
      return {
        tone: "trouble",
        what: messages.stateLimit(engineText(outcome.sentence, language)),
        next: messages.stateLimitNext,
      };
    case "stopped":
      return {
        tone: "plain",
        what: messages.stateStopped,
        action: { label: messages.runAgain, do: () => session.run() },
      };
    case "running":
      return { tone: "busy", what: messages.stateRunning };
  }
}
