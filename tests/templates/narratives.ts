/** What the tests of the narrative begin with: its sentences in a language, and a share whose change has a mix. */

import type { ActionModel } from "../../functions/core/actions.ts";
import type { KpiModel, ReportModel } from "../../functions/core/model.ts";
import type { Locale } from "../../functions/core/organisation.ts";
import { formatOf } from "../../templates/format.ts";
import { narrativeOf } from "../../templates/narrative.ts";
import { wordsOf } from "../../templates/words/index.ts";
import { mean, opened, resolved, withinDay } from "./kpis.ts";
import { model } from "./model.ts";

export const said = (one: ReportModel, locale: Locale = "en") =>
  narrativeOf(one, formatOf(wordsOf(locale), "Europe/Budapest")).map(({ text }) =>
    text.replaceAll("\u00a0", " "),
  );

export const previously = (kpi: KpiModel, previous: Partial<KpiModel["previous"]>): KpiModel => ({
  ...kpi,
  previous: { ...kpi.previous, ...previous },
});
export const action = (settings: Partial<ActionModel> = {}): ActionModel => ({
  ...{ what: "Two more agents for chat.", steps: [], owner: "Ilona Varga", due: "2026-11-12" },
  ...{ kpi: "open_backlog", status: "open", isOverdue: true },
  ...settings,
});

/** Resolved within 24 hours: 81.2 -> 78.6 %, -2.6 points = -2.9 by the mix and +0.3 by results. */
export const share: ReportModel = {
  ...model,
  kpis: [previously(withinDay, { p: 0.002 }), previously(mean, { verdict: "better" }), opened, resolved],
  attention: ["resolved_within_day_share"],
  narrative: {
    ...{ kpi: "resolved_within_day_share", about: "problem" },
    why: {
      ...{ by: "channel", whole: -0.026, rate: 0.003, mix: -0.029, rest: -0.004 },
      groups: [
        { member: "email", amount: -0.012 },
        { member: "phone", amount: -0.01 },
      ],
    },
  },
  actions: [action({ kpi: "resolved_within_day_share" })],
};
