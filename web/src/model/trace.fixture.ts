/** Traces made by hand, for tests. Events go in; intervals, arrows and counters are derived as the engine derives them. */

import { Kind, ReadyReason, WaitReason } from "./event-kind";
import { type ObjectRow, type Outcome, type OutputRow, STATES, type State, type ThreadRow, type Trace } from "./trace";

const MS = 1e6;

interface Row {
  readonly timeNs: number;
  readonly thread: number;
  readonly kind: number;
  readonly object: number;
  readonly line: number;
  readonly value: number;
  readonly reason: number;
}

const STATE_AFTER: Readonly<Partial<Record<number, State>>> = {
  [Kind.Run]: "running",
  [Kind.Ready]: "ready",
  [Kind.Block]: "blocked",
  [Kind.Sleep]: "sleeping",
  [Kind.Wake]: "ready",
  [Kind.Done]: "done",
  [Kind.Failed]: "failed",
  [Kind.CutOff]: "done",
};

export class TraceBuilder {
  private readonly threads: ThreadRow[] = [];
  private readonly objects: ObjectRow[] = [{ id: 0, kind: "", name: "" }];
  private readonly rows: Row[] = [];
  private readonly output: OutputRow[] = [];
  private timeMs = 0;

  thread(name: string, process = 0, parent = -1): number {
    this.threads.push({ id: this.threads.length, name, process, parent, daemon: false });
    return this.threads.length - 1;
  }

  object(kind: string, name: string): number {
    this.objects.push({ id: this.objects.length, kind, name });
    return this.objects.length - 1;
  }

  at(timeMs: number): this {
    this.timeMs = timeMs;
    return this;
  }

  /** Adds an event and gives its number, from 1. */
  event(thread: number, kind: number, rest: Partial<Omit<Row, "thread" | "kind" | "timeNs">> = {}): number {
    this.rows.push({ timeNs: this.timeMs * MS, thread, kind, object: 0, line: 0, value: 0, reason: 0, ...rest });
    return this.rows.length;
  }

  print(thread: number, text: string, line = 0, stream: "out" | "err" = "out"): void {
    this.event(thread, Kind.Output, { line });
    this.output.push({ event: this.rows.length - 1, timeNs: this.timeMs * MS, thread, stream, text: `${text}\n` });
  }

  build(outcome: Outcome): Trace {
    const { rows, threads } = this;
    const steps: number[] = [];
    let step = 0;
    for (const row of rows) {
      steps.push(step);
      if (row.kind !== Kind.Line) step++;
    }
    const endNs = rows.at(-1)?.timeNs ?? 0;
    const intervals = threads.flatMap(({ id }) => this.intervalsOf(id, steps, endNs, step, outcome));
    const wakes = rows.flatMap((row, at) =>
      row.kind === Kind.Wake && row.value > 0 ? [{ row, at, by: row.value - 1 }] : [],
    );
    const column = <T>(list: readonly T[], of: (item: T) => number) => list.map(of);
    return {
      events: {
        timeNs: Float64Array.from(column(rows, (row) => row.timeNs)),
        thread: Uint32Array.from(column(rows, (row) => row.thread)),
        kind: Uint8Array.from(column(rows, (row) => row.kind)),
        object: Uint32Array.from(column(rows, (row) => row.object)),
        line: Uint32Array.from(column(rows, (row) => row.line)),
        value: Float64Array.from(column(rows, (row) => row.value)),
        reason: Uint8Array.from(column(rows, (row) => row.reason)),
      },
      intervals: {
        thread: Uint32Array.from(column(intervals, (row) => row.thread)),
        state: Uint8Array.from(column(intervals, (row) => STATES.indexOf(row.state))),
        startNs: Float64Array.from(column(intervals, (row) => row.startNs)),
        endNs: Float64Array.from(column(intervals, (row) => row.endNs)),
        startStep: Float64Array.from(column(intervals, (row) => row.startStep)),
        endStep: Float64Array.from(column(intervals, (row) => row.endStep)),
        reason: Uint8Array.from(column(intervals, (row) => row.reason)),
        object: Uint32Array.from(column(intervals, (row) => row.object)),
        holder: Int32Array.from(column(intervals, (row) => row.holder)),
        line: Uint32Array.from(column(intervals, (row) => row.line)),
      },
      arrows: {
        fromThread: Uint32Array.from(column(wakes, ({ by }) => rows[by]?.thread ?? 0)),
        fromNs: Float64Array.from(column(wakes, ({ by }) => rows[by]?.timeNs ?? 0)),
        fromStep: Float64Array.from(column(wakes, ({ by }) => steps[by] ?? 0)),
        toThread: Uint32Array.from(column(wakes, ({ row }) => row.thread)),
        toNs: Float64Array.from(column(wakes, ({ row }) => row.timeNs)),
        toStep: Float64Array.from(column(wakes, ({ at }) => steps[at] ?? 0)),
        object: Uint32Array.from(column(wakes, ({ by }) => rows[by]?.object ?? 0)),
      },
      counters: this.counters(steps),
      threads,
      objects: this.objects,
      output: this.output,
      outcome,
      endNs,
      steps: step,
      hash: "",
    };
  }

  private intervalsOf(thread: number, steps: readonly number[], endNs: number, endStep: number, outcome: Outcome) {
    const changes = this.rows.flatMap((row, at) => {
      const state = row.thread === thread ? STATE_AFTER[row.kind] : undefined;
      const started = row.kind === Kind.Start && row.value === thread;
      return state
        ? [{ row, at, state }]
        : started
          ? [{ row: { ...row, reason: ReadyReason.Worker }, at, state: "ready" as State }]
          : [];
    });
    return changes.map(({ row, at, state }, index) => {
      const next = changes[index + 1];
      const isForEver = !next && state === "blocked" && outcome.kind === "deadlock";
      return {
        thread,
        state,
        startNs: row.timeNs,
        endNs: isForEver ? Number.POSITIVE_INFINITY : (next?.row.timeNs ?? endNs),
        startStep: steps[at] ?? 0,
        endStep: isForEver ? Number.POSITIVE_INFINITY : next ? (steps[next.at] ?? 0) : endStep,
        reason: row.reason,
        object: state === "blocked" ? row.object : 0,
        holder: state === "blocked" || row.reason === ReadyReason.Gil ? row.value : -1,
        line: row.line,
      };
    });
  }

  private counters(steps: readonly number[]) {
    const isCount = (kind: number) =>
      kind === Kind.Put || kind === Kind.Get || kind === Kind.SemaphoreAcquire || kind === Kind.SemaphoreRelease;
    return this.objects.flatMap((object) => {
      const changes = this.rows.flatMap((row, at) =>
        row.object === object.id && (isCount(row.kind) || (row.kind === Kind.Create && object.kind === "Semaphore"))
          ? [{ row, at }]
          : [],
      );
      if (changes.length === 0 || object.id === 0) return [];
      const born = this.rows.find((row) => row.kind === Kind.Create && row.object === object.id)?.value ?? 0;
      return [
        {
          object: object.id,
          quantity: object.kind === "Queue" ? ("length" as const) : ("value" as const),
          bound: born,
          timeNs: Float64Array.from(changes.map(({ row }) => row.timeNs)),
          step: Float64Array.from(changes.map(({ at }) => steps[at] ?? 0)),
          value: Float64Array.from(changes.map(({ row }) => row.value)),
        },
      ];
    });
  }
}

/** A fills the pot, B empties it. Ends after `rounds`, or in a deadlock where B comes too late for the first notify. */
export function hotpotTrace({ rounds = 2, balls = 5, bFirst = true } = {}): Trace {
  const b = new TraceBuilder();
  const main = b.thread("main");
  const first = b.thread(bFirst ? "B" : "A", 0, main);
  const second = b.thread(bFirst ? "A" : "B", 0, main);
  const [cook, eater] = bFirst ? [second, first] : [first, second];
  const pot = b.object("Condition", "pot");
  const joined = b.object("Thread", "A");
  b.event(main, Kind.Run, { line: 1 });
  b.event(main, Kind.Create, { object: pot, line: 14 });
  b.event(main, Kind.Start, { value: first, line: 53 });
  b.event(first, Kind.Run, { line: bFirst ? 38 : 25 });
  b.event(main, Kind.Sleep, { line: 54, value: 100 * MS });
  b.event(first, Kind.Acquire, { object: pot, value: 1, line: bFirst ? 38 : 25 });
  if (bFirst) b.event(eater, Kind.Block, { object: pot, value: -1, reason: WaitReason.Notified, line: 40 });
  else b.event(cook, Kind.Sleep, { line: 28 });
  b.at(100).event(main, Kind.Wake, {});
  b.event(main, Kind.Run, { line: 55 });
  b.event(main, Kind.Start, { value: second, line: 55 });
  b.event(main, Kind.Block, { object: joined, value: cook, reason: WaitReason.JoinThread, line: 56 });
  b.event(second, Kind.Run, { line: bFirst ? 25 : 38 });
  if (!bFirst) b.event(eater, Kind.Block, { object: pot, value: cook, reason: WaitReason.Acquire, line: 38 });
  let now = 100;
  const work = (thread: number, other: number, name: string, lines: number) => {
    for (let ball = 1; ball <= balls; ball++) {
      b.at(now).event(thread, Kind.Sleep, { line: lines });
      now += name === "A" ? 300 : 400;
      b.at(now).event(thread, Kind.Wake, { line: lines });
      b.event(thread, Kind.Run, { line: lines });
      b.event(thread, Kind.Line, { line: lines + 1 });
      b.print(thread, name === "A" ? `A adds one: ${ball}` : `B eats one: ${balls - ball}`, lines + 2);
    }
    const notify = b.event(thread, Kind.Notify, { object: pot, value: 1, line: 19 });
    b.event(other, Kind.Wake, { value: notify });
    b.event(other, Kind.Block, { object: pot, value: thread, reason: WaitReason.Reacquire, line: 40 });
    b.event(thread, Kind.Sleep, { line: 20 });
    now += 300;
    b.at(now).event(thread, Kind.Wake, { line: 20 });
    b.event(thread, Kind.Run, { line: 20 });
    const release = b.event(thread, Kind.Release, { object: pot, value: 0, line: 32 });
    b.event(thread, Kind.Block, { object: pot, value: -1, reason: WaitReason.Notified, line: 32 });
    b.event(other, Kind.Wake, { value: release });
    b.event(other, Kind.Run, { line: 40 });
    b.event(other, Kind.Acquire, { object: pot, value: 1, line: 40 });
  };
  if (!bFirst) return lostNotify(b, { main, cook, eater, pot, balls });
  for (let round = 0; round < rounds; round++) {
    work(cook, eater, "A", 28);
    work(eater, cook, "B", 42);
  }
  b.event(cook, Kind.Done, { line: 33 });
  const left = b.event(eater, Kind.Done, { line: 46 });
  b.event(main, Kind.Wake, { value: left });
  b.event(main, Kind.Run, { line: 57 });
  b.print(main, "The pot is empty and everybody is full.", 58);
  b.event(main, Kind.Done, { line: 58 });
  return b.build({ kind: "finished", exitCode: 0 });
}

function lostNotify(
  b: TraceBuilder,
  { main, cook, eater, pot, balls }: { main: number; cook: number; eater: number; pot: number; balls: number },
): Trace {
  let now = 0;
  for (let ball = 1; ball <= balls; ball++) {
    now += 300;
    b.at(now).event(cook, Kind.Wake, { line: 28 });
    b.event(cook, Kind.Run, { line: 28 });
    b.print(cook, `A adds one: ${ball}`, 30);
    if (ball < balls) b.event(cook, Kind.Sleep, { line: 28 });
  }
  b.event(cook, Kind.Notify, { object: pot, value: 0, line: 19 });
  const release = b.event(cook, Kind.Release, { object: pot, value: 0, line: 32 });
  b.event(cook, Kind.Block, { object: pot, value: -1, reason: WaitReason.Notified, line: 32 });
  b.event(eater, Kind.Wake, { value: release });
  b.event(eater, Kind.Run, { line: 38 });
  b.event(eater, Kind.Block, { object: pot, value: -1, reason: WaitReason.Notified, line: 40 });
  b.event(main, Kind.Deadlock, { value: 3 });
  return b.build({
    kind: "deadlock",
    sentence:
      "main waits for A to end. A waits at pot to be notified. B waits at pot to be notified. Nobody is left to notify them.",
    stuck: [
      { thread: main, object: pot + 1, reason: WaitReason.JoinThread, holder: cook, holds: [] },
      { thread: cook, object: pot, reason: WaitReason.Notified, holder: -1, holds: [] },
      { thread: eater, object: pot, reason: WaitReason.Notified, holder: -1, holds: [] },
    ],
  });
}

/** Producers and consumers at a bounded queue, `items` hand-overs long: for curves and for dense lanes. */
export function queueTrace({ items = 40, threads = 6, paceMs = 20 } = {}): Trace {
  const b = new TraceBuilder();
  const main = b.thread("main");
  const queue = b.object("Queue", "buns");
  b.event(main, Kind.Run, { line: 1 });
  b.event(main, Kind.Create, { object: queue, value: 3, line: 2 });
  const workers = Array.from({ length: threads }, (_, i) =>
    b.thread(i % 2 ? `consumer ${(i >> 1) + 1}` : `producer ${(i >> 1) + 1}`, 0, main),
  );
  for (const worker of workers) {
    b.event(main, Kind.Start, { value: worker, line: 5 });
    b.event(worker, Kind.Run, { line: 8 });
  }
  b.event(main, Kind.Block, { object: 0, value: workers[0] ?? -1, reason: WaitReason.JoinThread, line: 6 });
  let length = 0;
  for (let item = 0; item < items; item++) {
    const producer = workers[(item * 2) % threads] as number;
    const consumer = workers[(item * 2 + 1) % threads] as number;
    b.at(item * paceMs).event(consumer, Kind.Block, { object: queue, value: -1, reason: WaitReason.Get, line: 20 });
    b.at((item + 0.5) * paceMs);
    const put = b.event(producer, Kind.Put, { object: queue, value: ++length, line: 12 });
    b.event(producer, Kind.Sleep, { line: 11 });
    b.event(consumer, Kind.Wake, { value: put });
    b.at((item + 0.7) * paceMs).event(consumer, Kind.Run, { line: 21 });
    b.event(consumer, Kind.Get, { object: queue, value: --length, line: 21 });
    b.print(consumer, `ate ${item}`, 22);
    b.event(producer, Kind.Wake, {});
    b.event(producer, Kind.Run, { line: 11 });
  }
  b.at(items * paceMs);
  for (const worker of workers) b.event(worker, Kind.Done, {});
  b.event(main, Kind.Done, {});
  return b.build({ kind: "finished", exitCode: 0 });
}
