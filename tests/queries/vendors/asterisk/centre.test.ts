import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import { beforeAll, expect, test } from "vitest";
import { asterisk } from "../../../../functions/connectors/asterisk.ts";
import type { RawRecord } from "../../../../functions/connectors/connector.ts";
import { prelude } from "../../../../queries/index.ts";
import type { Leg } from "../../../../world/legs.ts";
import { joined, type Span, without } from "../../../../world/spans.ts";
import { chainsOf } from "../../../../world/vendors/amazon-connect/contacts.ts";
import { asterisk as personality } from "../../../../world/vendors/asterisk/index.ts";
import { callId, peerOf } from "../../../../world/vendors/asterisk/lines.ts";
import { centreOf } from "../../../../world/vendors/centre.ts";
import { ledgerOf, type Version } from "../../../../world/vendors/ledger.ts";
import { dropSource, folderOf, readFrom } from "../../../connectors/dropped.ts";
import { hashed, redacted, type Told, toldBy } from "../landed.ts";

const settings = {
  outbound_contexts: "outgoing",
  reason_column: "userfield",
  callback_key: "7",
  productive_pauses: "training",
};
// The clocks go back in the night of the 25th. It ends when nobody is at work, so that no shift is cut.
const centre = centreOf({
  from: "2026-10-24",
  until: Date.parse("2026-10-27T02:30:00Z") / 1000,
  seed: "exchange",
  share: 0.2,
});
const ledger = ledgerOf(
  [...personality.versions(centre)].map((told): Version => ({ visibleAt: told.at, ...told })),
);
const calls = centre.matters
  .filter(({ contact }) => contact.channel === "phone")
  .flatMap((matter) => {
    const chains = chainsOf(matter, false);
    return chains.map((chain, index) => ({ matter, chain, id: callId(matter, chain, index) }));
  });
const menus = centre.matters.filter(({ contact, course, happenings }) => {
  const end = happenings.find(({ kind }) => kind === "resolved")?.at;
  return (
    contact.channel === "phone" &&
    course.way === "contained" &&
    end !== undefined &&
    end - contact.openedAt <= 7200
  );
});
const agentOf = (name: string | null | undefined) => (name == null ? null : `calls:${peerOf(name)}`);
const time = (seconds: number | null) =>
  seconds === null ? null : `${new Date(seconds * 1000).toISOString().slice(0, 19)}Z`;
const isOut = (chain: readonly Leg[]) => chain[0]?.direction === "outbound";

let database: DuckDBConnection;
let told: Awaited<ReturnType<typeof toldBy>>;

beforeAll(async () => {
  database = await (await DuckDBInstance.create(":memory:")).connect();
  await database.run(prelude());
  let now = 0;
  const connector = asterisk(
    dropSource({ settings }),
    folderOf(() => personality.drops?.(ledger, now) ?? []),
  );
  const read: Record<string, RawRecord[]> = {};
  for (const stream of connector.streams) {
    now = Date.parse("2026-10-25T14:33:20Z");
    const first = await readFrom(stream, null, now);
    now = Date.parse("2026-10-28T00:00:00Z");
    read[stream.name] = [...first.records, ...(await readFrom(stream, first.cursor, now)).records];
  }
  told = await toldBy("asterisk", database, redacted(connector, read), settings);
});

const by = (name: string) => (a: Told, b: Told) => ((a[name] ?? "") < (b[name] ?? "") ? -1 : 1);
const picked = (rows: readonly Told[], names: readonly string[]) =>
  rows.map((row) => Object.fromEntries(names.map((name) => [name, row[name] ?? null])));

test("no record is left without a fact or a reason", () => {
  expect(told.lost).toEqual([]);
});

test("every call is one contact from its first channel to its end", () => {
  const expected = [
    ...calls.map(({ matter, chain, id }) => {
      const answered = chain.filter(({ answeredAt }) => answeredAt !== null);
      return {
        contact_id: id,
        opened_at: time(Number(id.split(".")[0])),
        resolved_at: time(chain.at(-1)?.endedAt ?? null),
        assigned_at: time(answered[0]?.answeredAt ?? null),
        customer_id: matter.customer === null ? null : hashed(matter.customer.phone),
        direction: isOut(chain) ? "outbound" : "inbound",
        channel: "phone",
        department: isOut(chain) ? null : (chain.at(-1)?.department ?? null),
        agent: agentOf(answered.at(-1)?.agent),
        reason: matter.reason,
      };
    }),
    ...menus.map((matter) => ({
      contact_id: `${matter.contact.openedAt}.${matter.number * 10}`,
      opened_at: time(matter.contact.openedAt),
      resolved_at: time(matter.happenings.find(({ kind }) => kind === "resolved")?.at ?? null),
      assigned_at: null,
      customer_id: matter.customer === null ? null : hashed(matter.customer.phone),
      direction: "inbound",
      channel: "phone",
      department: null,
      agent: null,
      reason: matter.reason,
    })),
  ];
  expect(expected.length).toBeGreaterThan(50);
  const names = Object.keys(expected[0] ?? {});
  expect(picked(told.contacts, names).sort(by("contact_id"))).toEqual(expected.sort(by("contact_id")));
});

test("every stay in a queue is told with its wait, and calls made with their talk", () => {
  const expected = calls.flatMap(({ chain, id }) =>
    chain.map((leg) => ({
      leg_id: isOut(chain) ? `${id}:made` : `${id}:${time(leg.queuedAt)}`,
      contact_id: id,
      queued_at: time(leg.queuedAt),
      answered_at: time(leg.answeredAt),
      ended_at: time(leg.endedAt),
      outcome: leg.outcome,
      direction: leg.direction,
      wait_seconds: isOut(chain) ? null : String((leg.answeredAt ?? leg.endedAt) - leg.queuedAt),
      talk_seconds: leg.answeredAt === null ? null : String(leg.endedAt - leg.answeredAt),
      hold_seconds: null,
      after_work_seconds: null,
      is_transferred: String(leg.isTransferred),
      department: isOut(chain) ? null : leg.department,
      agent: agentOf(leg.agent),
    })),
  );
  const names = Object.keys(expected[0] ?? {});
  expect(new Set(expected.map(({ outcome }) => outcome)).size).toBe(4);
  expect(picked(told.contact_legs, names).sort(by("leg_id"))).toEqual(expected.sort(by("leg_id")));
});

test("agents are logged in, on breaks and at work besides calls as the centre says, to the second", () => {
  const truth = centre.days.flatMap((day) => centre.agentTime(day));
  const sum = (spans: readonly Span[]) => joined(spans).reduce((all, { from, to }) => all + to - from, 0);
  const spansOf = (agent: string, activity: string): Span[] =>
    told.agent_time
      .filter((row) => row.agent === agentOf(agent) && row.activity === activity)
      .map((row) => ({
        from: Date.parse(row.started_at ?? "") / 1000,
        to: Date.parse(row.ended_at ?? "") / 1000,
      }));
  const agents = new Set(truth.map(({ agent }) => agent));
  expect(agents.size).toBeGreaterThan(10);
  for (const agent of agents) {
    const own = (activity: string) => truth.filter((one) => one.agent === agent && one.activity === activity);
    for (const activity of ["logged_in", "break", "other_productive"])
      expect([agent, activity, sum(spansOf(agent, activity))]).toEqual([agent, activity, sum(own(activity))]);
    const ready = without(own("logged_in"), [...own("break"), ...own("other_productive")]);
    expect([agent, "ready", sum(spansOf(agent, "available"))]).toEqual([agent, "ready", sum(ready)]);
    const talked = calls.flatMap(({ chain }) =>
      chain.flatMap((leg) =>
        leg.agent === agent && leg.answeredAt !== null
          ? [{ from: isOut(chain) ? leg.queuedAt : leg.answeredAt, to: leg.endedAt }]
          : [],
      ),
    );
    expect([agent, "on calls", sum(spansOf(agent, "on_contact"))]).toEqual([agent, "on calls", sum(talked)]);
  }
});

/** Lines of one queue_log, told by the minute of an hour, through connector and mappings. */
async function ofLines(lines: readonly string[], own: Readonly<Record<string, string>> = {}) {
  const start = 1_788_249_600; // 2026-09-01T08:00:00Z
  const text = lines
    .map((line) => line.replace(/^(\d+)/, (minute) => String(start + Number(minute) * 60)))
    .join("\n");
  const body = Buffer.from(`${text.replaceAll("CALL", `${start}.17`)}\n`);
  const source = dropSource({ settings: own });
  const connector = asterisk(
    source,
    folderOf(() => [{ name: "queue_log", body, modifiedAt: start * 1000 }]),
  );
  const read: Record<string, readonly RawRecord[]> = {};
  for (const stream of connector.streams)
    read[stream.name] = (await readFrom(stream, null, (start + 90_000) * 1000)).records;
  return toldBy("asterisk", database, redacted(connector, read), own);
}

const minutesOf = (rows: readonly Told[], activity: string) =>
  rows
    .filter((row) => row.activity === activity)
    .map(({ started_at, ended_at }) => `${started_at?.slice(11, 16)}-${ended_at?.slice(11, 16)}`)
    .sort();

test("a pause in one of two queues is no break, and a pause everywhere is one", async () => {
  const { agent_time } = await ofLines([
    "0|NONE|billing|A|ADDMEMBER",
    "0|NONE|sales|A|ADDMEMBER",
    "10|NONE|sales|A|PAUSE|Lunch",
    "15|NONE|sales|A|UNPAUSE|Lunch",
    "20|NONE|NONE|A|PAUSEALL|Lunch",
    "30|NONE|NONE|A|UNPAUSEALL|Lunch",
    "40|NONE|billing|A|REMOVEMEMBER",
    "50|NONE|sales|A|REMOVEMEMBER",
  ]);
  expect(new Set(minutesOf(agent_time, "break"))).toEqual(new Set(["08:20-08:30"]));
  // Of billing 0-20 and 30-40, of sales 0-10, 15-20 and 30-50, in stretches between lines.
  expect(minutesOf(agent_time, "available")).toEqual([
    "08:00-08:10",
    "08:00-08:20",
    "08:15-08:20",
    "08:30-08:40",
    "08:30-08:50",
  ]);
});

test("of a member who is never added only pauses are known", async () => {
  const { agent_time } = await ofLines(
    ["0|NONE|billing|A|PAUSE|Wrap-up", "5|NONE|billing|A|UNPAUSE|Wrap-up"],
    {
      after_work_pauses: "wrap-up",
    },
  );
  expect(agent_time.map(({ activity }) => activity)).toEqual(["on_contact"]);
  expect(minutesOf(agent_time, "on_contact")).toEqual(["08:00-08:05"]);
});

test("a key that is not the one for calling back flows out, and ringing phones answer nothing", async () => {
  const { contact_legs, contacts } = await ofLines(
    [
      "0|CALL|billing|NONE|ENTERQUEUE||+15555550117|1",
      "1|CALL|billing|A|RINGNOANSWER|15000",
      "2|CALL|billing|NONE|EXITWITHKEY|2|1|1|120",
    ],
    { callback_key: "7" },
  );
  expect(contact_legs).toMatchObject([
    { outcome: "flow_out", wait_seconds: "120", answered_at: null, agent: null },
  ]);
  // Without its row of the CDR nobody knows whether the call went on elsewhere.
  expect(contacts).toMatchObject([{ resolved_at: null, customer_id: "h:+15555550117" }]);
});
