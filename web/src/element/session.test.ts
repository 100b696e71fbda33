import { beforeEach, describe, expect, it, vi } from "vitest";
import { DEFAULT_SETTINGS } from "../model/settings";
import { hotpotTrace } from "../model/trace.fixture";
import { FakeEngine } from "./engine.fixture";
import { EngineShare } from "./engine-share";
import { TYPING_PAUSE_MS } from "./reading";
import { LabSession } from "./session";

const SOURCE = `"""A waits.

A 等。
"""
ROUNDS = 2  # @param {type:"slider", min:1, max:5, step:1}
B_FIRST = True  # @param {type:"boolean"}
print("hello")
`;

const ENDLESS = `${SOURCE}while True: pass\n`;

function stage(engine = new FakeEngine()) {
  const frames: ((nowMs: number) => void)[] = [];
  const settled = vi.fn();
  const session = new LabSession(
    new EngineShare(() => Promise.resolve(engine)).client(),
    { request: (callback) => frames.push(callback), cancel: () => frames.splice(0) },
    () => undefined,
    settled,
  );
  const frame = (nowMs: number) => {
    for (const callback of frames.splice(0)) callback(nowMs);
  };
  return { engine, session, frame, settled };
}

async function opened(rest: Partial<Parameters<LabSession["load"]>[0]> = {}, isEnding = true, engine?: FakeEngine) {
  const all = stage(engine);
  await all.session.load({ name: "hotpot", source: SOURCE, ...rest });
  if (isEnding) await all.session.whenIdle();
  return all;
}

/** A session that shows the recorded run of a program; `arrive` brings the engine. */
async function recorded(source = SOURCE) {
  const engine = new FakeEngine();
  const checked = await engine.check(source);
  const settings = { ...DEFAULT_SETTINGS, ...checked.run };
  const record = { source, settings, checked, trace: hotpotTrace() };
  let arrive: () => void = () => undefined;
  const session = new LabSession(
    new EngineShare(() => new Promise((resolve) => (arrive = () => resolve(engine)))).client(),
    { request: () => 0, cancel: () => undefined },
    () => undefined,
    () => undefined,
    (name) => Promise.resolve(name === "hotpot" ? record : undefined),
  );
  void session.load({ name: "hotpot", source });
  await vi.waitFor(() => expect(session.status.kind).toBe("ended"));
  return { session, engine, record, arrive: () => arrive() };
}

beforeEach(() => {
  vi.useRealTimers();
});

describe("opening", () => {
  it("runs at once and stands at the end with all output shown", async () => {
    const { session } = await opened();
    expect(session.status.kind).toBe("ended");
    expect(session.cursor).toEqual(session.index?.end);
    expect(session.range).toBeUndefined();
  });

  it("takes a link's values and says what it could not take", async () => {
    const { session, engine } = await opened({
      params: new Map([
        ["ROUNDS", "99"],
        ["SPEED", "2"],
        ["B_FIRST", "perhaps"],
      ]),
    });
    expect(session.values.ROUNDS).toBe(5);
    expect(session.notices.map((notice) => notice.kind)).toEqual(["moved", "unknownParameter", "refused"]);
    expect(engine.labs.at(-1)?.source).toContain("ROUNDS = 5  # @param");
    expect(session.isEdited).toBe(false);
    expect(session.changes.params).toEqual([["ROUNDS", "5"]]);
  });

  it("gives a link's values to no text that was typed meanwhile", async () => {
    const { session } = stage();
    void session.load({ name: "hotpot", source: SOURCE, params: new Map([["ROUNDS", "5"]]), values: ["4", "False"] });
    const typed = SOURCE.replace("ROUNDS = 2", "ROUNDS = 3");
    session.edit(typed);
    await session.whenIdle();
    expect(session.source).toBe(typed);
    expect(session.values).toMatchObject({ ROUNDS: 3, B_FIRST: true });
  });

  it("shows the recorded run of a shipped program before there is an engine", async () => {
    const { session, engine, record, arrive } = await recorded();
    expect(session.index?.trace).toBe(record.trace);
    expect(session.capabilities).toBeUndefined();

    session.setParameter("ROUNDS", 4, true);
    arrive();
    await session.whenIdle();
    expect(engine.labs.map((lab) => lab.params.ROUNDS)).toEqual([4]);
    session.setParameter("ROUNDS", 2, true);
    await session.whenIdle();
    expect(session.index?.trace).toBe(record.trace);
    expect(engine.labs).toHaveLength(1);
  });

  it("of nothing says that there is nothing", async () => {
    const { session, engine } = await opened({ source: "  \n" });
    expect(session.status.kind).toBe("empty");
    expect(engine.labs).toHaveLength(0);
  });

  it("fails with a word when the engine cannot be had", async () => {
    const session = new LabSession(
      new EngineShare(() => Promise.reject(new Error("offline"))).client(),
      { request: () => 0, cancel: () => undefined },
      () => undefined,
    );
    await session.load({ name: "hotpot", source: SOURCE });
    await session.whenIdle();
    expect(session.status).toEqual({ kind: "noEngine", message: "offline" });
  });
});

describe("a slider", () => {
  it("runs at once, shows its value in the source and keeps the cursor's time", async () => {
    const { session, engine } = await opened();
    session.seek(1e9);
    session.setParameter("ROUNDS", 4, false);
    await session.whenIdle();
    expect(session.source).toContain("ROUNDS = 4");
    expect(engine.labs.at(-1)?.params.ROUNDS).toBe(4);
    expect(session.cursor.timeNs).toBe(1e9);
  });

  it("keeps the end from before the drag as a ghost", async () => {
    const { session, settled } = await opened();
    const before = session.index?.trace.endNs;
    for (const value of [3, 4, 5]) session.setParameter("ROUNDS", value, false);
    await session.whenIdle();
    expect(session.formerEnd?.time).toBe(before);
    expect(settled).not.toHaveBeenCalled();
    session.setParameter("ROUNDS", 5, true);
    expect(settled).toHaveBeenCalledOnce();
  });

  it("back at its value is the program as shipped", async () => {
    const { session } = await opened();
    session.setParameter("ROUNDS", 5, true);
    session.setParameter("ROUNDS", 2, true);
    await session.whenIdle();
    expect(session.source).toBe(SOURCE);
    expect(session.isChanged).toBe(false);
  });

  it("stays at the end when the cursor stood there", async () => {
    const { session } = await opened();
    session.setParameter("ROUNDS", 4, true);
    await session.whenIdle();
    expect(session.cursor).toEqual(session.index?.end);
  });
});

describe("a setting", () => {
  it("that is dragged settles when it is let go, and the end from before is the former end", async () => {
    const { session, settled } = await opened();
    const before = session.index?.trace.endNs;
    for (const cores of [2, 3]) session.setSetting("cores", cores, false);
    await session.whenIdle();
    session.formerEnd = { time: before ?? 0, steps: 1 };
    session.setSetting("cores", 4, false);
    expect(session.formerEnd).toEqual({ time: before, steps: 1 });
    expect(settled).not.toHaveBeenCalled();
    session.setSetting("cores", 4);
    session.setSetting("cores", 4);
    expect(settled).toHaveBeenCalledOnce();
  });
});

it("line ends are of one kind, wherever a text comes from", async () => {
  const { session } = await opened({ source: SOURCE.replaceAll("\n", "\r\n"), edited: "a = 1\r\nb = 2\r" });
  expect(session.source).toBe("a = 1\nb = 2\n");
  session.edit("a\r\nb");
  expect(session.source).toBe("a\nb");
  session.revert();
  expect(session.source).toBe(SOURCE);
  session.refuse({ name: "x" }, "c\r\n");
  expect(session.source).toBe("c\n");
});

describe("a program that cannot be had", () => {
  it("leaves nothing of the one before, and another can be written", async () => {
    const { session } = await opened();
    session.refuse({ name: "no_such" }, "");
    expect(session.status).toEqual({ kind: "noProgram", name: "no_such" });
    expect([session.index, session.parameters, session.source]).toEqual([undefined, [], ""]);
    session.edit("print(1)\n");
    await session.whenIdle();
    expect(session.status.kind).toBe("ended");
  });
});

describe("typing", () => {
  it("runs when it pauses, and moves the slider", async () => {
    vi.useFakeTimers();
    const { session, engine } = stage();
    await session.load({ name: "hotpot", source: SOURCE });
    await vi.runAllTimersAsync();
    const runs = engine.labs.length;
    session.edit(SOURCE.replace("ROUNDS = 2", "ROUNDS = 3"));
    await vi.advanceTimersByTimeAsync(TYPING_PAUSE_MS - 10);
    expect(engine.labs).toHaveLength(runs);
    await vi.advanceTimersByTimeAsync(20);
    expect(engine.labs).toHaveLength(runs + 1);
    expect(session.values.ROUNDS).toBe(3);
    expect(session.isEdited).toBe(false);
  });

  it("of something that does not parse keeps the last picture", async () => {
    const { session, engine } = await opened();
    const { index } = session;
    session.edit(`${SOURCE}print(\n`);
    await session.whenIdle();
    expect(session.error?.line).toBe(8);
    expect(session.index).toBe(index);
    expect(session.parameters).toHaveLength(2);
    const runs = engine.labs.length;
    session.revert();
    await session.whenIdle();
    expect(session.error).toBeUndefined();
    expect(engine.labs).toHaveLength(runs + 1);
  });

  it("is an edit, and the address then carries no values", async () => {
    const { session } = await opened();
    session.edit(SOURCE.replace("hello", "bye").replace("ROUNDS = 2", "ROUNDS = 3"));
    await session.whenIdle();
    expect(session.isEdited).toBe(true);
    expect(session.changes.params).toEqual([]);
  });
});

describe("a text that nobody has read yet", () => {
  const TYPED = SOURCE.replace("hello", "bye");

  it("is not run by a check of the text before it", async () => {
    vi.useFakeTimers();
    const { session, engine } = stage();
    await session.load({ name: "hotpot", source: SOURCE });
    await vi.runAllTimersAsync();
    const checked = await engine.check(TYPED);
    const answer = new Promise<typeof checked>((resolve) => setTimeout(() => resolve(checked), TYPING_PAUSE_MS + 100));
    vi.spyOn(engine, "check").mockReturnValueOnce(answer);
    session.edit(TYPED);
    await vi.advanceTimersByTimeAsync(TYPING_PAUSE_MS);
    session.edit(`${TYPED}print(\n`);
    await vi.advanceTimersByTimeAsync(110);
    expect(engine.labs.map((lab) => lab.source)).toEqual([SOURCE]);
    session.edit(`${TYPED}print()\n`);
    await vi.runAllTimersAsync();
    expect(engine.labs.map((lab) => lab.source)).toEqual([SOURCE, `${TYPED}print()\n`]);
  });

  it("is read before a slider changes it", async () => {
    const { session, engine } = await opened();
    session.edit(`# more\n${TYPED}`);
    session.setParameter("ROUNDS", 4, false);
    session.setParameter("ROUNDS", 5, true);
    await session.whenIdle();
    expect(session.source).toBe(`# more\n${TYPED}`.replace("ROUNDS = 2", "ROUNDS = 5"));
    expect(engine.labs.at(-1)).toMatchObject({ source: session.source, params: { ROUNDS: 5 } });
  });

  it("is read before it is run, counted or run with another setting", async () => {
    for (const act of [
      (session: LabSession) => session.run(),
      (session: LabSession) => session.setSetting("cores", 3),
      (session: LabSession) => session.explore(),
    ]) {
      const { session, engine } = await opened();
      const explore = vi.spyOn(engine, "explore");
      const { index } = session;
      session.edit(`${TYPED}print(\n`);
      act(session);
      await session.whenIdle();
      expect(session.error).toBeDefined();
      expect(session.index).toBe(index);
      expect(engine.labs).toHaveLength(1);
      expect(explore).not.toHaveBeenCalled();
    }
  });

  it("that turns out empty takes with it what was asked of it", async () => {
    const { session, engine } = await opened({ settings: { mode: "live" } });
    const explore = vi.spyOn(engine, "explore");
    session.edit(" ");
    session.run();
    session.explore();
    await session.whenIdle();
    expect(session.status.kind).toBe("empty");
    session.edit(TYPED);
    await session.whenIdle();
    expect(session.status.kind).toBe("readyLive");
    expect(engine.labs.map((lab) => lab.settings.mode)).not.toContain("live");
    expect(explore).not.toHaveBeenCalled();
  });

  it("that cannot be read takes with it what was asked of it", async () => {
    const { session, engine } = await opened({ settings: { mode: "live" } });
    vi.spyOn(engine, "check").mockRejectedValueOnce(new Error("lost"));
    session.edit(TYPED);
    session.run();
    await session.whenIdle();
    expect(session.status).toMatchObject({ message: "lost" });
    session.edit(`${TYPED}print()\n`);
    await session.whenIdle();
    expect(session.status.kind).toBe("readyLive");
    expect(engine.labs.map((lab) => lab.settings.mode)).not.toContain("live");
  });

  it("waits for no pause when it is to be run live", async () => {
    const { session, engine } = await opened({ settings: { mode: "live" } });
    session.edit(TYPED);
    session.run();
    await session.whenIdle();
    expect(engine.labs.at(-1)).toMatchObject({ source: TYPED, settings: { mode: "live" } });
    expect(session.status.kind).toBe("ended");
  });

  it("that is taken back is the text as it was", async () => {
    const { session, engine } = await opened();
    session.edit(TYPED);
    session.edit(SOURCE);
    await session.whenIdle();
    expect(engine.labs).toHaveLength(1);
    expect(session.status.kind).toBe("ended");
  });
});

describe("live", () => {
  it("waits to be asked, with the simulated run behind it", async () => {
    const { session, engine } = await opened();
    session.setSetting("mode", "live");
    await session.whenIdle();
    expect(session.status.kind).toBe("readyLive");
    expect(engine.labs.map((lab) => lab.settings.mode)).not.toContain("live");
    session.run();
    await session.whenIdle();
    expect(engine.labs.at(-1)?.settings.mode).toBe("live");
    expect(session.behind).toBeDefined();
    expect(session.isLivePicture).toBe(true);
  });

  it("is never restarted by a slider", async () => {
    const { session, engine } = await opened();
    session.setSetting("mode", "live");
    await session.whenIdle();
    session.run();
    await session.whenIdle();
    const runs = engine.labs.length;
    session.setParameter("ROUNDS", 4, true);
    await session.whenIdle();
    expect(engine.labs).toHaveLength(runs);
    expect(session.status.kind).toBe("changed");
  });
});

/** As `opened`, with a program whose runs never end, in live mode: its live run goes on. */
async function runningLive() {
  const all = await opened({ name: "endless", source: ENDLESS, settings: { mode: "live" } }, false);
  const { session } = all;
  await vi.waitFor(() => expect(session.status.kind).toBe("running"));
  session.stop();
  await session.whenIdle();
  expect(session.status.kind).toBe("readyLive");
  session.run();
  await vi.waitFor(() => expect(session.isLivePicture).toBe(true));
  return all;
}

describe("a live run under way", () => {
  it("is marked as changed by a slider or an edit when it ends, and keeps Stop until then", async () => {
    for (const change of [
      (session: LabSession) => session.setParameter("ROUNDS", 4, true),
      (session: LabSession) => session.setSetting("gil", false),
      (session: LabSession) => session.edit(ENDLESS.replace("ROUNDS = 2", "ROUNDS = 3")),
    ]) {
      const { session, engine } = await runningLive();
      const run = engine.running;
      const { index } = session;
      change(session);
      if (session.source !== ENDLESS) await vi.waitFor(() => expect(session.values.ROUNDS).not.toBe(2));
      expect(engine.running).toBe(run);
      expect(session.status.kind).toBe("running");
      session.stop();
      await session.whenIdle();
      expect(session.status.kind).toBe("changed");
      expect(session.isOutdated).toBe(true);
      expect(session.index?.trace.endNs).toBe(index?.trace.endNs);
    }
  });

  it("is as it was when the change is taken back", async () => {
    const { session } = await runningLive();
    session.setParameter("ROUNDS", 4, true);
    session.setParameter("ROUNDS", 2, true);
    session.stop();
    await session.whenIdle();
    expect(session.status.kind).toBe("ended");
  });

  it("is stopped by whatever takes its place", async () => {
    for (const [after, act] of [
      [1, (session: LabSession) => session.setSetting("mode", "simulate")],
      [0, (session: LabSession) => session.edit("")],
      [0, (session: LabSession) => session.load({ name: "empty", source: "" })],
      [0, (session: LabSession) => session.halt()],
    ] as const) {
      const { session, engine } = await runningLive();
      const run = engine.running;
      void act(session);
      await vi.waitFor(() => expect(engine.running).not.toBe(run));
      await new Promise((resolve) => setTimeout(resolve, 5));
      expect(engine.running ? 1 : 0).toBe(after);
    }
  });

  it("is stopped where a recorded run takes its place", async () => {
    const { session, engine, record, arrive } = await recorded(ENDLESS);
    arrive();
    session.setSetting("mode", "live");
    await vi.waitFor(() => expect(session.status.kind).toBe("running"));
    session.stop();
    await session.whenIdle();
    session.run();
    await vi.waitFor(() => expect(engine.running?.settings.mode).toBe("live"));
    session.setSetting("mode", "simulate");
    await session.whenIdle();
    await vi.waitFor(() => expect(engine.running).toBeUndefined());
    expect(session.index?.trace).toBe(record.trace);
    expect(session.status.kind).toBe("ended");
  });
});

describe("Run live", () => {
  it("makes the simulated picture anew while there is no live one", async () => {
    const { session, engine } = await opened({ settings: { mode: "live" } });
    const before = session.index;
    session.setParameter("ROUNDS", 4, true);
    await session.whenIdle();
    expect(session.index).not.toBe(before);
    expect(engine.labs.at(-1)).toMatchObject({ params: { ROUNDS: 4 }, settings: { mode: "simulate" } });
    expect(session.status.kind).toBe("readyLive");
  });

  it("does not begin when it is stopped while the simulated run is made", async () => {
    const { session, engine } = await opened({ name: "endless", source: ENDLESS, settings: { mode: "live" } }, false);
    await vi.waitFor(() => expect(session.status.kind).toBe("running"));
    session.run();
    session.stop();
    await session.whenIdle();
    expect(engine.labs.map((lab) => lab.settings.mode)).not.toContain("live");
    expect(session.status.kind).toBe("readyLive");
  });

  it("offers Stop at once, and twice begins one run", async () => {
    const { session, engine } = await opened({ settings: { mode: "live" } });
    session.run();
    expect(session.status.kind).toBe("running");
    session.run();
    await session.whenIdle();
    expect(engine.labs.filter((lab) => lab.settings.mode === "live")).toHaveLength(1);
  });

  it("leaves nothing behind when the reader goes back to Simulate at once", async () => {
    const { session, engine } = await opened();
    session.setSetting("mode", "live");
    session.run();
    session.setSetting("mode", "simulate");
    await session.whenIdle();
    expect(session.status.kind).toBe("ended");
    expect(session.behind).toBeUndefined();
    expect(engine.labs.map((lab) => lab.settings.mode)).not.toContain("live");
  });
});

describe("on a page that is not isolated", () => {
  it("live mode becomes Simulate and says why, whenever it is asked for", async () => {
    const engine = new FakeEngine();
    Object.assign(engine.capabilities, { isolated: false });
    const { session } = await opened({ settings: { mode: "live" }, params: new Map([["SPEED", "2"]]) }, true, engine);
    expect(session.settings.mode).toBe("simulate");
    expect(session.status.kind).toBe("ended");
    expect(session.notices.map((notice) => notice.kind)).toEqual(["notIsolated", "unknownParameter"]);
    session.dismissNotices();
    session.setSetting("mode", "live");
    await session.whenIdle();
    expect(session.notices.map((notice) => notice.kind)).toEqual(["notIsolated"]);
    expect(engine.labs.map((lab) => lab.settings.mode)).not.toContain("live");
  });

  it("live mode that was chosen before there was an engine becomes Simulate", async () => {
    const { session, engine, record, arrive } = await recorded();
    Object.assign(engine.capabilities, { isolated: false });
    session.setSetting("mode", "live");
    session.run();
    arrive();
    await session.whenIdle();
    expect(session.settings.mode).toBe("simulate");
    expect(session.index?.trace).toBe(record.trace);
    expect(session.notices.map((notice) => notice.kind)).toEqual(["notIsolated"]);
    expect(engine.labs.map((lab) => lab.settings.mode)).not.toContain("live");
  });
});

describe("playing", () => {
  it("starts from the beginning and lasts ten seconds", async () => {
    const { session, frame } = await opened();
    session.play();
    frame(0);
    frame(100);
    expect(session.cursor.timeNs).toBeLessThan((session.index?.trace.endNs ?? 0) / 10);
    frame(5000);
    expect(session.isPlaying).toBe(true);
    frame(10_001);
    expect(session.isPlaying).toBe(false);
    expect(session.cursor).toEqual(session.index?.end);
  });

  it("goes on from where the reader put the cursor", async () => {
    const { session, frame } = await opened();
    session.seek(2e9);
    session.play();
    frame(0);
    expect(session.cursor.timeNs).toBeCloseTo(2e9, -3);
  });
});

describe("playing while a slider moves", () => {
  /** Plays five of ten seconds, changes the run, and plays on; returns where the cursor was each tenth of a second. */
  async function playOver(from: number, to: number) {
    const { session, frame } = await opened({ params: new Map([["ROUNDS", String(from)]]) });
    session.play();
    for (let ms = 0; ms <= 5000; ms += 100) frame(ms);
    const before = session.cursor.timeNs;
    session.setParameter("ROUNDS", to, true);
    await session.whenIdle();
    expect(session.cursor.timeNs).toBe(Math.min(before, session.index?.end.timeNs ?? 0));
    const places: number[] = [];
    for (let ms = 5100; session.isPlaying; ms += 100) {
      frame(ms);
      places.push(session.cursor.timeNs);
    }
    return { session, places };
  }

  it("goes on to the new end without a jump", async () => {
    const { session, places } = await playOver(1, 5);
    const steps = places.slice(1).map((place, at) => place - (places[at] ?? 0));
    expect(places.at(-1)).toBe(session.index?.end.timeNs);
    expect(Math.min(...steps.slice(0, -1))).toBeGreaterThan(0);
    expect(Math.max(...steps)).toBeLessThan((session.index?.trace.endNs ?? 0) / 20);
  });

  it("is over where the new run has ended by then", async () => {
    const { session, places } = await playOver(5, 1);
    expect(places).toHaveLength(1);
    expect(session.cursor).toEqual(session.index?.end);
  });
});

it("counts two hundred seeds and opens one", async () => {
  const { session, engine } = await opened();
  session.explore();
  await session.whenIdle();
  expect(session.seeds).toMatchObject({ done: 200, total: 200, isStale: false });
  expect(session.seeds?.counts.map((count) => count.label)).toEqual(["finished: 40 of 40", "deadlock"]);
  session.openSeed(3);
  await session.whenIdle();
  expect(engine.labs.at(-1)?.settings.seed).toBe(3);
  expect(session.changes.settings).toEqual({ seed: 3 });
});

it("opening the seed that is set leaves live mode, and the address is told", async () => {
  const { session, settled } = await opened({ settings: { mode: "live", seed: 3 } });
  settled.mockClear();
  session.openSeed(3);
  await session.whenIdle();
  expect(session.status.kind).toBe("ended");
  expect(session.changes.settings).toEqual({ seed: 3 });
  expect(settled).toHaveBeenCalled();
});

it("stops counting seeds when told to, and for another program", async () => {
  const { session, engine } = await opened();
  const explore = vi.spyOn(engine, "explore");
  session.explore();
  await vi.waitFor(() => expect(explore).toHaveBeenCalled());
  session.stopExploring();
  await session.whenIdle();
  expect(explore.mock.lastCall?.[4]?.aborted).toBe(true);
  expect(session.seeds).toMatchObject({ total: 200, isCounting: false });

  session.explore();
  await vi.waitFor(() => expect(explore).toHaveBeenCalledTimes(2));
  await session.load({ name: "other", source: SOURCE });
  expect(explore.mock.lastCall?.[4]?.aborted).toBe(true);
  expect(session.seeds).toBeUndefined();
});

it("elements of one page wait for one another", async () => {
  const engine = new FakeEngine(5);
  const share = new EngineShare(() => Promise.resolve(engine));
  const sessions = [1, 2].map(
    () => new LabSession(share.client(), { request: () => 0, cancel: () => undefined }, () => undefined),
  );
  await Promise.all(sessions.map((session) => session.load({ name: "x", source: SOURCE })));
  await Promise.all(sessions.map((session) => session.whenIdle()));
  expect(sessions.map((session) => session.status.kind)).toEqual(["ended", "ended"]);
  expect(engine.labs).toHaveLength(2);
});

it("an element that waits for another can be told not to", async () => {
  const engine = new FakeEngine();
  const share = new EngineShare(() => Promise.resolve(engine));
  const [one, two] = [0, 1].map(
    () => new LabSession(share.client(), { request: () => 0, cancel: () => undefined }, () => undefined),
  ) as [LabSession, LabSession];
  await one.load({ name: "one", source: ENDLESS });
  await two.load({ name: "two", source: SOURCE });
  await vi.waitFor(() => expect(two.status.kind).toBe("queued"));
  two.stop();
  await two.whenIdle();
  expect(two.status.kind).toBe("notRun");
  two.run();
  await vi.waitFor(() => expect(two.status.kind).toBe("queued"));
  // A run that nobody sees any more does not stand in the way.
  await one.load({ name: "none", source: "" });
  await two.whenIdle();
  expect(two.status.kind).toBe("ended");
});
