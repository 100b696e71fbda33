/** An engine for tests and for work on the page: hand-made traces instead of running anything. */

import type { Engine, RunHandlers } from "../engine/engine";
import type { Checked, Lab, Parameter, SeedOutcome } from "../model/lab";
import type { Trace } from "../model/trace";
import { hotpotTrace, queueTrace } from "../model/trace.fixture";

export class FakeEngine implements Engine {
  readonly capabilities = { isolated: true, workers: 4 };
  readonly labs: Lab[] = [];
  /** What is going on. A program with `while True` goes on until it is stopped. */
  running: Lab | undefined;
  private handlers: RunHandlers | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly delayMs = 0) {}

  check(source: string): Promise<Checked> {
    const wrong = source.split("\n").findIndex((line) => /\(\s*$/.test(line));
    const parameters = source.split("\n").flatMap((text, at) => {
      const parameter = parameterOf(text, at + 1);
      return parameter ? [parameter] : [];
    });
    return Promise.resolve({
      parameters,
      run: /axis=steps/.test(source) ? { axis: "steps" as const, cores: 1 } : { cores: 1 },
      doc: /^"""(.*?)"""/s.exec(source)?.[1] ?? "",
      ...(wrong >= 0 && {
        error: { kind: "syntax" as const, message: "'(' was never closed", line: wrong + 1, column: 1 },
      }),
    });
  }

  run(lab: Lab, handlers: RunHandlers): void {
    clearTimeout(this.timer);
    this.labs.push(lab);
    this.running = lab;
    this.handlers = handlers;
    this.timer = setTimeout(() => {
      if (/while True/.test(lab.source)) handlers.onTrace({ ...traceOf(lab), outcome: { kind: "running" } });
      else this.finish(traceOf(lab));
    }, this.delayMs);
  }

  stop(): void {
    clearTimeout(this.timer);
    if (this.running) this.finish({ ...traceOf(this.running), outcome: { kind: "stopped" } });
  }

  private finish(trace: Trace): void {
    this.running = undefined;
    this.handlers?.onTrace(trace);
  }

  async explore(
    _: Lab,
    first: number,
    count: number,
    onProgress: (outcomes: readonly SeedOutcome[]) => void,
    stopped?: AbortSignal,
  ): Promise<void> {
    for (let seed = first; seed < first + count; seed += 50) {
      await new Promise((resolve) => setTimeout(resolve, this.delayMs));
      if (stopped?.aborted) return;
      onProgress(
        Array.from({ length: Math.min(50, first + count - seed) }, (_unused, at) => {
          const isLost = (seed + at) % 3 === 0;
          return {
            seed: seed + at,
            label: isLost ? "deadlock" : "finished: 40 of 40",
            kind: isLost ? "deadlock" : "finished",
          };
        }),
      );
    }
  }
}

function traceOf(lab: Lab): Trace {
  if (/queue/.test(lab.source))
    return queueTrace({ items: Number(lab.params.ITEMS ?? 8) * 4, threads: 6, paceMs: 100 });
  return hotpotTrace({
    rounds: Number(lab.params.ROUNDS ?? 2),
    balls: Number(lab.params.FISH_BALLS ?? 5),
    bFirst: lab.params.B_FIRST !== false,
  });
}

function parameterOf(text: string, line: number): Parameter | undefined {
  const match = /^(\w+) = (.*?)\s*# @param (.*)$/.exec(text);
  if (!match) return undefined;
  const [, name = "", literal = "", form = ""] = match;
  const value =
    literal === "True" || literal === "False"
      ? literal === "True"
      : /^"/.test(literal)
        ? JSON.parse(literal)
        : Number(literal);
  if (form.startsWith("[")) return { name, kind: "menu", value, options: JSON.parse(form), line };
  if (/boolean/.test(form)) return { name, kind: "switch", value, line };
  const field = (key: string) => Number(new RegExp(`${key}:([\\d.]+)`).exec(form)?.[1]);
  return { name, kind: "slider", value, min: field("min"), max: field("max"), step: field("step"), line };
}
