/** What was promised to be done, as a report of one day shows it. Pure. */

import type { ReportConfig } from "./config.ts";
import type { KpiId } from "./kpi.ts";
import type { Action } from "./organisation.ts";
import type { Period } from "./period.ts";

/** What was promised, as a report shows it. */
export interface ActionModel {
  readonly what: string;
  readonly steps: readonly string[];
  readonly owner: string;
  readonly due: string;
  readonly kpi: KpiId | null;
  readonly status: "open" | "done";
  readonly isOverdue: boolean;
}

/**
 * The actions of a report: all open ones, and those done that were due since the period began. What was promised is
 * said whatever the report shows; the KPI it is about is named beside it only where the report shows that. The overdue
 * come first, the oldest of them at the top, then what is due next, then what is done.
 */
export function actionsOf(
  actions: readonly Action[],
  report: Pick<ReportConfig, "kpis">,
  period: Period,
  today: string,
): readonly ActionModel[] {
  const shown = actions.flatMap(({ what, steps, owner, due, kpi, status }): readonly ActionModel[] => {
    if (status === "dropped" || (status === "done" && due < period.start)) return [];
    const about = kpi !== undefined && report.kpis.includes(kpi) ? kpi : null;
    return [{ what, steps, owner, due, kpi: about, status, isOverdue: status === "open" && due < today }];
  });
  const rank = ({ isOverdue, status }: ActionModel) => (isOverdue ? 0 : status === "open" ? 1 : 2);
  return shown.sort(
    (one, other) => rank(one) - rank(other) || (one.due < other.due ? -1 : one.due > other.due ? 1 : 0),
  );
}
