import { describe, expect, it } from "vitest";
import type { Parameter } from "./lab";
import { clamped, readValue, withParameter } from "./param-line";

const rounds: Parameter = { name: "ROUNDS", kind: "slider", value: 3, min: 1, max: 9, step: 1, line: 2 };
const source = 'import time\nROUNDS = 3    # @param {type:"slider", min:1, max:9, step:1}\nB_FIRST = True\n';

describe("withParameter", () => {
  it("shows the new value and keeps the comment in its column", () => {
    expect(withParameter(source, rounds, 7)).toContain('\nROUNDS = 7    # @param {type:"slider"');
    expect(withParameter(source, rounds, 1000)).toContain("\nROUNDS = 1000  # @param");
  });

  it("comes back to the same text", () => {
    expect(withParameter(withParameter(source, rounds, 7), rounds, 3)).toBe(source);
  });

  it("writes Python literals", () => {
    const text = 'NAME = "a # b"  # @param {type:"string"}';
    const parameter: Parameter = { name: "NAME", kind: "text", value: "a # b", line: 1 };
    expect(withParameter(text, parameter, 'x "y"')).toBe('NAME = "x \\"y\\""  # @param {type:"string"}');
    expect(withParameter("ON = True  # @param", { name: "ON", kind: "switch", value: true, line: 1 }, false)).toBe(
      "ON = False  # @param",
    );
  });

  it("leaves a text alone whose line has changed", () => {
    expect(withParameter("x = 1\ny = 2\n", rounds, 7)).toBe("x = 1\ny = 2\n");
  });
});

describe("readValue", () => {
  it("moves a number into the slider's range and says so", () => {
    expect(readValue(rounds, "5")).toEqual({ kind: "value", value: 5 });
    expect(readValue(rounds, "99")).toEqual({ kind: "moved", value: 9 });
    expect(readValue(rounds, "many")).toEqual({ kind: "refused" });
  });

  it("takes only a menu's options", () => {
    const menu: Parameter = { name: "STEP", kind: "menu", value: "a", options: ["a", "b"], line: 1 };
    expect(readValue(menu, "b")).toEqual({ kind: "value", value: "b" });
    expect(readValue(menu, "c")).toEqual({ kind: "refused" });
  });
});

it("a slider stands on its steps", () => {
  const pace: Parameter = { name: "PACE", kind: "slider", value: 0.1, min: 0, max: 1, step: 0.1, line: 1 };
  expect(clamped(pace, 0.34)).toBe(0.3);
  expect(clamped(pace, 7)).toBe(1);
});
