/** Reads the contacts behind a report's numbers. */

import { query } from "../../queries/index.ts";
import { type ListedContact, mostListed } from "../core/listed.ts";
import type { Period } from "../core/period.ts";
import type { Reader, Row } from "../ports.ts";

/** Those opened in the period, newest first: of each channel and department as many as may be listed of it alone. */
export async function readListed(
  period: Pick<Period, "start" | "end">,
  reader: Reader,
): Promise<readonly ListedContact[]> {
  const cohorts = (await reader.pointers("contacts"))
    .map(({ partition }) => String(partition.cohort))
    .filter((cohort) => cohort >= period.start && cohort < period.end)
    .sort();
  if (cohorts.length === 0) return [];
  const select = { query: query("values/listed"), params: { cohorts, most: mostListed } };
  const rows = await Array.fromAsync(reader.rows(select));
  // An engine may read a query as a part of its own statement, and then promises no order.
  return rows.sort(newestFirst).map(toContact);
}

function newestFirst(one: Row, other: Row): number {
  return (
    order(String(other.opened_at), String(one.opened_at)) ||
    order(String(one.source), String(other.source)) ||
    order(String(one.contact_id), String(other.contact_id))
  );
}

const order = (one: string, other: string) => (one < other ? -1 : one > other ? 1 : 0);

function toContact(row: Row): ListedContact {
  const isSo = (value: unknown) => (value == null ? null : Number(value) === 1);
  const number = (value: unknown) => (value == null ? null : Number(value));
  const text = (value: unknown) => (value == null ? null : String(value));
  return {
    openedAt: String(row.opened_at),
    resolvedAt: text(row.resolved_at),
    ...{ channel: String(row.channel), department: String(row.department), reason: String(row.reason) },
    waitSeconds: number(row.wait_seconds),
    talkSeconds: number(row.talk_seconds),
    isTransferred: isSo(row.transferred),
    transferReason: text(row.transfer_reason),
    outcome: text(row.outcome),
    isAnswered: isSo(row.answered),
  };
}
