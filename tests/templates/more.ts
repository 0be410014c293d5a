/** A report with all that may stand in one at once: more than any real one says. */

import type { ReportModel } from "../../functions/core/model.ts";

export function more(base: ReportModel): ReportModel {
  const [first, ...others] = base.kpis;
  const { previous } = first!;
  return {
    ...base,
    organisation: { ...base.organisation, brand: { colour: "#0a4d3c", logo: "Fell & Fjord" } },
    kpis: [{ ...first!, parameters: {} }, ...others],
    restatements: [
      {
        ...{ kpi: "resolved_within_day_share", name: "Resolved within 24 hours", unit: "share" },
        ...{ period: previous.against, reported: 0.824, value: 0.812 },
        ...{ numerator: 8_948, denominator: 11_020, fingerprint: "a" },
        cause: { kind: "late", size: 34, place: { by: "department", member: "Billing", size: 30 } },
      },
    ],
    anomalies: [{ kpi: "contacts_opened", day: base.period.start, value: 2_480, usual: 1_900, days: 8 }],
    events: [{ title: "New parcel carrier", on: base.period.start }],
    missing: [
      {
        ...{ kind: "day_missing", source: "calls", day: base.period.start },
        ...{ file: "calls.csv", by: "2026-11-16T05:00:00Z" },
      },
    ],
    notKept: ["occupancy_share"],
    smallestGroup: 5,
    unsubscribe: "https://reports.example.org/unsubscribe/abc",
  };
}
