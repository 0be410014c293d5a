/** Who gets nothing any more although the config names them: by their mailbox, or because they asked. Keys hold no address. */

import type { ReportConfig } from "../core/config.ts";
import type { ReportState } from "../core/owed.ts";
import type { Lake } from "../ports.ts";

export interface Suppression {
  readonly v: 1;
  readonly why: "bounced" | "complained";
  /** ISO UTC instant of what the provider told. */
  readonly at: string;
  /** The message it came of. */
  readonly id: string;
}

export const suppressedKey = (address: string) => `state/suppressed/${address}.json`;
export const unsubscribedKey = (report: string, address: string) =>
  `state/unsubscribed/${report}/${address}.json`;

/** What a report is and was called: who unsubscribed from it did so under any of its names. */
export function namesOf(
  { id, was }: Pick<ReportConfig, "id" | "was">,
  known: Pick<ReportState, "formerly"> | undefined,
): readonly string[] {
  const formerly = known?.formerly ?? [];
  return [...new Set([id, ...(was === undefined ? [] : [was]), ...formerly.map((one) => one.id)])];
}

/** Why the reader with this `addressKey` gets nothing; undefined: they get the report. `names`: what it is and was called. */
export async function leftOut(
  names: readonly string[],
  address: string,
  lake: Pick<Lake, "get">,
): Promise<"suppressed" | "unsubscribed" | undefined> {
  if (await lake.get(suppressedKey(address))) return "suppressed";
  for (const name of names) if (await lake.get(unsubscribedKey(name, address))) return "unsubscribed";
  return undefined;
}

/** Nothing is sent to this address any more, of any report. The first reason stays. */
export async function suppress(
  address: string,
  suppression: Suppression,
  lake: Pick<Lake, "claim">,
): Promise<void> {
  await lake.claim(suppressedKey(address), encode(suppression));
}

/** This reader gets no more of this report. */
export async function unsubscribe(
  report: string,
  address: string,
  at: string,
  lake: Pick<Lake, "claim">,
): Promise<void> {
  await lake.claim(unsubscribedKey(report, address), encode({ v: 1, at }));
}

/** The address gets mail again from the next report on: of all reports, and of this one if they had unsubscribed from it. */
export async function allow(
  address: string,
  reports: readonly string[],
  lake: Pick<Lake, "get" | "remove">,
): Promise<readonly string[]> {
  const keys = [suppressedKey(address), ...reports.map((report) => unsubscribedKey(report, address))];
  const removed: string[] = [];
  for (const key of keys)
    if (await lake.get(key)) {
      await lake.remove(key);
      removed.push(key);
    }
  return removed;
}

const encode = (value: object) => new TextEncoder().encode(JSON.stringify(value));
