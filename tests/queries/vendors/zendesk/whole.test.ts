/** From the interface of the simulated account to facts: what comes out is what happened at the centre. */

import type { DuckDBConnection } from "@duckdb/node-api";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Envelope } from "../../../../functions/core/envelope.ts";
import type { Leg } from "../../../../world/legs.ts";
import { toldOf } from "../../../../world/told.ts";
import type { Centre, Matter } from "../../../../world/vendors/centre.ts";
import { calm } from "../../../../world/vendors/chaos.ts";
import type { Happening } from "../../../../world/vendors/happenings.ts";
import { agentId, agentMembers } from "../../../../world/vendors/members.ts";
import { callsIn } from "../../../../world/vendors/zendesk/calls.ts";
import { instant, orNull } from "../../../../world/vendors/zendesk/json.ts";
import { callId, hasTicket, reasonField, reasonTag } from "../../../../world/vendors/zendesk/names.ts";
import { isLegacy } from "../../../../world/vendors/zendesk/tickets.ts";
import { groundOf, stageOf } from "../../../connectors/chaos.ts";
import { trialOf } from "../../../connectors/zendesk-trial.ts";
import { openDatabase } from "../../memory-draft.ts";
import { type Mapped, mapped } from "./mapped.ts";

type Row = Readonly<Record<string, unknown>>;
let database: DuckDBConnection;
let centre: Centre;
let found: Mapped;
let raw: readonly Envelope[];

beforeAll(async () => {
  const ground = groundOf(
    trialOf("calm whole", { share: 0.08, days: 3, everySeconds: 6 * 3600, chaos: calm }),
  );
  ({ centre } = ground);
  const stage = stageOf(ground);
  await stage.until(centre.until * 1000);
  await stage.quiet();
  database = await openDatabase();
  const rows = (await stage.rows()).filter(({ op }) => op !== "reject");
  raw = rows;
  const landed = rows.map(({ stream, version, op, body }: Envelope) => ({
    ...{ stream, version, body },
    op: op === "delete" ? ("delete" as const) : ("upsert" as const),
  }));
  const settings = { reason_field: reasonField, bots: "299", good_score: "2", bad_score: "1" };
  found = await mapped(database, landed, settings);
}, 60_000);
afterAll(() => database.closeSync());

/** Of each id the newest version, and of those the one landed last, as in the facts. */
function newest(rows: readonly Row[], id: string): ReadonlyMap<string, Row> {
  const kept = new Map<string, Row>();
  const rank = (row: Row) => `${row.version ?? ""} ${String(row.row_id).padStart(9, "0")}`;
  for (const row of rows) {
    const known = kept.get(String(row[id]));
    if (known === undefined || rank(known) < rank(row)) kept.set(String(row[id]), row);
  }
  return kept;
}

const happened = <Kind extends Happening["kind"]>(matter: Matter, kind: Kind) =>
  matter.happenings.filter((each): each is Extract<Happening, { kind: Kind }> => each.kind === kind);
const tickets = () => centre.matters.filter(hasTicket);
const phone = () => centre.matters.filter(({ contact }) => contact.channel === "phone");
const told = (seconds: unknown) => (typeof seconds === "string" ? seconds.replace(" ", "T") : null);

test("nothing landed is lost between the mappings, or taken twice", () => {
  expect(found.lost).toEqual([]);
  expect(found.twice).toEqual([]);
  expect(tickets().length).toBeGreaterThan(20);
});

test("what is written and what fields hold does not land, nor anything of a customer but one mark", () => {
  const texts = tickets().flatMap((matter) =>
    happened(matter, "message").map(({ message }) =>
      JSON.stringify(centre.text(matter, message)).slice(1, -1),
    ),
  );
  const bodies = raw.map(({ body }) => body).join("\n");
  expect(texts.filter((text) => bodies.includes(text))).toEqual([]);
  const ticket = JSON.parse(raw.findLast(({ stream }) => stream === "tickets")?.body ?? "");
  expect(ticket).toMatchObject({ subject: null, custom_fields: null, via: { source: { from: null } } });
  const ids = raw
    .filter(({ stream }) => stream === "tickets")
    .map(({ body }) => JSON.parse(body).requester_id);
  expect(ids.filter((id) => id !== null && !/^h:[\w-]{22}$/.test(id))).toEqual([]);
});

describe("contacts", () => {
  test("are the tickets, as they stood last", () => {
    const rows = newest(found.contacts, "contact_id");
    for (const matter of tickets()) {
      const last = matter.standings.at(-1);
      const row = rows.get(String(matter.number));
      const change = matter.contact.changes.findLast(({ at }) => at === last?.resolvedAt);
      const waits = change && toldOf({ contact: matter.contact, change });
      const minutes = (seconds: number | null | undefined) =>
        seconds === null || seconds === undefined ? null : String(60 * Math.floor(seconds / 60));
      expect(row).toMatchObject({
        opened_at: instant(matter.contact.openedAt),
        resolved_at: orNull(last?.resolvedAt ?? null),
        first_resolved_at: orNull(last?.firstResolvedAt ?? null),
        reopened_at: orNull(last?.reopenedAt ?? null),
        assigned_at: orNull(last?.assignedAt ?? null),
        channel: matter.contact.channel,
        department: matter.contact.department,
        reason: matter.reason,
        agent: last?.agent ? `support:${agentId(last.agent)}` : null,
        tags: [...matter.course.tags, reasonTag(matter.reason)].join("|"),
        requester_wait_seconds: minutes(waits?.requesterWaitSeconds),
        agent_wait_seconds: minutes(waits?.agentWaitSeconds),
        on_hold_seconds: minutes(waits?.onHoldSeconds),
      });
    }
  });

  test("are one customer's wherever that customer asks, and nobody's where nobody is known", () => {
    const rows = newest(found.contacts, "contact_id");
    const byCustomer = new Map<string, Set<unknown>>();
    for (const matter of tickets()) {
      const id = rows.get(String(matter.number))?.customer_id;
      if (matter.customer === null) expect(id).toBeNull();
      else byCustomer.set(matter.customer.id, (byCustomer.get(matter.customer.id) ?? new Set()).add(id));
    }
    for (const ids of byCustomer.values()) expect(ids.size).toBe(1);
    expect(new Set([...byCustomer.values()].flatMap((ids) => [...ids])).size).toBe(byCustomer.size);
  });

  test("are calls too, where no ticket was made", () => {
    const rows = newest(found.contacts, "contact_id");
    const calls = phone().filter((matter) => !hasTicket(matter));
    for (const matter of calls)
      for (const { leg } of happened(matter, "leg"))
        expect(rows.get(`call:${callId(matter, leg)}`)).toMatchObject({
          opened_at: instant(leg.queuedAt),
          channel: "phone",
          department: leg.department,
        });
  });
});

test("messages are all that was written, by whom, and who could see it", () => {
  const rows = [...newest(found.messages, "message_id").values()];
  const sign = (row: Row) => [row.contact_id, row.sent_at, row.author, row.is_public, row.agent].join(" ");
  const written = tickets().flatMap((matter) =>
    happened(matter, "message").map(({ message }) =>
      sign({
        contact_id: matter.number,
        sent_at: instant(message.sentAt),
        author: message.author,
        is_public: String(message.isPublic),
        agent: message.agent === null ? null : `support:${agentId(message.agent)}`,
      }),
    ),
  );
  expect(written.length).toBeGreaterThan(50);
  expect(rows.map(sign).sort()).toEqual(written.sort());
});

test("targets are due when they were, and met when they were", () => {
  const rows = [...newest(found.sla_verdicts, "verdict_id").values()];
  const sign = (row: Row) => [row.contact_id, row.metric, told(row.due_at), told(row.achieved_at)].join(" ");
  const applied = tickets().flatMap((matter) => {
    const met = new Map(happened(matter, "target-met").map(({ verdict, at }) => [verdict.id, at]));
    return happened(matter, "target-applied").map(({ verdict }) =>
      sign({
        contact_id: matter.number,
        metric: verdict.metric,
        due_at: instant(verdict.dueAt),
        achieved_at: orNull(met.get(verdict.id) ?? null),
      }),
    );
  });
  expect(applied.length).toBeGreaterThan(30);
  expect(rows.map(sign).sort()).toEqual(applied.sort());
});

test("calls are legs with the seconds of all their agents, and each agent's part has his own", () => {
  const sum = (legs: readonly (number | null)[]) =>
    legs.includes(null) ? null : String(legs.reduce<number>((all, one) => all + (one ?? 0), 0));
  const seconds = (legs: readonly Leg[]) => ({
    talk_seconds: sum(legs.map(({ talkSeconds }) => talkSeconds)),
    hold_seconds: sum(legs.map(({ holdSeconds }) => holdSeconds)),
    after_work_seconds: sum(legs.map(({ afterWorkSeconds }) => afterWorkSeconds)),
    agent: legs[0]?.agent ? `support:${agentId(legs[0].agent)}` : null,
  });
  const wanted = phone().flatMap((matter) =>
    callsIn(happened(matter, "leg").map(({ leg }) => leg)).flatMap((call) => {
      const [{ outcome, direction, department, ...leg }] = call;
      const id = `call:${callId(matter, call[0])}`;
      const contact_id = hasTicket(matter) ? String(matter.number) : id;
      const wait = direction === "inbound" && leg.waitSeconds !== null ? String(leg.waitSeconds) : null;
      const parts = call.filter(({ answeredAt }) => answeredAt !== null);
      const ended_at = instant(Math.max(...call.map(({ endedAt }) => endedAt)));
      return [
        {
          ...{ leg_id: id, contact_id, outcome, direction, department, wait_seconds: wait, ended_at },
          ...seconds(call),
        },
        ...parts.map((part, index) => ({
          ...{ leg_id: `leg:${id.slice(5)}${index + 1}`, part_of: id, ended_at: instant(part.endedAt) },
          ...{ outcome: "answered", is_transferred: String(part.isTransferred), ...seconds([part]) },
        })),
      ];
    }),
  );
  const rows = newest(found.contact_legs, "leg_id");
  const of = (id: string): Row => ({ ...rows.get(id), ended_at: told(rows.get(id)?.ended_at) });
  expect(rows.size).toBe(wanted.length);
  expect(wanted.filter((leg) => "is_transferred" in leg && leg.is_transferred === "true")).not.toEqual([]);
  for (const leg of wanted) expect(of(leg.leg_id)).toMatchObject(leg);
});

test("ratings say when they were asked for and answered; surveys of the newer kind only their answers", () => {
  const rows = newest(found.surveys, "survey_id");
  const wanted = tickets().flatMap((matter): readonly object[] => {
    const ofKind = ({ survey }: { survey: { kind: string } }) => survey.kind === "satisfaction";
    const [sent] = happened(matter, "survey-sent").filter(ofKind);
    const [answered] = happened(matter, "survey-answered").filter(ofKind);
    const common = { contact_id: String(matter.number), answered_at: orNull(answered?.at ?? null) };
    const score = answered?.survey.score ?? null;
    if (!isLegacy(matter))
      return answered ? [{ ...common, invited_at: null, score: String(answered.survey.score) }] : [];
    const rating = score === null ? null : score >= 4 ? "2" : "1";
    return sent ? [{ ...common, invited_at: instant(sent.survey.invitedAt), score: rating }] : [];
  });
  const got = [...rows.values()].map(({ contact_id, answered_at, invited_at, score }) => ({
    ...{ contact_id, answered_at, invited_at, score },
  }));
  const order = (all: readonly object[]) => all.map((each) => JSON.stringify(each)).sort();
  expect(wanted.length).toBeGreaterThan(3);
  expect(order(got)).toEqual(order(wanted));
});

test("agents have their names, and only they", () => {
  const rows = newest(found.members, "member_id");
  for (const { id, name } of agentMembers)
    expect(rows.get(`agent:${id}`)).toMatchObject({ kind: "agent", name });
  const agents = [...rows.values()].filter(({ kind }) => kind === "agent");
  expect(agents).toHaveLength(agentMembers.length);
});
