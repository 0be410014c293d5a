/** A vendor's rows on their way into staging by mappings that are built in; here those of one that does not exist. */

import type { DuckDBConnection } from "@duckdb/node-api";
import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import type { ApiSource } from "../../functions/core/config.ts";
import { QueryError } from "../../functions/core/errors.ts";
import type { Warehouse } from "../../functions/ports.ts";
import { check } from "../../functions/stages/checks.ts";
import { stageSources } from "../../functions/stages/facts.ts";
import { givenColumns, mappingsOf } from "../../functions/stages/mappings.ts";
import { mergeFacts } from "../../functions/stages/merge.ts";
import { configOf } from "../home.ts";
import { type MemoryDraft, memoryDraft, openDatabase } from "../queries/memory-draft.ts";

const { texts } = vi.hoisted(() => {
  const header = (question: string, reads: string, params = "none") =>
    `-- ${question}\n-- grain one row per record\n-- reads ${reads}\n-- params ${params}\n-- windows none\n`;
  const field = (name: string) => `json_extract_scalar(raw.body, '$.${name}')`;
  const texts: Record<string, string> = {
    "vendors/zendesk/contacts": `${header("What does a ticket say?", "raw, members", "{brand} text")}
select raw.row_id, raw.key as contact_id, raw.version, ${field("created")} as opened_at,
    raw.source || ':' || ${field("assignee")} as agent, coalesce(m.name, ${field("group")}) as department,
    nullif({brand}, '') as product
from raw
left join members as m on m.kind = 'department' and m.native_id = ${field("group")}
where raw.stream = 'tickets'`,
    "vendors/zendesk/messages": `${header("What does a comment say?", "raw, members")}
select raw.row_id, raw.key as message_id, ${field("ticket")} as contact_id, ${field("at")} as sent_at,
    case when m.kind = 'agent' then 'agent' else 'customer' end as author
from raw
left join members as m on m.kind = 'agent' and m.native_id = ${field("author")}
where raw.stream = 'comments'`,
    "vendors/zendesk/members": `${header("Whom does a record name?", "raw")}
select raw.row_id, ${field("kind")} || ':' || raw.key as member_id, raw.version, ${field("kind")} as kind,
    case when raw.op <> 'delete' then raw.key end as native_id, ${field("name")} as name
from raw
where raw.stream = 'directory'`,
    "vendors/zendesk/unused": `${header("Which rows tell nothing?", "raw")}
select row_id from raw where stream in ('audits', 'tickets')`,
  };
  return { texts };
});

vi.mock("../../queries/index.ts", async (original) => {
  const real = await original<typeof import("../../queries/index.ts")>();
  const { parseQuery } = await import("../../functions/core/query.ts");
  const query = (name: string) =>
    texts[name] === undefined ? real.query(name) : parseQuery(name, texts[name]);
  return { ...real, query };
});
vi.mock("../../functions/core/vendors.ts", () => ({
  factsGiven: () => ["contacts", "messages", "members"],
}));

let database: DuckDBConnection;
let draft: MemoryDraft;
beforeAll(async () => {
  database = await openDatabase();
});
beforeEach(async () => {
  draft = await memoryDraft(database);
});
afterAll(() => database.closeSync());

const source: ApiSource = {
  ...{ id: "support", type: "zendesk", account: "example", token: "TOKEN", since: "2026-11-01" },
  ...{ settings: { brand: "Blue" }, keepsPersonal: false, mappings: {}, contactsIn: "support" },
  ...{ keepsComments: false, zone: "UTC", expects: { kind: "poll" }, quietDays: [] },
  ...{ settleSeconds: 0, everySeconds: 3600 },
};

interface Landed {
  readonly stream: string;
  readonly key: string;
  readonly op?: "upsert" | "delete" | "reject";
  readonly body?: object;
  readonly page?: string;
}

/** One run over a batch of these rows, up to the checks. */
async function run(batch: number, rows: readonly Landed[]) {
  const values = rows.map(({ stream, key, op = "upsert", body = {}, page: given }, line) => {
    const page = given ?? `${stream}/000001:${String(line + 1).padStart(6, "0")}`;
    const cells = [
      "support",
      "example",
      stream,
      key,
      `v${batch}`,
      "",
      op,
      "2026-12-01T00:00:00Z",
      "run",
      page,
    ];
    return `(${[...cells, JSON.stringify(body), "support/contacts", String(batch).padStart(9, "0")].map((text) => `'${text}'`)})`;
  });
  await draft.execute(`insert into landed values ${values.join(", ")}`);
  const manifest = { batch, source: "support", stream: "contacts", run: "run", objects: [], files: [] };
  const batches = [{ source: "support", manifests: [{ ...manifest, rows: rows.length }] }];
  const input = { config: configOf("Europe/Budapest", [source]), run: `run-${batch}`, batches };
  const staging = await stageSources(input, draft, draft as unknown as Warehouse, () => undefined);
  await mergeFacts(staging, draft, () => undefined);
  await check({ staging, cohorts: [], days: [] }, draft);
  const { landed, mapped, quarantined, unused } = staging[0]!;
  return { landed, mapped, quarantined, unused };
}

const ticket = (key: string, more: object = {}): Landed => ({
  ...{ stream: "tickets", key },
  body: { created: "2026-11-16T09:00:00Z", assignee: "501", group: "7", ...more },
});
const member = (key: string, kind: string, name: string): Landed => ({
  ...{ stream: "directory", key },
  body: { kind, name },
});
const comment = (key: string, author: string): Landed => ({
  ...{ stream: "comments", key },
  body: { ticket: "1", at: "2026-11-16T10:00:00Z", author },
});
const contacts = () =>
  draft.execute("select contact_id, agent, department, product from contacts order by 1");
const quarantined = () => draft.execute("select page, problem from quarantine order by row_id");

test("rows are mapped, quarantined or knowingly unused, each once", async () => {
  const rows = [
    ticket("1"),
    ticket("2", { created: "soon" }),
    { stream: "audits", key: "1" },
    { stream: "odd", key: "1" },
    { stream: "comments", key: "2", op: "reject" as const, body: { reason: "torn" } },
  ];
  // Tickets are unused as well, but a mapping takes them: they count as what it made of them.
  expect(await run(1, rows)).toEqual({ landed: 5, mapped: 1, quarantined: 3, unused: 1 });
  expect(await quarantined()).toEqual([
    { page: "comments/000001:000005", problem: "torn" },
    { page: "odd/000001:000004", problem: "the mapping leaves this row out" },
    { page: "tickets/000001:000002", problem: "opened_at is not a time" },
  ]);
  // The next landing's first request for tickets is another one: what was wrong with the former stays wrong.
  expect(await run(2, [ticket("3")])).toEqual({ landed: 1, mapped: 1, quarantined: 0, unused: 0 });
  expect(await quarantined()).toHaveLength(3);
  // Good versions of ticket 2 and of comment 2 heal them; contact 1 is good, but says nothing of the odd row of that key.
  await run(3, [ticket("2"), comment("2", "501")]);
  expect((await quarantined()).map(({ page }) => page)).toEqual(["odd/000001:000004"]);
});

test("two streams that read one file keep their rows apart", async () => {
  const page = "day-1:000001";
  const rows = [
    { ...ticket("1"), page },
    { ...member("7", "department", "Billing"), page },
  ];
  expect(await run(1, rows)).toEqual({ landed: 2, mapped: 2, quarantined: 0, unused: 0 });
  expect(await contacts()).toMatchObject([{ contact_id: "1", department: "Billing" }]);
  expect(await draft.execute("select member_id from members")).toEqual([{ member_id: "department:7" }]);
});

test("a mapping reads the members that landed with its rows, those before, and those that are gone", async () => {
  await run(1, [
    ticket("1"),
    comment("1", "501"),
    member("7", "department", "Billing"),
    member("501", "agent", "Ann"),
  ]);
  await run(2, [ticket("2"), comment("2", "501"), comment("3", "900")]);
  await run(3, [
    { ...member("7", "department", ""), op: "delete" },
    ticket("3"),
    ticket("4", { group: "8" }),
  ]);
  await run(4, [member("7", "department", "Invoices")]);
  await run(5, [ticket("5")]);
  const told = { agent: "support:501", product: "Blue" };
  expect(await contacts()).toEqual([
    { ...told, contact_id: "1", department: "Billing" },
    { ...told, contact_id: "2", department: "Billing" },
    { ...told, contact_id: "3", department: "Billing" },
    { ...told, contact_id: "4", department: "8" },
    { ...told, contact_id: "5", department: "Invoices" },
  ]);
  expect(await draft.execute("select message_id, author from messages order by 1")).toEqual([
    { message_id: "1", author: "agent" },
    { message_id: "2", author: "agent" },
    { message_id: "3", author: "customer" },
  ]);
  expect(
    await draft.execute(
      "select member_id, native_id, name, is_deleted, cast(cohort as varchar) as cohort from members order by 1",
    ),
  ).toEqual([
    { member_id: "agent:501", native_id: "501", name: "Ann", is_deleted: false, cohort: "1900-01-01" },
    { member_id: "department:7", native_id: "7", name: "Invoices", is_deleted: false, cohort: "1900-01-01" },
  ]);
});

test("a member that is gone keeps what it was called", async () => {
  await run(1, [member("7", "department", "Billing")]);
  await run(2, [{ ...member("7", "department", ""), op: "delete" }]);
  expect(await draft.execute("select kind, native_id, name, is_deleted from members")).toEqual([
    { kind: "department", native_id: "7", name: "Billing", is_deleted: true },
  ]);
});

test("an admin's mapping stands in for the built-in one, and messages name the file", async () => {
  const own = { file: "/etc/raport/tickets.sql", text: "select row_id, key as contact_id from raw" };
  const files = mappingsOf({ ...source, mappings: { contacts: own } }).map(([, { file }]) => file);
  expect(files).toEqual([
    "/etc/raport/tickets.sql",
    "queries/vendors/zendesk/messages.sql",
    "queries/vendors/zendesk/members.sql",
  ]);
  const [, broken] = mappingsOf(source)[0]!;
  const text = broken.text.replace("as opened_at", "as opened");
  texts["vendors/zendesk/contacts"] = text;
  await expect(
    givenColumns(source, "contacts", { ...broken, text }, draft as unknown as Warehouse),
  ).rejects.toThrow(QueryError);
  await expect(
    givenColumns(source, "contacts", { ...broken, text }, draft as unknown as Warehouse),
  ).rejects.toThrow("queries/vendors/zendesk/contacts.sql:1:1: the mapping has no column opened_at");
});
