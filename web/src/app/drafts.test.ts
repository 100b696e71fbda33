import { describe, expect, it } from "vitest";
import { Drafts } from "./drafts";

function stage(kept: Record<string, string> = {}) {
  const storage = {
    getItem: (key: string) => kept[key] ?? null,
    setItem: (key: string, value: string) => {
      kept[key] = value;
    },
    removeItem: (key: string) => {
      delete kept[key];
    },
  };
  return { kept, drafts: new Drafts(storage) };
}

describe("drafts", () => {
  it("a newer state of a draft takes the place of the one it was made from", () => {
    const { drafts } = stage();
    const first = { source: "a", address: "#x" };
    const second = { source: "ab", address: "#x" };
    drafts.write("x", first, undefined);
    drafts.write("x", second, first);
    expect(drafts.of("x")).toEqual([second]);
  });

  it("one made from another link leaves the first alone", () => {
    const { drafts } = stage();
    const mine = { source: "mine", address: "#x?code=1" };
    const theirs = { source: "theirs, changed", address: "#x?code=2" };
    drafts.write("x", mine, undefined);
    drafts.write("x", theirs, undefined);
    expect(drafts.at("x", "#x?code=1")).toEqual(mine);
    expect(drafts.at("x", "#x?code=2")).toEqual(theirs);
    expect(drafts.at("x", "#x")).toBeUndefined();
    expect(drafts.at("x", "")).toEqual(theirs);
    drafts.drop("x", theirs);
    expect(drafts.of("x")).toEqual([mine]);
  });

  it("keep the newest few", () => {
    const { drafts } = stage();
    for (let at = 0; at < 9; at++) drafts.write("x", { source: String(at), address: "#x" }, undefined);
    expect(drafts.of("x").map(({ source }) => source)).toEqual(["8", "7", "6", "5", "4"]);
  });

  it("leave nothing behind, and take nothing that is not theirs", () => {
    const { drafts, kept } = stage({ "hotpot.draft.y": '{"source":', "hotpot.draft.z": '[{"source":1},null]' });
    const draft = { source: "a", address: "#x" };
    drafts.write("x", draft, undefined);
    drafts.drop("x", draft);
    expect(Object.keys(kept)).toEqual(["hotpot.draft.y", "hotpot.draft.z"]);
    expect([drafts.of("y"), drafts.of("z")]).toEqual([[], []]);
  });
});
