/** What a report of a part does not tell although one of the whole would. Pure. */

import type { OrganisationEvent, Scope } from "./config.ts";
import type { KpiId } from "./kpi.ts";
import type { RestatementModel } from "./model.ts";
import { nameKey } from "./parameters.ts";
import type { DayValues } from "./samples.ts";

/** What happened to channels a reader sees nothing of is nothing they are told of. */
export function concerns(
  { channels }: OrganisationEvent,
  scope: Scope | null | undefined,
  known: readonly string[],
): boolean {
  if (!scope || channels === undefined) return true;
  const own = new Set((scope.by === "channel" ? [scope.member] : known).map(nameKey));
  return channels.some((channel) => own.has(nameKey(channel)));
}

/** Where most of a correction happened is a small group more often than not. */
export function withoutPlace(restatement: RestatementModel): RestatementModel {
  const { place: _, ...cause } = restatement.cause;
  return { ...restatement, cause };
}

/** Whether a day has so few contacts, or its value so few things it is made of, that it tells of single ones. */
export function isFew(kpi: KpiId, day: string, days: DayValues, least: number): boolean {
  const made = days(kpi, day)?.denominator;
  return (days("contacts_opened", day)?.value ?? 0) < least || (made != null && made < least);
}
