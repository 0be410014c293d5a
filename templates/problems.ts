/** Why rows were left out, as readers are told: the warehouse says it to those who look after the data. */

import { plain } from "./plain.ts";
import type { Words } from "./words/words.ts";

/** Those that concern no single column, as the warehouse says them: every language has words for each. */
export const knownProblems = [
  "resolved before it was opened",
  "first resolved before it was opened",
  "first resolved after its last resolution",
  "reopened before it was resolved",
  "assigned before it was opened",
  "handed over before it was opened",
  "answered before it was queued",
  "answered before it was sent",
  "ended before it began",
  "wrapped up before it ended",
  "abandoned, yet answered",
  "a score without the time of the answer",
  "score lies off the scale",
  "neither invited_at nor answered_at is there",
  "it is longer than a week",
  "currency is not that of the organisation",
  "the mapping leaves this row out",
  "leg waits for its contact",
  "message waits for its contact",
  "survey waits for its contact",
  "SLA verdict waits for its contact",
  "status change waits for its contact",
] as const;
export type KnownProblem = (typeof knownProblems)[number];

/** What can be wrong with a column, by what the warehouse says behind its name. The first that fits. */
const ofColumn = [
  ["empty", /^(\w+) is empty(?:: no row of its file has .*)?$/],
  ["unreadable", /^(\w+) is (?:neither true nor false|not an? .+)$/],
  ["implausible", /^(\w+) (?:is negative|is more than .+|lies .+)$/],
  ["unexpected", /^(\w+) is (?:not|neither) .+$/],
] as const;

export function problemText(reason: string, { problems }: Words): string {
  const text = plain(reason);
  if (isKnownProblem(text)) return problems.known[text];
  for (const [kind, form] of ofColumn) {
    const column = form.exec(text)?.[1];
    if (column !== undefined) return problems[kind](column);
  }
  return problems.other(text);
}

function isKnownProblem(text: string): text is KnownProblem {
  return (knownProblems as readonly string[]).includes(text);
}
