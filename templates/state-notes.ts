/** What may still change of a figure that is not final, in a sentence: each KPI's own reason, as the catalogue knows it. */

import { type KpiId, kpiOf } from "../functions/core/kpi.ts";
import type { KpiModel } from "../functions/core/model.ts";
import type { Format } from "./format.ts";
import { plain } from "./plain.ts";
import { isStated } from "./shown.ts";

type Stated = Pick<KpiModel, "id" | "name" | "state" | "value" | "changesUntil">;

/** `Provisional: Contacts of this period may still be resolved, so the figure may still change.`; empty where its state needs no word. */
export function stateNote(kpi: Stated, format: Format): string {
  const { words } = format;
  if (!isStated(kpi)) return "";
  return kpi.state === "open" ? words.openNote : words.provisionalNote(reasonOf(kpi, format));
}

/** The same for a whole report: one sentence for each reason, with the KPIs it is of. */
export function stateNotes(kpis: readonly Stated[], format: Format): readonly string[] {
  const { words } = format;
  const reasons = new Map<string, string[]>();
  for (const kpi of kpis.filter((one) => one.state === "provisional" && isStated(one))) {
    const why = reasonOf(kpi, format);
    reasons.set(why, [...(reasons.get(why) ?? []), words.kpis[kpi.id]?.name ?? plain(kpi.name)]);
  }
  return [
    ...(kpis.some(({ state }) => state === "open") ? [words.openNote] : []),
    ...[...reasons].map(([why, names]) => words.provisionalNoteOf(names.join(", "), why)),
  ];
}

const maturing: Readonly<Partial<Record<KpiId, "resolved" | "answered" | "handedOver">>> = {
  resolved_share: "resolved",
  survey_response_share: "answered",
  bot_containment_share: "handedOver",
};

const watched: Readonly<Partial<Record<KpiId, "askedAgain" | "reopened">>> = {
  first_contact_resolution_share: "askedAgain",
  reopened_share: "reopened",
};

function reasonOf({ id, changesUntil }: Stated, { words: { mayChange }, named }: Format): string {
  const window = watched[id];
  if (window && changesUntil !== undefined) return mayChange[window](named(changesUntil).long);
  if (kpiOf(id)?.ofMonths) return mayChange.costs;
  return mayChange[maturing[id] ?? "unknown"];
}
