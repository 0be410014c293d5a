/** What members are called in a reader's language, of those a report names and no others. Pure. */

import type { ReportModel } from "./model.ts";
import type { Labels } from "./organisation.ts";

/** Nothing where no member of the model has a label. */
export function labelsOf(
  labels: Labels | undefined,
  { scope, breakdowns, reasons, restatements = [], bridges = [] }: Omit<ReportModel, "link">,
): Pick<ReportModel, "labels"> {
  if (!labels) return {};
  const named = (by: string) =>
    new Set([
      ...(scope?.by === by ? [scope.member] : []),
      ...breakdowns.flatMap((one) => (one.by === by ? one.members.map(({ member }) => member) : [])),
      ...bridges.flatMap((one) => (one.by === by ? one.effects.map(({ member }) => member) : [])),
      ...(by === "reason" ? reasons.map(({ reason }) => reason) : []),
      ...restatements.flatMap(({ cause: { place } }) => (place?.by === by ? [place.member] : [])),
    ]);
  const kept = (of: Readonly<Record<string, string>>, members: ReadonlySet<string>) =>
    Object.fromEntries(Object.entries(of).filter(([member]) => members.has(member)));
  const found = {
    departments: kept(labels.departments, named("department")),
    reasons: kept(labels.reasons, named("reason")),
  };
  return Object.keys({ ...found.departments, ...found.reasons }).length > 0 ? { labels: found } : {};
}
