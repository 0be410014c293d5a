/** Why one file of a source was not landed at all. */
export class Refusal extends Error {
  readonly line: number;
  readonly column: number;
  /** `change`: not tried again until the file or the settings change. `run`: tried again at the next run. */
  readonly until: "change" | "run";
  /** Refused for having fewer rows than this. */
  readonly few: number | undefined;

  constructor(
    message: string,
    at: { line?: number; column?: number; until?: "change" | "run"; few?: number } = {},
  ) {
    super(message);
    this.name = "Refusal";
    this.line = at.line ?? 1;
    this.column = at.column ?? 1;
    this.until = at.until ?? "change";
    this.few = at.few;
  }
}
