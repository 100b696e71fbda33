import { describe, expect, it } from "vitest";
import { decodeAddress, encodeAddress, MAX_READABLE } from "./address";

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
