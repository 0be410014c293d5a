/**
 * The sample tables of fivetran's dbt_zendesk package (Apache-2.0), put into the shape of Zendesk's records, through the
 * mappings. What must come out was worked out from the tables without Raport; the tables are not part of this project.
 */

import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { DuckDBConnection } from "@duckdb/node-api";
import { parse } from "csv-parse/sync";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openDatabase } from "../../memory-draft.ts";
import { type Landed, type Mapped, mapped } from "./mapped.ts";

const folder = join(import.meta.dirname, "../../../../../shared/data/zendesk");
const isThere = existsSync(folder);
if (!isThere) console.warn(`skipped: the sample tables are not in ${folder}`);

type Cells = Readonly<Record<string, string>>;
const table = (name: string): readonly Cells[] =>
  parse(readFileSync(join(folder, `${name}_data.csv`), "utf8"), { columns: true, bom: true }) as Cells[];

const instant = (text: string) => text && `${text.slice(0, 19).replace(" ", "T")}Z`;
const numberOf = (text: string) => (text === "" ? null : Number(text));
const seconds = (text: string) => Date.parse(instant(text)) / 1000;
const day = 86_400;

/** The clocks Zendesk shows with a ticket, from its status changes: minutes from each to the next, up to the last solved. */
function clocks(changes: readonly Cells[]) {
  const minutes: Record<string, number> = {};
  for (const [index, { updated = "", value = "" }] of changes.entries()) {
    const next = changes[index + 1]?.updated;
    if (value === "solved" || next === undefined) break;
    minutes[value] = (minutes[value] ?? 0) + (seconds(next) - seconds(updated)) / 60;
  }
  const of = (...names: readonly string[]) => ({
    calendar: names.reduce((sum, name) => sum + (minutes[name] ?? 0), 0),
  });
  return {
    requester_wait_time_in_minutes: of("new", "open", "on-hold"),
    agent_wait_time_in_minutes: of("pending"),
    on_hold_time_in_minutes: of("on-hold"),
    solved_at: instant(changes.findLast(({ value }) => value === "solved")?.updated ?? "") || null,
  };
}

function records(): readonly Landed[] {
  const history = table("ticket_field_history").toSorted((a, b) =>
    `${a.updated}`.localeCompare(`${b.updated}`),
  );
  const tickets = table("ticket").map((row) => ({
    stream: "tickets",
    body: {
      id: numberOf(row.id ?? ""),
      created_at: instant(row.created_at ?? ""),
      updated_at: instant(row.updated_at ?? ""),
      status: row.status,
      via: { channel: row.via_channel },
      group_id: numberOf(row.group_id ?? ""),
      assignee_id: numberOf(row.assignee_id ?? ""),
      requester_id: numberOf(row.requester_id ?? ""),
      tags: table("ticket_tag")
        .filter(({ ticket_id }) => ticket_id === row.id)
        .map(({ tag }) => tag),
      metric_set: clocks(history.filter((one) => one.ticket_id === row.id && one.field_name === "status")),
    },
  }));
  const last = new Map<string, string>();
  const events = history.map((row, index) => {
    const field = `${row.ticket_id} ${row.field_name}`;
    const previous = last.get(field);
    last.set(field, row.value ?? "");
    const child = {
      id: index,
      event_type: previous === undefined ? "Create" : "Change",
      previous_value: previous,
    };
    return {
      stream: "ticket_events",
      body: {
        id: 1000 + index,
        ticket_id: numberOf(row.ticket_id ?? ""),
        created_at: instant(row.updated ?? ""),
        child_events: [{ ...child, [row.field_name ?? ""]: row.value }],
      },
    };
  });
  const comments = table("ticket_comment").map((row) => ({
    stream: "ticket_events",
    body: {
      id: numberOf(row.id ?? ""),
      ticket_id: numberOf(row.ticket_id ?? ""),
      created_at: instant(row.created ?? ""),
      child_events: [
        {
          id: numberOf(row.id ?? ""),
          event_type: "Comment",
          author_id: numberOf(row.user_id ?? ""),
          public: row.public === "TRUE",
        },
      ],
    },
  }));
  const users = table("user")
    .filter(({ role }) => role !== "end-user")
    .map((row) => ({
      stream: "agents",
      body: { id: numberOf(row.id ?? ""), name: row.name, role: row.role, active: row.active === "TRUE" },
    }));
  const groups = table("group").map((row) => ({
    stream: "groups",
    body: { id: numberOf(row.id ?? ""), name: row.name, deleted: row._fivetran_deleted === "TRUE" },
  }));
  return [...users, ...groups, ...events, ...comments, ...tickets];
}

describe.skipIf(!isThere)("ticket 11071 of the sample tables", () => {
  let database: DuckDBConnection;
  let found: Mapped;
  beforeAll(async () => {
    database = await openDatabase();
    found = await mapped(database, records());
  });
  afterAll(() => database.closeSync());

  const ticket = () => found.contacts.find(({ contact_id }) => contact_id === "11071") ?? {};

  test("waited 50 days for the agents, 28 for the requester, 20 of them on hold", () => {
    // Open 30 days and on hold 20 make the requester's wait; pending 28 is the agents'.
    expect(ticket()).toMatchObject({
      requester_wait_seconds: String(50 * day),
      agent_wait_seconds: String(28 * day),
      on_hold_seconds: String(20 * day),
    });
  });

  test("was solved 6,713,691 seconds after it was created", () => {
    const { opened_at, resolved_at } = ticket();
    expect(opened_at).toBe("2020-08-28T18:06:36Z");
    expect(resolved_at).toBe("2020-11-14T11:01:27Z");
    expect((Date.parse(String(resolved_at)) - Date.parse(String(opened_at))) / 1000).toBe(6_713_691);
  });

  test("was resolved once, 78 days after its first status, and never reopened", () => {
    const changes = found.status_changes.filter(({ contact_id }) => contact_id === "11071");
    expect(changes.map(({ change, changed_at }) => [change, changed_at])).toEqual([
      ["resolved", "2020-11-14T11:01:27Z"],
    ]);
    expect(ticket()).toMatchObject({ agent: "support:1111", channel: "email", is_deleted: "false" });
  });

  test("stands among ten tickets, two of them deleted, and twenty comments", () => {
    expect(found.contacts).toHaveLength(10);
    const deleted = found.contacts.filter(({ is_deleted }) => is_deleted === "true");
    expect(deleted.map(({ contact_id }) => contact_id).sort()).toEqual(["11013", "1595"]);
    expect(found.messages).toHaveLength(20);
  });

  test("and every record of the tables is mapped or known to be unused", () => {
    expect(found.lost).toEqual([]);
    expect(found.twice).toEqual([]);
  });
});
