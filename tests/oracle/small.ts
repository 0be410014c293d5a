/** Facts small enough to work out by hand. */

import type { BusinessHours } from "../../functions/core/config.ts";
import { type ParameterId, type ParameterValue, usualParameters } from "../../functions/core/parameters.ts";
import {
  type AgentTime,
  type Contact,
  type Facts,
  type Leg,
  type Message,
  noFacts,
  nowhere,
  type Places,
  type Survey,
  type Verdict,
} from "./facts.ts";
import { oracle } from "./index.ts";
import type { OracleRow } from "./sums.ts";

export const zone = "Europe/Budapest";

/** `2026-11-16T10:00` in Budapest in winter time, or any instant with its offset, as seconds. */
export function at(text: string): number {
  const written = /(Z|[+-]\d\d:\d\d)$/.test(text) ? text : `${text}${text.length === 16 ? ":00" : ""}+01:00`;
  const milliseconds = Date.parse(written);
  if (Number.isNaN(milliseconds)) throw new RangeError(`not an instant: ${text}`);
  return milliseconds / 1000;
}

let made = 0;

/** Ids that rise in the order in which the facts are written. */
function id(): string {
  made += 1;
  return `x-${String(made).padStart(5, "0")}`;
}

type Loose<Fact> = Partial<Omit<Fact, "places">> & { readonly places?: Partial<Places> };

export function contact(openedAt: string, rest: Loose<Contact> = {}): Contact {
  return {
    id: id(),
    openedAt: at(openedAt),
    resolvedAt: null,
    firstResolvedAt: null,
    reopenedAt: null,
    assignedAt: null,
    handedOverAt: null,
    customerId: null,
    direction: "inbound",
    outcome: null,
    tags: [],
    beganWith: "person",
    isSolvedAtOnce: null,
    requesterWaitSeconds: null,
    agentWaitSeconds: null,
    onHoldSeconds: null,
    ...rest,
    places: { ...nowhere, ...rest.places },
  };
}

export function leg(of: Contact, rest: Loose<Leg> = {}): Leg {
  return {
    id: id(),
    contactId: of.id,
    queuedAt: of.openedAt,
    answeredAt: null,
    endedAt: null,
    wrappedAt: null,
    outcome: null,
    direction: "inbound",
    waitSeconds: null,
    talkSeconds: null,
    holdSeconds: null,
    afterWorkSeconds: null,
    isTransferred: false,
    transferReason: null,
    ...rest,
    places: rest.places ?? {},
  };
}

export function message(of: Contact, author: Message["author"], sentAt: number, isPublic = true): Message {
  return { id: id(), contactId: of.id, author, sentAt, isPublic, places: {} };
}

export function survey(of: Contact, kind: Survey["kind"], answer: Partial<Survey> = {}): Survey {
  return {
    id: id(),
    contactId: of.id,
    kind,
    invitedAt: null,
    answeredAt: null,
    score: null,
    places: {},
    ...answer,
  };
}

export function verdict(
  of: Contact,
  metric: Verdict["metric"],
  dueAt: string,
  achievedAt: string | null,
): Verdict {
  return {
    id: id(),
    contactId: of.id,
    metric,
    dueAt: at(dueAt),
    achievedAt: achievedAt === null ? null : at(achievedAt),
    places: {},
  };
}

export function time(activity: AgentTime["activity"], from: string, to: string, agent = "Anna"): AgentTime {
  return {
    id: id(),
    agent,
    activity,
    startedAt: at(from),
    endedAt: at(to),
    department: "Billing",
    location: null,
  };
}

export interface Given {
  readonly facts: Partial<Facts>;
  readonly parameters?: Partial<Record<ParameterId, ParameterValue>>;
  readonly byChannel?: Readonly<Record<string, Partial<Record<ParameterId, ParameterValue>>>>;
  readonly byDepartment?: Readonly<Record<string, Partial<Record<ParameterId, ParameterValue>>>>;
  readonly businessHours?: BusinessHours | null;
  readonly from?: string;
  readonly to?: string;
}

/** The oracle's row for a KPI of a period; undefined where it has none. */
export function answers(given: Given) {
  const rows = oracle(
    { ...noFacts, ...given.facts },
    {
      zone,
      parameters: {
        organisation: {
          ...usualParameters.organisation,
          ...(given.parameters as typeof usualParameters.organisation),
        },
        byChannel: given.byChannel ?? usualParameters.byChannel,
        byDepartment: given.byDepartment ?? {},
      },
      businessHours: given.businessHours ?? null,
      from: given.from ?? "2026-10-01",
      to: given.to ?? "2026-12-31",
    },
  );
  const index = new Map(rows.map((row) => [keyOf(row.kpi, row.period, row.start, row.by, row.member), row]));
  const row = (kpi: string, period: OracleRow["period"], start: string, by = "all", member = "all") =>
    index.get(keyOf(kpi, period, start, by, member));
  const value = (...of: Parameters<typeof row>) => row(...of)?.value;
  return { rows, row, value };
}

const keyOf = (...parts: readonly string[]) => parts.join(" | ");
