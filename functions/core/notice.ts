/** What the owner of a report is told when something needs them: never its readers, and once for each problem. */

export interface Notice {
  /** Names the problem: the same problem has the same key however often it is found. Plain: a-z, 0-9 and -. */
  readonly key: string;
  /** The owner's address. */
  readonly to: string;
  /** What is wrong, in one line without personal data. */
  readonly subject: string;
  /** What happened, what it means for readers, and what to do: a paragraph each. */
  readonly lines: readonly string[];
}
