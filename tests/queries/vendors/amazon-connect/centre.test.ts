import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import { beforeAll, expect, test } from "vitest";
import { amazonConnect } from "../../../../functions/connectors/amazon-connect.ts";
import type { RawRecord } from "../../../../functions/connectors/connector.ts";
import { prelude } from "../../../../queries/index.ts";
import { joined, without } from "../../../../world/spans.ts";
import { idOf } from "../../../../world/vendors/amazon-connect/arns.ts";
import { chainsOf } from "../../../../world/vendors/amazon-connect/contacts.ts";
import { amazonConnect as personality } from "../../../../world/vendors/amazon-connect/index.ts";
import { centreOf } from "../../../../world/vendors/centre.ts";
import { ledgerOf, type Version } from "../../../../world/vendors/ledger.ts";
import { dropSource, folderOf, readFrom } from "../../../connectors/dropped.ts";
import { hashed, redacted, type Told, toldBy } from "../landed.ts";

const settings = {
  reason_attribute: "CallReason",
  csat_attribute: "Score",
  productive_statuses: "Coaching, training",
};
const centre = centreOf({
  from: "2026-09-01",
  until: Date.parse("2026-09-04T00:00:00Z") / 1000,
  seed: "calls",
  share: 0.25,
});
const ledger = ledgerOf(
  [...personality.versions(centre)].map((told): Version => ({ visibleAt: told.at, ...told })),
);
const matters = centre.matters.filter(({ course }) => course.way !== "written");
const chains = matters.flatMap((matter) => chainsOf(matter, true).map((chain) => ({ matter, chain })));
const agentOf = (name: string | null) => (name === null ? null : `calls:${idOf(`agent ${name}`)}`);
const time = (seconds: number | null) =>
  seconds === null ? null : `${new Date(seconds * 1000).toISOString().slice(0, 19)}Z`;

let told: Awaited<ReturnType<typeof toldBy>>;

beforeAll(async () => {
  const database: DuckDBConnection = await (await DuckDBInstance.create(":memory:")).connect();
  await database.run(prelude());
  const source = dropSource({ type: "amazon-connect", settings });
  const now = Date.parse("2026-09-20T00:00:00Z");
  const connector = amazonConnect(
    source,
    folderOf(() => personality.drops?.(ledger, now) ?? []),
  );
  const read: Record<string, RawRecord[]> = {};
  for (const stream of connector.streams) read[stream.name] = (await readFrom(stream, null, now)).records;
  told = await toldBy("amazon-connect", database, redacted(connector, read), settings);
  database.closeSync();
});

const by = (name: string) => (a: Told, b: Told) => ((a[name] ?? "") < (b[name] ?? "") ? -1 : 1);
const picked = (rows: readonly Told[], names: readonly string[]) =>
  rows.map((row) => Object.fromEntries(names.map((name) => [name, row[name] ?? null])));

test("no record is left without a fact or a reason", () => {
  expect(told.lost).toEqual([]);
});

test("a contact is a chain of records, and begins with the first of them", () => {
  const flows = matters.flatMap((matter) => {
    const end = matter.happenings.find(({ kind }) => kind === "resolved");
    return matter.course.way === "contained" && end !== undefined ? [{ matter, chain: [] }] : [];
  });
  const expected = [...chains, ...flows].map(({ matter, chain }) => {
    const [first] = chain;
    const isOut = first?.direction === "outbound";
    const isCall = matter.contact.channel === "phone";
    const customer = matter.customer && (isCall ? matter.customer.phone : matter.customer.id);
    return {
      contact_id: idOf(first?.id ?? `${matter.contact.id} flow`),
      opened_at: time(isOut ? first.queuedAt : matter.contact.openedAt),
      channel: matter.contact.channel,
      direction: isOut ? "outbound" : "inbound",
      customer_id: customer === null ? null : hashed(customer),
      reason: matter.reason,
    };
  });
  expect(expected.length).toBeGreaterThan(80);
  const names = Object.keys(expected[0] ?? {});
  expect(picked(told.contacts, names).sort(by("contact_id"))).toEqual(expected.sort(by("contact_id")));
});

test("every leg is told, and the record of a call back says of the one before it what came of it", () => {
  const expected = chains.flatMap(({ matter, chain }) =>
    chain.map((leg, index) => ({
      leg_id: idOf(leg.id),
      part_of: null as string | null,
      contact_id: idOf(chain[0]?.id ?? ""),
      queued_at: time(leg.queuedAt),
      answered_at: time(leg.answeredAt),
      ended_at: time(leg.endedAt),
      wrapped_at: leg.agent === null ? null : time(leg.wrappedAt),
      outcome: leg.outcome === "callback" ? (chain.length > 1 ? "flow_out" : "abandoned") : leg.outcome,
      direction: leg.direction,
      wait_seconds:
        leg.direction === "outbound" ? null : String((leg.answeredAt ?? leg.endedAt) - leg.queuedAt),
      talk_seconds: leg.talkSeconds === null ? null : String(leg.talkSeconds),
      hold_seconds: leg.holdSeconds === null ? null : String(leg.holdSeconds),
      after_work_seconds: leg.afterWorkSeconds === null ? null : String(leg.afterWorkSeconds),
      is_transferred: String(leg.isTransferred && index < chain.length - 1),
      channel: matter.contact.channel,
      department: leg.direction === "outbound" ? null : leg.department,
      agent: agentOf(leg.agent),
    })),
  );
  const names = Object.keys(expected[0] ?? {});
  expect(new Set(expected.map(({ outcome }) => outcome)).size).toBe(3);
  const legs = told.contact_legs.filter((row) => row.part_of === null);
  expect(picked(legs, names).sort(by("leg_id"))).toEqual(expected.sort(by("leg_id")));
  const asked = chains.flatMap(({ chain }) =>
    chain.flatMap((leg, index) =>
      index > 0 && leg.direction === "outbound" ? [[leg, chain[index - 1]]] : [],
    ),
  );
  expect(asked.length).toBeGreaterThan(0);
  const parts = told.contact_legs.filter((row) => row.part_of !== null);
  expect(picked(parts, ["leg_id", "part_of", "outcome", "talk_seconds"]).sort(by("leg_id"))).toEqual(
    asked
      .map(([leg, before]) => ({
        ...{ leg_id: `${idOf(leg?.id ?? "")}:callback`, part_of: idOf(before?.id ?? "") },
        ...{ outcome: "callback", talk_seconds: null },
      }))
      .sort(by("leg_id")),
  );
});

test("a contact is over with the last of its records, and its agent's who had it last", () => {
  const expected = chains.map(({ chain }) => ({
    contact_id: idOf(chain[0]?.id ?? ""),
    at: time(chain.at(-1)?.endedAt ?? 0),
  }));
  const ended = told.status_changes.filter(({ change }) => change === "ended");
  for (const { contact_id, at } of expected) {
    const own = ended
      .filter((row) => row.contact_id === contact_id)
      .map(({ changed_at }) => changed_at ?? "");
    expect(own.sort().at(-1)).toBe(at);
  }
});

test("a score given weeks later is the one survey of its contact", () => {
  const expected = matters.flatMap((matter) => {
    const answered = matter.happenings.find(({ kind }) => kind === "survey-answered");
    const [chain] = chainsOf(matter, true);
    if (answered?.kind !== "survey-answered" || answered.survey.kind !== "satisfaction" || !chain) return [];
    if (answered.at + 3 <= (chain.at(-1)?.wrappedAt ?? 0) + 7) return [];
    return [{ contact_id: idOf(chain[0]?.id ?? ""), score: String(answered.survey.score) }];
  });
  expect(expected.length).toBeGreaterThan(0);
  expect(picked(told.surveys, ["contact_id", "score"]).sort(by("contact_id"))).toEqual(
    expected.sort(by("contact_id")),
  );
});

test("agents' time is the centre's, to the second", () => {
  const truth = centre.days.flatMap((day) => centre.agentTime(day));
  const seconds = (spans: readonly { from: number; to: number }[]) =>
    joined(spans).reduce((sum, one) => sum + one.to - one.from, 0);
  const spansOf = (agent: string, activity: string) =>
    told.agent_time
      .filter((row) => row.agent === agentOf(agent) && row.activity === activity)
      .map(({ started_at, ended_at }) => ({
        from: Date.parse(started_at ?? "") / 1000,
        to: Date.parse(ended_at ?? "") / 1000,
      }));
  const agents = new Set(truth.map(({ agent }) => agent));
  expect(agents.size).toBeGreaterThan(10);
  for (const agent of agents) {
    const own = (activity: string) =>
      seconds(truth.filter((one) => one.agent === agent && one.activity === activity));
    for (const activity of ["logged_in", "break", "other_productive"])
      expect([agent, activity, seconds(spansOf(agent, activity))]).toEqual([agent, activity, own(activity)]);
    const idle = without(spansOf(agent, "available"), spansOf(agent, "on_contact"));
    expect([agent, "idle", seconds(idle)]).toEqual([agent, "idle", own("available")]);
  }
});

test("agents are called as the events say, whichever record comes last", () => {
  const name = centre.agentTime("2026-09-02")[0]?.agent ?? "";
  expect(told.members.find(({ native_id }) => `calls:${native_id}` === agentOf(name))).toMatchObject({
    kind: "agent",
    name,
  });
});
