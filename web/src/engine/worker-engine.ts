/**
 * The engine of a page: it talks to one host worker, which owns the WebAssembly instance, and replaces that worker when it
 * breaks or goes deaf. The page itself never enters WebAssembly, since it may not block.
 */

import type { Checked, Lab, SeedOutcome } from "../model/lab";
import type { Trace } from "../model/trace";
import { emptyTrace } from "./empty-trace";
import { type Engine, type EngineCapabilities, type RunHandlers, UnsupportedError } from "./engine";
import hostUrl from "./host?worker&url";
import type { FromHost, ToHost } from "./messages";
import { PageWorkers } from "./page-workers";
import { startWorker } from "./start-worker";

/** A host that has not answered for this long is deaf: it works in slices of a few milliseconds. */
const DEAF_MS = 1000;

interface CurrentRun {
  readonly id: number;
  readonly lab: Lab;
  readonly handlers: RunHandlers;
  lastTrace?: Trace;
  isStopping: boolean;
  /** Runs out when the host does not take up the run, or does not end it when told to. */
  watchdog: ReturnType<typeof setTimeout> | undefined;
}

interface Question<T> {
  readonly resolve: (answer: T) => void;
  readonly reject: (error: Error) => void;
}

interface Exploration extends Question<void> {
  readonly onProgress: (outcomes: readonly SeedOutcome[]) => void;
}

/** Starts the engine; rejects when this browser or this page cannot run it. */
export async function createEngine(): Promise<Engine> {
  if (typeof WebAssembly !== "object") throw new UnsupportedError("This browser has no WebAssembly.");
  if (typeof Worker !== "function") throw new UnsupportedError("This browser has no workers.");
  const engine = new WorkerEngine();
  await engine.ready;
  return engine;
}

class WorkerEngine implements Engine {
  capabilities: EngineCapabilities = { isolated: false, workers: 1 };
  ready: Promise<void>;

  private worker: Worker;
  private settle: Question<void> | undefined;
  private lastId = 0;
  private current: CurrentRun | undefined;
  private readonly workers = new PageWorkers((message) => this.handle({ type: "broken", message }));
  private readonly checks = new Map<number, Question<Checked>>();
  private readonly explorations = new Map<number, Exploration>();

  constructor() {
    [this.worker, this.ready] = this.start();
  }

  check(source: string): Promise<Checked> {
    const id = ++this.lastId;
    return new Promise((resolve, reject) => {
      this.checks.set(id, { resolve, reject });
      this.post({ type: "check", id, source });
    });
  }

  run(lab: Lab, handlers: RunHandlers): void {
    const id = ++this.lastId;
    clearTimeout(this.current?.watchdog);
    this.current = { id, lab, handlers, isStopping: false, watchdog: undefined };
    this.startCurrent(this.current);
  }

  stop(): void {
    const run = this.current;
    if (!run || run.isStopping) return;
    run.isStopping = true;
    clearTimeout(run.watchdog);
    this.post({ type: "stop", id: run.id });
    const end = () =>
      this.finish(run, { ...(run.lastTrace ?? emptyTrace({ kind: "stopped" })), outcome: { kind: "stopped" } });
    // A host that is still loading has not begun the run, and does not when it hears of both.
    if (this.settle) {
      end();
      return;
    }
    run.watchdog = setTimeout(() => {
      this.replace("The run did not stop within a second.");
      end();
    }, DEAF_MS + 500);
  }

  explore(
    lab: Lab,
    firstSeed: number,
    count: number,
    onProgress: (outcomes: readonly SeedOutcome[]) => void,
    stopped?: AbortSignal,
  ): Promise<void> {
    if (stopped?.aborted) return Promise.resolve();
    const id = ++this.lastId;
    return new Promise((resolve, reject) => {
      this.explorations.set(id, { resolve, reject, onProgress });
      this.post({ type: "explore", id, lab, firstSeed, count });
      stopped?.addEventListener("abort", () => {
        if (!this.explorations.delete(id)) return;
        this.post({ type: "stopExplore", id });
        resolve();
      });
    });
  }

  private start(): [Worker, Promise<void>] {
    const worker = startWorker(hostUrl, "hotpot-host");
    const ready = new Promise<void>((resolve, reject) => {
      this.settle = { resolve, reject };
    });
    worker.onmessage = ({ data }: MessageEvent<FromHost>) => {
      if (worker === this.worker) this.handle(data);
    };
    worker.onerror = (event) => {
      event.preventDefault();
      if (worker === this.worker)
        this.handle({ type: "broken", message: event.message || "The worker failed to start." });
    };
    return [worker, ready];
  }

  private handle(message: FromHost): void {
    switch (message.type) {
      case "ready":
        this.capabilities = message.capabilities;
        this.settle?.resolve();
        this.settle = undefined;
        return;
      case "checked":
        this.checks.get(message.id)?.resolve(message.checked);
        this.checks.delete(message.id);
        return;
      case "started":
        if (this.current?.id === message.id && !this.current.isStopping) clearTimeout(this.current.watchdog);
        return;
      case "trace":
        if (this.current?.id === message.id) this.handleTrace(this.current, message.trace);
        return;
      case "outcomes": {
        const exploration = this.explorations.get(message.id);
        if (message.isLast) this.explorations.delete(message.id);
        exploration?.onProgress(message.outcomes);
        if (message.isLast) exploration?.resolve();
        return;
      }
      case "startThreads":
        this.workers.add(message.count, message.shared);
        return;
      case "relay":
        this.workers.relay(message.worker, message.url, (data) =>
          this.post({ type: "relayedSays", worker: message.worker, data }),
        );
        return;
      case "tellRelayed":
        this.workers.tell(message.worker, message.data);
        return;
      case "broken": {
        if (this.settle) {
          const { message: text, isUnsupported } = message;
          this.settle.reject(isUnsupported ? new UnsupportedError(text) : new Error(text));
          this.settle = undefined;
          return;
        }
        const run = this.current;
        this.current = undefined;
        clearTimeout(run?.watchdog);
        this.replace(message.message);
        run?.handlers.onError(message.message);
      }
    }
  }

  private handleTrace(run: CurrentRun, trace: Trace): void {
    run.lastTrace = trace;
    if (trace.outcome.kind === "running") run.handlers.onTrace(trace);
    else this.finish(run, trace);
  }

  private finish(run: CurrentRun, trace: Trace): void {
    clearTimeout(run.watchdog);
    if (this.current === run) this.current = undefined;
    run.handlers.onTrace(trace);
  }

  private startCurrent(run: CurrentRun): void {
    this.post({ type: "run", id: run.id, lab: run.lab });
    // A host that is still loading is not deaf.
    const watch = () => {
      if (this.current !== run || run.isStopping) return;
      run.watchdog = setTimeout(() => {
        // The run before this one keeps the host deaf.
        this.replace("The engine did not answer.");
        this.post({ type: "run", id: run.id, lab: run.lab });
      }, 2 * DEAF_MS);
    };
    this.ready.then(watch, () => undefined);
  }

  /** Throws the worker away and starts another. Checks and explorations under way fail. */
  private replace(reason: string): void {
    this.worker.terminate();
    this.workers.terminate();
    this.failQuestions(reason);
    [this.worker, this.ready] = this.start();
    this.ready.catch((error: Error) => {
      const run = this.current;
      this.current = undefined;
      run?.handlers.onError(error.message);
      this.failQuestions(error.message);
    });
  }

  private failQuestions(reason: string): void {
    const questions = [...this.checks.values(), ...this.explorations.values()];
    this.checks.clear();
    this.explorations.clear();
    for (const question of questions) question.reject(new Error(reason));
  }

  private post(message: ToHost): void {
    this.worker.postMessage(message);
  }
}
