import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Grain } from "../../functions/core/kpi.ts";
import { periodOf } from "../../functions/core/period.ts";
import type { Reader } from "../../functions/ports.ts";
import { readValues } from "../../functions/stages/values.ts";
import { configOf, type Home, temporaryHome } from "../home.ts";
import { sourceOf } from "../memory.ts";

const zone = "Europe/Budapest";
const column = (name: string) => `json_extract_scalar(body, '$.${name}')`;
const contacts = (agent: string) => ({
  file: "contacts.sql",
  text: `select row_id, key as contact_id, ${column("opened")} as opened_at, ${agent} as agent from raw where ${column("opened")} is not null`,
});
const members = {
  file: "members.sql",
  text: `select row_id, key as member_id, version, 'agent' as kind, ${column("native")} as native_id, ${column("name")} as name from raw where ${column("native")} is not null`,
};

let home: Home;
beforeEach(() => {
  home = temporaryHome("2026-12-01T00:00:00Z");
});
afterEach(() => home.remove());

const put = (file: string, ...rows: readonly object[]) =>
  writeFileSync(join(home.inbox, file), rows.map((row) => `${JSON.stringify(row)}\n`).join(""));
const contact = (id: string, agent: string) => ({ id, opened: "2026-11-16 09:00", agent, at: "1" });
const agent = (native: string, name: string, at = "1") => ({ id: `agent:${native}`, native, name, at });
const configIn = () =>
  configOf(zone, [
    sourceOf({
      ...{ id: "desk", path: `${home.inbox}/desk-*.ndjson`, version: "at" },
      mappings: { contacts: contacts(`source || ':' || ${column("agent")}`), members },
    }),
    sourceOf({ id: "shop", path: `${home.inbox}/shop-*.ndjson`, mapping: contacts(column("agent")) }),
  ]);

/** Contacts by agent, and which queries were asked for them. */
async function opened(grains: readonly Grain[] = ["all", "agent"]) {
  const asked: string[] = [];
  const values = await home.ports.warehouse.read((reader: Reader) => {
    const told: Reader = {
      ...reader,
      rows(select) {
        asked.push(select.query.name);
        return reader.rows(select);
      },
    };
    const day = periodOf("day", "2026-11-16", zone);
    return readValues(told, "day", [day], { kpis: ["contacts_opened"], grains });
  });
  const byAgent = values.filter(({ by }) => by === "agent").map(({ member, value }) => [member, value]);
  return { asked, byAgent: Object.fromEntries(byAgent) };
}

test("agents that facts name by an id are shown by their names, those of one name with what tells them apart", async () => {
  const of = ["1", "2", "2", "3", "4", "5"].map((id, n) => contact(String(n), id));
  const named = [
    agent("1", "Ann"),
    agent("2", "Bob"),
    agent("3", "Ann"),
    agent("5", "Zoe"),
    agent("6", "Eve"),
  ];
  put("desk-1.ndjson", ...of, ...named);
  // 9 is nobody's id, and this Zoe need not be the other one.
  put("shop-1.ndjson", contact("1", "Zoe"), contact("2", "9"));
  await home.run(configIn());
  expect((await opened()).byAgent).toEqual({
    ...{ "Ann (desk:1)": 1, "Ann (desk:3)": 1, Bob: 2, "desk:4": 1, "Zoe (desk)": 1 },
    ...{ Zoe: 1, "9": 1 },
  });
});

test("a new name is shown at once and for all days, and nothing is counted again", async () => {
  put("shop-1.ndjson");
  put("desk-1.ndjson", contact("1", "2"), agent("2", "Bob"));
  await home.run(configIn());
  put("desk-2.ndjson", agent("2", "Robert", "2"));
  const { computed } = await home.run(configIn());
  expect(computed).toMatchObject({ landed: 1, mapped: 1, days: 0 });
  expect((await opened()).byAgent).toEqual({ Robert: 1 });
});

test("names are read only where agents are shown", async () => {
  put("shop-1.ndjson");
  put("desk-1.ndjson", contact("1", "2"), agent("2", "Bob"));
  await home.run(configIn());
  expect((await opened(["all", "channel"])).asked).toEqual(["values/figures"]);
  expect((await opened()).asked).toEqual(["values/agents", "values/figures"]);
});
