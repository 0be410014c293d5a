/** What is known of the data, and what of them waits, from exports to the states and lines a person reads. */

import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { leftOutLines } from "../../functions/cli/summary.ts";
import type { FactName } from "../../functions/core/facts.ts";
import { periodOf } from "../../functions/core/period.ts";
import { stateOf } from "../../functions/core/values.ts";
import { coverageOf, readQuarantine, readValues } from "../../functions/stages/values.ts";
import { configOf, type Home, temporaryHome } from "../home.ts";
import { sourceOf } from "../memory.ts";

const zone = "Europe/Budapest";
const fields = {
  contacts: "key as contact_id, json_extract_scalar(body, '$.opened') as opened_at",
  contact_legs:
    "key as leg_id, json_extract_scalar(body, '$.contact') as contact_id, json_extract_scalar(body, '$.queued') as queued_at, json_extract_scalar(body, '$.queued') as answered_at, json_extract_scalar(body, '$.ended') as ended_at",
  costs:
    "key as cost_id, json_extract_scalar(body, '$.month') as month, json_extract_scalar(body, '$.amount') as amount, 'EUR' as currency",
} as const satisfies Partial<Record<FactName, string>>;
const heads = { contacts: "id,opened", contact_legs: "id,contact,queued,ended", costs: "id,month,amount" };
type Told = keyof typeof fields;

let home: Home;
beforeEach(() => {
  home = temporaryHome("2027-01-20T00:00:00Z");
});
afterEach(() => home.remove());

const put = (fact: Told, name: string, ...rows: readonly string[]) =>
  writeFileSync(join(home.inbox, `${fact}-${name}.csv`), `${[heads[fact], ...rows].join("\n")}\n`);
const source = (fact: Told) => ({
  ...sourceOf({ id: fact.replaceAll("_", "-"), path: `${home.inbox}/${fact}-*.csv` }),
  contactsIn: "contacts",
  mappings: { [fact]: { file: "mapping.sql", text: `select row_id, ${fields[fact]} from raw` } },
});

test("a cost per contact has no value and is provisional until a contact of the month's last day lands", async () => {
  const config = configOf(zone, [source("contacts"), source("contact_legs"), source("costs")]);
  const month = periodOf("month", "2026-11-01", zone);
  // The centre is closed on the 29th and 30th, a Sunday and a Monday.
  put("contacts", "1", "c1,2026-11-27 09:00");
  put("contact_legs", "1", "l1,c1,2026-11-27 09:00,2026-11-27 09:10");
  put("costs", "1", "k1,2026-11,600");
  const said = () =>
    home.ports.warehouse.read(async (reader) => {
      const coverage = await coverageOf(config, ["2026-12-02T00:00:00Z"], reader, null);
      const [value] = await readValues(reader, "month", [month], {
        kpis: ["cost_per_contact"],
        grains: ["all"],
      });
      return [value?.value ?? null, stateOf("cost_per_contact", month, value, coverage)];
    });
  await home.run(config);
  expect(await said()).toEqual([null, "provisional"]);
  put("contacts", "2", "c2,2026-12-01 09:00");
  put("contact_legs", "2", "l2,c2,2026-12-01 09:00,2026-12-01 09:10");
  await home.run(config);
  expect(await said()).toEqual([600, "final"]); // 600 over the one contact handled in November
});

test("what waits for its contact is counted and named until the contact lands, and then no more", async () => {
  const config = configOf(zone, [source("contacts"), source("contact_legs")]);
  const said = () =>
    home.ports.warehouse.read(async (reader) => ({
      lines: await leftOutLines(config, reader),
      rows: await readQuarantine(reader, ["contacts", "contact-legs"]),
    }));
  put("contacts", "1", "c1,2026-11-02 09:00");
  put(
    "contact_legs",
    "1",
    "l1,c1,2026-11-02 09:00,2026-11-02 09:10",
    "l2,c2,2026-11-03 09:00,2026-11-03 09:10",
  );
  const { computed } = await home.run(config);
  expect([computed.landed, computed.mapped, computed.quarantined]).toEqual([3, 3, 0]);
  expect(await said()).toEqual({
    lines: ["left out  1 row: leg waits for its contact"],
    rows: [
      {
        source: "contact-legs",
        place: "contact_legs-1.csv:3", // below the header and l1
        reason: "leg waits for its contact: c2",
      },
    ],
  });
  // A second leg of it, the first again, and a bad one.
  put(
    "contact_legs",
    "2",
    "l3,c2,2026-11-03 10:00,2026-11-03 10:10",
    "l2,c2,2026-11-03 09:00,2026-11-03 09:10",
  );
  put("contact_legs", "3", "l4,c2,,2026-11-03 10:10");
  await home.run(config);
  expect((await said()).lines).toEqual([
    "left out  2 rows: leg waits for its contact",
    "left out  1 row: queued_at is empty",
  ]);
  put("contacts", "2", "c2,2026-11-03 09:00");
  await home.run(config);
  expect(await said()).toMatchObject({ lines: ["left out  1 row: queued_at is empty"], rows: [{}] });
});

test("what belongs to a contact that was deleted waits for nothing", async () => {
  const deleting = source("contacts");
  const text = `select row_id, ${fields.contacts}, 'true' as is_deleted from raw`;
  const config = configOf(zone, [
    { ...deleting, mappings: { contacts: { file: "mapping.sql", text } } },
    source("contact_legs"),
  ]);
  put("contacts", "1", "c1,");
  put("contact_legs", "1", "l1,c1,2026-11-02 09:00,2026-11-02 09:10");
  await home.run(config);
  expect(await home.ports.warehouse.read((reader) => leftOutLines(config, reader))).toEqual([]);
});
