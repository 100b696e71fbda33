/** What an interval means, in words: the text on its bar, in the details line and for a screen reader. */

import { Kind, ReadyReason, WaitReason } from "./event-kind";
import { formatDuration, formatMoment, unitFor } from "./format";
import type { Messages } from "./messages/messages";
import type { Counter, StuckThread } from "./trace";
import type { Axis, Moment, TraceIndex } from "./trace-index";

/** What to call an object in a sentence: its variable, else its kind and number. */
export function objectName(index: TraceIndex, object: number, messages: Messages): string {
  const row = index.objectRow(object);
  if (!row || object === 0) return "";
  const kind = messages.kind[row.kind] ?? row.kind;
  return row.name || `${kind} ${row.id}`;
}

/** An object with its kind: `pot (condition)`. */
export function objectTitle(index: TraceIndex, object: number, messages: Messages): string {
  const row = index.objectRow(object);
  if (!row || object === 0) return "";
  const kind = messages.kind[row.kind] ?? row.kind;
  if (!row.name) return `${kind} ${row.id}`;
  return row.name === kind ? kind : `${row.name} (${kind})`;
}

export function threadName(index: TraceIndex, thread: number): string {
  return index.trace.threads[index.laneOf(thread)]?.name ?? "";
}

/** Texts for a bar, the longest first; the drawing takes the first that fits. */
export function barTexts(index: TraceIndex, interval: number, messages: Messages): readonly string[] {
  const state = index.stateOf(interval);
  const lane = index.laneOf(index.trace.intervals.thread[interval] as number);
  if (state === "done" && index.wasCutOff(lane)) return [messages.cutOff];
  const word = messages[state];
  const reason = reasonText(index, interval, messages, (object) => objectName(index, object, messages));
  if (state === "ready") return reason ? [`${word}${messages.colon}${reason}`, word] : [word];
  if (state !== "blocked") return [word];
  const object = objectName(index, index.trace.intervals.object[interval] as number, messages);
  const holder = threadName(index, index.trace.intervals.holder[interval] as number);
  const short = [object && holder && object !== holder ? `${object} · ${holder}` : "", object, word];
  return [`${word}${messages.colon}${reason}`, reason, ...short].filter((text) => text !== "");
}

/** The whole story of an interval in one line. */
export function intervalSentence(index: TraceIndex, interval: number, axis: Axis, messages: Messages): string {
  const { intervals, threads } = index.trace;
  const lane = index.laneOf(intervals.thread[interval] as number);
  const state = index.stateOf(interval);
  const isCutOff = state === "done" && index.wasCutOff(lane);
  const reason = reasonText(index, interval, messages, (object) => objectTitle(index, object, messages));
  const word = isCutOff ? messages.cutOffLong : messages[state];
  const parts = [`${threads[lane]?.name ?? ""}${messages.colon}${word}${reason ? `${messages.comma}${reason}` : ""}`];
  parts.push(extent(index, interval, axis, messages));
  const waker = wakerOf(index, interval);
  if (waker) parts.push(messages.wokenBy(waker));
  const line = intervals.line[interval] as number;
  if (line > 0) parts.push(messages.line(line));
  return parts.join(" · ");
}

/** What a thread does at a moment: the table that a screen reader gets. */
export function laneSentence(index: TraceIndex, lane: number, moment: Moment, messages: Messages): string {
  const name = index.trace.threads[lane]?.name ?? "";
  const interval = index.intervalAt(lane, moment);
  if (interval < 0) return `${name}${messages.colon}${messages.notStarted}`;
  const state = index.stateOf(interval);
  const reason = reasonText(index, interval, messages, (object) => objectTitle(index, object, messages));
  const word = state === "done" && index.wasCutOff(lane) ? messages.cutOff : messages[state];
  const line = index.lineAt(lane, moment);
  const where = line > 0 && state !== "done" && state !== "failed" ? `${messages.comma}${messages.line(line)}` : "";
  return `${name}${messages.colon}${word}${reason ? `${messages.comma}${reason}` : ""}${where}`;
}

/** Who waits for whom at the end of a deadlocked run. */
export function deadlockSentence(index: TraceIndex, stuck: readonly StuckThread[], messages: Messages): string {
  const sentences = stuck.map(({ thread, object, reason, holder }) => {
    const what = waitText(index, object, reason, holder, thread, messages, (id) => objectTitle(index, id, messages));
    return messages.stuck(threadName(index, thread), what);
  });
  return sentences.join("").trim();
}

export function counterTitle(index: TraceIndex, counter: Counter, messages: Messages): string {
  const name = objectName(index, counter.object, messages);
  switch (counter.quantity) {
    case "length":
      return messages.curveLength(name);
    case "unfinished":
      return messages.curveUnfinished(name);
    case "value":
      return messages.curveValue(name);
  }
}

/** A place in a run as text: `2.350 s` or `step 12`. */
export function momentText(index: TraceIndex, moment: Moment, axis: Axis, messages: Messages): string {
  if (axis === "steps") {
    const step = Math.min(Math.floor(moment.step), index.trace.steps - 1);
    return messages.steps(Math.max(0, step), Math.max(0, step) + 1);
  }
  return timeText(index, moment.timeNs);
}

/** A time in the unit that suits the run, to a thousandth of its length. */
export function timeText(index: TraceIndex, timeNs: number): string {
  const { endNs } = index.trace;
  // A live run that has only begun has no length yet.
  if (endNs === 0) return formatDuration(0);
  return formatMoment(timeNs, unitFor(endNs), Math.max(1, 10 ** Math.floor(Math.log10(endNs) - 2.5)));
}

function extent(index: TraceIndex, interval: number, axis: Axis, messages: Messages): string {
  const { startNs, endNs, startStep, endStep } = index.trace.intervals;
  const from = startNs[interval] as number;
  const to = endNs[interval] as number;
  if (axis === "steps" && Number.isFinite(to))
    return messages.steps(startStep[interval] as number, endStep[interval] as number);
  if (!Number.isFinite(to)) return messages.fromTo(timeText(index, from), "∞", messages.forEver);
  if (to === from) return timeText(index, from);
  return messages.fromTo(timeText(index, from), timeText(index, to), formatDuration(to - from));
}

function reasonText(index: TraceIndex, interval: number, messages: Messages, name: (object: number) => string): string {
  const { intervals } = index.trace;
  const reason = intervals.reason[interval] as number;
  const state = index.stateOf(interval);
  if (state === "ready") {
    if (reason === ReadyReason.Gil) return messages.readyGil(threadName(index, intervals.holder[interval] as number));
    return reason === ReadyReason.Core ? messages.readyCore : messages.readyWorker;
  }
  if (state !== "blocked") return "";
  const thread = intervals.thread[interval] as number;
  const object = intervals.object[interval] as number;
  return waitText(index, object, reason, intervals.holder[interval] as number, thread, messages, name);
}

function waitText(
  index: TraceIndex,
  object: number,
  reason: number,
  holder: number,
  thread: number,
  messages: Messages,
  name: (object: number) => string,
): string {
  const what = name(object);
  const who = threadName(index, holder);
  switch (reason) {
    case WaitReason.Acquire:
      return holder === thread ? messages.wantsOwn(what) : messages.wants(what, who);
    case WaitReason.Notified: {
      const kind = index.objectRow(object)?.kind;
      if (kind === "Event") return messages.waitsSet(what);
      return kind === "Barrier" ? messages.waitsBarrier(what) : messages.waitsNotify(what);
    }
    case WaitReason.Reacquire:
      return messages.reacquires(what, who);
    case WaitReason.Get:
      return messages.waitsItem(what);
    case WaitReason.Put:
      return messages.waitsRoom(what);
    case WaitReason.JoinQueue:
      return messages.waitsUnfinished(what);
    case WaitReason.JoinThread:
      return messages.waitsThread(who || index.objectRow(object)?.name || messages.noThread);
    default:
      return messages.waitsExit(who);
  }
}

/** The thread whose release, notify, put or set ended this wait. */
function wakerOf(index: TraceIndex, interval: number): string | undefined {
  if (index.stateOf(interval) !== "blocked") return undefined;
  const { intervals, arrows } = index.trace;
  for (let row = 0; row < arrows.toStep.length; row++) {
    if (arrows.toThread[row] === intervals.thread[interval] && arrows.toStep[row] === intervals.endStep[interval]) {
      return threadName(index, arrows.fromThread[row] as number);
    }
  }
  return undefined;
}

/** Time from which only the run's bones were kept; undefined where the trace was never full. */
export function truncatedFrom(index: TraceIndex): number | undefined {
  const row = index.trace.events.kind.indexOf(Kind.Truncated);
  return row < 0 ? undefined : index.trace.events.timeNs[row];
}
