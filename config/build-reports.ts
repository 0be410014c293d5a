/** Reports as the rest of Raport reads them. */

import {
  type ReportConfig,
  type Scope,
  type Source,
  type Template,
  usualReport,
  type WorkingDays,
} from "../functions/core/config.ts";
import { InputError } from "../functions/core/errors.ts";
import { factNames } from "../functions/core/facts.ts";
import { type Kpi, type KpiId, kpis } from "../functions/core/kpi.ts";
import type { Organisation } from "../functions/core/organisation.ts";
import { sourcesRead } from "../functions/core/reads.ts";
import { isTold } from "../functions/core/values.ts";
import { factsGiven } from "../functions/core/vendors.ts";
import type { Written } from "./schema.ts";
import { scheduleOf, waitOf } from "./values.ts";

type WrittenReport = Written["reports"][number];

/** What a day in operations is run by: what came, how it was served, what is left, who was there. */
const ofOperations: readonly KpiId[] = [
  "contacts_opened",
  "service_level_share",
  "first_response_seconds_p50",
  "open_backlog",
  "contacts_handled",
  "abandonment_share",
  "contacts_resolved",
  "handle_seconds",
  "resolution_seconds_p50",
];

/** What managers look after: how much each did, how fast, how well, for how long they were there, and what was agreed. */
const ofTeam: readonly KpiId[] = [
  "contacts_handled",
  "first_response_seconds",
  "customer_satisfaction_share",
  "contacts_opened",
  "contacts_resolved",
  "open_backlog",
  "resolution_seconds",
  "handle_seconds",
  "sla_met_share",
  "sla_first_reply_met_share",
  "sla_resolution_met_share",
  "sla_next_reply_met_share",
  "logged_in_seconds",
  "break_seconds",
  "occupancy_share",
  "first_response_seconds_largest",
  "messages_per_contact",
];

const listed: Readonly<Partial<Record<Template, readonly KpiId[]>>> = {
  operations: ofOperations,
  team: ofTeam,
};

/** What a report shows that names no KPIs: those most people ask for, of what the sources tell. */
function usualKpis(template: Template, sources: readonly Source[]): readonly KpiId[] {
  const facts = factNames.filter((fact) => sources.some((source) => factsGiven(source).includes(fact)));
  const told = (kpis as readonly Kpi[]).filter((kpi) => isTold(kpi, facts));
  const own = listed[template]?.filter((id) => told.some((kpi) => kpi.id === id));
  return own ?? told.filter(({ headline }) => headline).map(({ id }) => id as KpiId);
}

export function reportOf(
  written: WrittenReport,
  { zone, locale, owner: usualOwner }: Organisation,
  sources: readonly Source[],
  working: WorkingDays,
): ReportConfig {
  const { id, was, title, template, period, owner = usualOwner, pause_until, incomplete } = written;
  const at = scheduleOf(period, written.at);
  if (!at) throw new InputError(`"${written.at}" does not fit a ${period}`);
  const shown = written.kpis ?? usualKpis(template, sources);
  return {
    id,
    ...(was !== undefined && { was }),
    title,
    template,
    period,
    at: at.day === "last working day" ? { ...at, working } : at,
    zone: written.zone ?? zone,
    ...(pause_until !== undefined && { pausedUntil: pause_until }),
    kpis: shown,
    comparisons: written.comparisons ?? usualReport.comparisons,
    scope: scopeOf(written.scope),
    listsContacts: written.list_contacts ?? usualReport.listsContacts,
    incomplete: incompleteOf(incomplete),
    sources: sourcesRead({ kpis: shown }, sources).map((source) => source.id),
    ...(owner !== undefined && { owner }),
    to: written.to.map((reader) => ({
      name: reader.name,
      address: reader.address,
      locale: reader.locale ?? locale,
      scope: scopeOf(reader.scope),
    })),
  };
}

function scopeOf(written: WrittenReport["scope"]): Scope | null {
  if (written?.department !== undefined) return { by: "department", member: written.department };
  if (written?.channel !== undefined) return { by: "channel", member: written.channel };
  return null;
}

function incompleteOf(written: WrittenReport["incomplete"]): ReportConfig["incomplete"] {
  if (!written) return null;
  const wait = written.wait === 0 ? 0 : waitOf(written.wait);
  return { wait, then: written.then };
}
