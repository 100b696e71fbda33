import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { decodeAddress, encodeAddress, MAX_READABLE } from "./address";
import { MAX_CORES, MAX_LIVE_SPEED, MAX_SEED, MAX_SLOW } from "./settings";

describe("the address", () => {
  it("reads like what it does", () => {
    expect(encodeAddress({ program: "hotpot", params: [["ROUNDS", "5"]], settings: { seed: 3 } }, ["ROUNDS"])).toBe(
      "#hotpot?ROUNDS=5&seed=3",
    );
    expect(encodeAddress({ program: "hotpot", params: [], settings: {} }, [])).toBe("#hotpot");
  });

  it("comes back as it went out", () => {
    const parts = {
      program: "shared_counter",
      params: [
        ["STEP", "a; b"],
        ["seed", "&"],
      ] as const,
      settings: { mode: "live", gil: false, cores: 2, anywhere: true, slow: 10, seed: 7, liveSpeed: 5 } as const,
      axis: "steps" as const,
    };
    const back = decodeAddress(encodeAddress(parts, ["STEP", "seed"]));
    expect(back).toEqual({ ...parts, params: new Map(parts.params), values: [], unread: [] });
  });

  it("stays short when every parameter has changed", () => {
    const names = [
      "PRODUCERS",
      "CONSUMERS",
      "ITEMS_PER_PRODUCER",
      "QUEUE_SIZE",
      "PRODUCER_PACE",
      "CONSUMER_PACE",
      "SENTINEL",
    ];
    const params = names.map((name, index) => [name, String(index + 100)] as const);
    const fragment = encodeAddress(
      { program: "producer_consumer", params, settings: { seed: 12345, gil: false } },
      names,
    );
    expect(fragment.length).toBeLessThanOrEqual(MAX_READABLE);
    expect(decodeAddress(fragment).values).toEqual(params.map(([, value]) => value));
  });

  it("keeps gaps in the short form", () => {
    const names = ["A".repeat(60), "B".repeat(60), "C".repeat(60)];
    const params = [
      [names[0] as string, "1"],
      [names[2] as string, "3"],
    ] as const;
    const fragment = encodeAddress({ program: "x", params, settings: {} }, names);
    expect(fragment).toBe("#x?values=1~~3");
    expect(decodeAddress(fragment).values).toEqual(["1", "", "3"]);
  });

  it("lists the settings too where nothing else would do", () => {
    const names = ["A".repeat(60), "B".repeat(60)];
    const params = names.map((name) => [name, "1"] as const);
    const settings = {
      mode: "live",
      cores: 16,
      gil: false,
      anywhere: true,
      slow: 1000,
      seed: 1_234_567_890,
      liveSpeed: 50,
    } as const;
    const parts = { program: "x".repeat(40), params, settings };
    const fragment = encodeAddress(parts, names);
    expect(fragment).toBe(`#${"x".repeat(40)}?values=1~1&run=live~16~off~on~1000~1234567890~50`);
    expect(decodeAddress(fragment)).toMatchObject({ settings, values: ["1", "1"], unread: [] });
    expect(decodeAddress("#x?run=slow~many~off~~~~~~more")).toMatchObject({
      settings: { gil: false },
      unread: ["mode=slow", "cores=many", "more"],
    });
  });

  it("of every program stays short with all that can be changed at its longest", () => {
    const longest = {
      mode: "simulate",
      cores: MAX_CORES,
      gil: false,
      anywhere: false,
      slow: MAX_SLOW,
      seed: MAX_SEED,
      liveSpeed: MAX_LIVE_SPEED,
    } as const;
    const folder = new URL("../../programs/", import.meta.url);
    const files = readdirSync(folder).filter((name) => name.endsWith(".py"));
    expect(files.length).toBeGreaterThanOrEqual(17);
    for (const file of files) {
      const params = longestValues(readFileSync(new URL(file, folder), "utf8"));
      const parts = { program: file.replace(/\.py$/, ""), params, settings: longest, axis: "steps" } as const;
      const names = params.map(([name]) => name);
      const fragment = encodeAddress(parts, names);
      expect(fragment.length, fragment).toBeLessThanOrEqual(MAX_READABLE);
      const back = decodeAddress(fragment);
      const given = back.values.length > 0 ? back.values : [...back.params.values()];
      expect(given).toEqual(params.map(([, value]) => value));
      expect(back).toMatchObject({ settings: longest, axis: "steps", unread: [] });
    }
  });

  it("names what it cannot read", () => {
    const broken = decodeAddress("#hotpot?%E0%A4%A=1&cores=many&mode=fast&ROUNDS=5");
    expect(broken.unread).toEqual(["%E0%A4%A=1", "cores=many", "mode=fast"]);
    expect(broken.params.get("ROUNDS")).toBe("5");
  });

  it("does not take a foreign fragment for a program", () => {
    expect(decodeAddress("#/../../etc?x")).toMatchObject({ program: "", unread: ["/../../etc"] });
    expect(decodeAddress("#access_token=abc").program).toBe("");
    expect(decodeAddress("").unread).toEqual([]);
    expect(decodeAddress(`#${"x".repeat(300_000)}`).program).toBe("");
  });
});

/** Each parameter's longest value as an address says it, its own included. */
function longestValues(source: string): readonly (readonly [name: string, value: string])[] {
  return [...source.matchAll(/^(\w+) = .*# @param (.*)$/gm)].map(([, name = "", form = ""]) => {
    const number = (key: string) => Number(new RegExp(`${key}:([\\d.]+)`).exec(form)?.[1]);
    const values = form.startsWith("[")
      ? (JSON.parse(form) as string[])
      : form.includes("boolean")
        ? ["false"]
        : Array.from({ length: Math.floor((number("max") - number("min")) / number("step")) + 1 }, (_, at) =>
            String(Number((number("min") + at * number("step")).toPrecision(12))),
          );
    const length = (value: string) => encodeURIComponent(value).length;
    return [name, values.reduce((best, value) => (length(value) > length(best) ? value : best))] as const;
  });
}
