/** Which promises are kept. */

import { type Facts, placesOf } from "./facts.ts";
import type { Sums } from "./sums.ts";

export function declareTargets(sums: Sums): void {
  sums.declare(
    { kpi: "sla_met_share", kind: "ratio" },
    { kpi: "sla_first_reply_met_share", kind: "ratio" },
    { kpi: "sla_next_reply_met_share", kind: "ratio" },
    { kpi: "sla_resolution_met_share", kind: "ratio" },
  );
}

/** Decided when it is achieved or when it was due, whichever comes first, and for good. */
export function addTargets(sums: Sums, { contacts, verdicts }: Facts): void {
  const known = new Map(contacts.map((contact) => [contact.id, contact]));
  for (const verdict of verdicts) {
    const contact = known.get(verdict.contactId);
    if (!contact || contact.areTargetsTold === false) continue;
    const { metric, dueAt, achievedAt } = verdict;
    const isMet = achievedAt !== null && achievedAt <= dueAt;
    const at = Math.min(achievedAt ?? dueAt, dueAt);
    for (const kpi of ["sla_met_share", `sla_${metric}_met_share`])
      sums.add(kpi, at, placesOf(verdict, contact), Number(isMet), 1);
  }
}
