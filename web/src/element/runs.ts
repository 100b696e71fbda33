/**
 * The runs of a session: a simulated one, or a live one with a simulated one behind it; and what is to be said of the latest.
 * A live run stays until another run is asked for, whatever becomes of the lab meanwhile.
 */

import { UnsupportedError } from "../engine/engine";
import { isSameRun, type Lab } from "../model/lab";
import type { Trace } from "../model/trace";
import { TraceIndex } from "../model/trace-index";
import type { Busy } from "./busy";
import type { EngineClient } from "./engine-share";
import type { Recording } from "./recordings";
import { messageOf, RunSlot } from "./run-slot";

export type Status =
  | {
      readonly kind:
        | "notStarted"
        | "empty"
        | "loading"
        | "running"
        | "queued"
        | "ended"
        /** Stopped before anything happened: the picture is of an earlier run. */
        | "notRun"
        | "readyLive"
        | "changed"
        | "unsupported";
    }
  | { readonly kind: "noEngine" | "replaced"; readonly message: string }
  | ({ readonly kind: "noProgram" } & NoProgram);

/** A program that cannot be had. Without a message there is none of that name; with one it could not be fetched. */
export interface NoProgram {
  readonly name: string;
  readonly message?: string;
  readonly retry?: () => void;
}

/** What to say of an engine that gives no answer. One that was there and broke has been replaced; one that never came has not. */
export function engineTrouble(error: unknown, wasThere: boolean): Status {
  if (error instanceof UnsupportedError) return { kind: "unsupported" };
  return { kind: wasThere ? "replaced" : "noEngine", message: messageOf(error) };
}

export interface RunsListener {
  /** A picture of the newest run. */
  readonly onTrace: (trace: Trace) => void;
  /** A live run begins: the pictures that follow have nothing to do with those before. */
  readonly onLive: () => void;
  readonly onStatus: () => void;
}

export class Runs {
  status: Status = { kind: "notStarted" };
  /** The simulated run behind a live one. */
  behind: TraceIndex | undefined;
  /** The program's first run, where it was recorded beforehand. */
  recording: Recording | undefined;
  /** The lab that `behind` shows, once it is complete. */
  private behindLab: Lab | undefined;
  /** The lab of the live run on the picture. */
  private liveLab: Lab | undefined;
  /** The lab of the live run under way, from the moment it was asked for. */
  private goingLive: Lab | undefined;
  private readonly slot: RunSlot;

  constructor(
    engine: EngineClient,
    private readonly busy: Busy,
    private readonly listener: RunsListener,
  ) {
    this.slot = new RunSlot(engine, busy);
  }

  /** Whether the picture is of a live run. */
  get isLivePicture(): boolean {
    return this.liveLab !== undefined;
  }

  /** Whether the picture is of a live run, or is to be when one has begun. */
  get isLive(): boolean {
    return this.isLivePicture || this.goingLive !== undefined;
  }

  /** How a lab stands that may have changed since the latest run. */
  statusOf(lab: Lab): Status {
    if (this.status.kind !== "ended" || lab.settings.mode === "simulate") return this.status;
    if (!this.liveLab) return { kind: "readyLive" };
    return isSameRun(this.liveLab, lab) ? this.status : { kind: "changed" };
  }

  simulate(lab: Lab): void {
    this.forgetLive();
    const { recording } = this;
    if (!recording || !isSameRun(recording, lab)) {
      void this.start(lab, (trace) => this.listener.onTrace(trace));
      return;
    }
    this.slot.drop();
    this.listener.onTrace(recording.trace);
    this.become({ kind: "ended" });
  }

  /** Makes the simulated run that a live one is compared with; returns whether it is there. */
  async prepare(lab: Lab): Promise<boolean> {
    // The same program on a machine of this machine's speed.
    const simulated: Lab = { ...lab, settings: { ...lab.settings, mode: "simulate", slow: 1, seed: 0 } };
    if (this.behindLab && isSameRun(this.behindLab, simulated)) {
      this.slot.drop();
      this.become({ kind: "ended" });
      return true;
    }
    return this.start(simulated, (trace) => {
      this.behind = new TraceIndex(trace);
      this.behindLab = trace.outcome.kind === "running" ? undefined : simulated;
      if (!this.isLivePicture) this.listener.onTrace(trace);
    });
  }

  async live(lab: Lab): Promise<void> {
    // One thing from end to end: in between the two runs nothing is going on.
    const done = this.busy.begin();
    this.goingLive = lab;
    try {
      const prepared = this.prepare(lab);
      this.become({ kind: "running" });
      if (!(await prepared) || this.goingLive !== lab) return;
      this.listener.onLive();
      this.become({ kind: "running" });
      await this.start(lab, (trace) => {
        this.liveLab = lab;
        this.listener.onTrace(trace);
      });
    } finally {
      if (this.goingLive === lab) this.goingLive = undefined;
      done();
    }
  }

  stop(): void {
    this.slot.stop();
  }

  /** Ends what is going on and forgets what there was. */
  forget(): void {
    this.slot.drop();
    this.forgetLive();
  }

  become(status: Status): void {
    this.status = status;
    this.listener.onStatus();
  }

  private forgetLive(): void {
    this.behind = this.behindLab = this.liveLab = this.goingLive = undefined;
  }

  private start(lab: Lab, take: (trace: Trace) => void): Promise<boolean> {
    return this.slot.start(lab, {
      onTrace: (trace) => {
        const { kind } = trace.outcome;
        if (kind === "stopped" && trace.threads.length === 0) {
          this.become({ kind: "notRun" });
          return;
        }
        take(trace);
        this.become({ kind: kind === "running" ? "running" : "ended" });
      },
      onQueued: () => this.become({ kind: "queued" }),
      onBroken: (message) => this.become({ kind: "replaced", message }),
      onNoEngine: (error) => this.become(engineTrouble(error, false)),
    });
  }
}
