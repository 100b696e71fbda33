/** The text of a program: as shipped, as it stands, and what the engine has read in it. */

import type { Checked, Parameter, ParameterValue, SourceError } from "../model/lab";
import { withParameter, withParameters } from "../model/param-line";
import { type Notice, type Request, takeValues } from "./requested";

const NO_VALUES: Readonly<Record<string, ParameterValue>> = {};

export class ProgramText {
  source = "";
  base = "";
  checked: Checked | undefined;
  /** Of the text that was read last; `checked` is then of the one before. */
  error: SourceError | undefined;
  baseChecked: Checked | undefined;
  private readSource: string | undefined;

  open(base: string, source = base): void {
    this.base = base;
    this.source = source;
    this.checked = this.baseChecked = this.error = this.readSource = undefined;
  }

  get parameters(): readonly Parameter[] {
    return this.checked?.parameters ?? [];
  }

  get values(): Readonly<Record<string, ParameterValue>> {
    const { parameters } = this;
    return parameters.length === 0
      ? NO_VALUES
      : Object.fromEntries(parameters.map((parameter) => [parameter.name, parameter.value]));
  }

  get isEmpty(): boolean {
    return this.source.trim() === "";
  }

  /** Whether the engine has read the text as it stands. Until it has, it is neither run nor changed. */
  get isRead(): boolean {
    return this.readSource === this.source;
  }

  get canRun(): boolean {
    return this.isRead && !this.error && !this.isEmpty;
  }

  get isChanged(): boolean {
    return this.source !== this.base;
  }

  /** Whether the text says something else than the program as shipped, parameter values aside. */
  get isEdited(): boolean {
    if (!this.isChanged) return false;
    const { baseChecked } = this;
    if (!baseChecked || !this.checked || this.error) return true;
    return withParameters(this.base, baseChecked.parameters, this.values) !== this.source;
  }

  /** The values that are not as shipped, as an address writes them. */
  get changedValues(): readonly (readonly [name: string, value: string])[] {
    const { values } = this;
    return (this.baseChecked?.parameters ?? [])
      .filter(({ name, value }) => values[name] !== undefined && values[name] !== value)
      .map(({ name }) => [name, String(values[name])] as const);
  }

  get parameterNames(): readonly string[] {
    return (this.baseChecked?.parameters ?? this.parameters).map((parameter) => parameter.name);
  }

  /** Gives a parameter a value, in its line too. */
  setParameter(parameter: Parameter, value: ParameterValue): void {
    if (!this.checked) return;
    const wasEdited = this.isEdited;
    const parameters = this.parameters.map((each) => (each === parameter ? { ...each, value } : each));
    this.checked = { ...this.checked, parameters };
    // From the text as shipped where possible, so that going back to a value goes back to the very same text.
    this.source =
      wasEdited || !this.baseChecked
        ? withParameter(this.source, parameter, value)
        : withParameters(this.base, this.baseChecked.parameters, this.values);
    this.readSource = this.source;
  }

  /** Takes what the engine has read, and the values asked for; returns those that cannot be had. */
  take(checked: Checked, request: Request | undefined): readonly Notice[] {
    this.readSource = this.source;
    this.error = checked.error;
    if (checked.error) {
      this.checked ??= checked;
      return [];
    }
    this.checked = checked;
    if (!request) return [];
    const taken = takeValues(this.source, checked, request);
    this.source = this.readSource = taken.source;
    this.checked = taken.checked;
    return taken.notices;
  }

  /** Has the engine read it once more. */
  forgetRead(): void {
    this.readSource = undefined;
  }

  takeEmpty(): void {
    this.readSource = this.source;
    this.checked = this.error = undefined;
  }
}
