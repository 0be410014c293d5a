/** Which facts a report's figures are made of, and so which sources it must wait for. Pure. */

import { kpisRead } from "./breakdowns.ts";
import type { ReportConfig, Source } from "./config.ts";
import type { FactName } from "./facts.ts";
import { type Family, kpiOf } from "./kpi.ts";
import { factsGiven } from "./vendors.ts";

/**
 * What each file in queries/kpis reads, as its header says. More than the facts it cannot do without: a figure that can be
 * made without them is another one once they are there.
 */
export const familyReads: Readonly<Record<Family, readonly FactName[]>> = {
  volume: ["contacts"],
  demand: ["contacts"],
  resolution: ["contacts"],
  repeats: ["contacts", "messages", "surveys"],
  agents: ["agent_time"],
  costs: ["contacts", "contact_legs", "costs"],
  sla: ["contacts", "sla_verdicts"],
  queues: ["contacts", "contact_legs"],
  handling: ["contacts", "contact_legs"],
  surveys: ["contacts", "surveys"],
  responses: ["contacts", "contact_legs", "messages"],
};

/** The sources that give contacts, whose number every report reads, or another fact these KPIs are made of. */
export function sourcesRead(
  report: Pick<ReportConfig, "kpis">,
  sources: readonly Source[],
): readonly Source[] {
  const families = kpisRead(report).flatMap((id) => kpiOf(id)?.family ?? []);
  const facts = new Set<FactName>(families.flatMap((family) => familyReads[family]));
  // What happened to a contact may be told by another source than the contact itself.
  if (facts.has("contacts")) facts.add("status_changes");
  return sources.filter((source) => factsGiven(source).some((fact) => facts.has(fact)));
}
