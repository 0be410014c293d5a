/** The catalogue: what each KPI is called, which way is good, and its definition in one sentence. The SQL computes it. */

import { agents } from "./kpis/agents.ts";
import { costs } from "./kpis/costs.ts";
import { demand } from "./kpis/demand.ts";
import type { Family, Kpi } from "./kpis/entry.ts";
import { handling } from "./kpis/handling.ts";
import { queues } from "./kpis/queues.ts";
import { repeats } from "./kpis/repeats.ts";
import { resolution } from "./kpis/resolution.ts";
import { responses } from "./kpis/responses.ts";
import { sla } from "./kpis/sla.ts";
import { surveys } from "./kpis/surveys.ts";
import { volume } from "./kpis/volume.ts";

export {
  type Direction,
  type Family,
  familyFacts,
  type Grain,
  grains,
  type Kind,
  type Kpi,
  type Unit,
} from "./kpis/entry.ts";

/** In the order in which they are listed to people. */
export const kpis = [
  ...volume,
  ...demand,
  ...resolution,
  ...repeats,
  ...agents,
  ...costs,
  ...sla,
  ...queues,
  ...handling,
  ...surveys,
  ...responses,
] as const satisfies readonly Kpi[];

export type KpiId = (typeof kpis)[number]["id"];

const byId = new Map<string, Kpi>(kpis.map((kpi) => [kpi.id, kpi]));

export function kpiOf(id: string): Kpi | undefined {
  return byId.get(id);
}

/** The component a KPI is made of. */
export const measureOf = (kpi: Pick<Kpi, "id" | "measure">) => kpi.measure ?? kpi.id;

/** The files in queries/kpis, one per family. */
export const families: readonly Family[] = [...new Set(kpis.map(({ family }) => family))].sort();
