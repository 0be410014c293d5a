/**
 * Half a file, one stream of three that failed, an empty answer: each from a fresh home through the command line. Three
 * sources of daily files: contacts, their legs, and the costs of the month. The week is 2026-W46, 9 to 15 November, UTC;
 * the files of the two weeks before are there, so of no weekday are four known.
 */

import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { addDays } from "../../functions/core/period.ts";
import { folderOf, put, said } from "./said.ts";

const now = "2026-11-16T09:00:00Z";
const days = Array.from({ length: 21 }, (_, index) => addDays("2026-10-26", index));

const contactRows = (day: string, count: number) =>
  `id,opened\n${Array.from({ length: count }, (_, n) => `${day}-${n},${day} 09:00:00\n`).join("")}`;
const legRows = (day: string) => `id,contact,entered\n${day}-L,${day}-0,${day} 09:00:00\n`;

const files = Object.fromEntries(
  days.flatMap((day) => [
    [`in/contacts-${day}.csv`, contactRows(day, 40)],
    [`in/legs-${day}.csv`, legRows(day)],
  ]),
);

const value = (column: string, name: string) => `json_extract_scalar(body, '$.${column}') as ${name}`;
const mappings = {
  "contacts.sql": `select row_id, key as contact_id, ${value("opened", "opened_at")} from raw\n`,
  "legs.sql": `select row_id, key as leg_id, ${value("contact", "contact_id")}, ${value("entered", "queued_at")} from raw\n`,
  "costs.sql": `select row_id, key as cost_id, ${value("month", "month")}, ${value("amount", "amount")}, ${value("currency", "currency")} from raw\n`,
};

const config = (kpis: string) => `organisation:
  name: Northwind
  zone: UTC
  sender: { name: Reports, address: reports@example.org }
sources:
  - { id: desk, type: files, path: "in/contacts-{date}.csv", key: id, mapping: contacts.sql, expects: "daily, by 06:00" }
  - { id: calls, type: files, path: "in/legs-{date}.csv", key: id, contacts_in: desk, mapping: { contact_legs: legs.sql }, expects: "daily, by 06:00" }
  - { id: payroll, type: files, path: in/costs.csv, key: id, contacts_in: desk, mapping: { costs: costs.sql }, expects: file time }
reports:
  - id: weekly
    title: Weekly
    template: digest
    period: week
    at: monday 08:00
    kpis: ${kpis}
    to: [{ name: Mira Koski, address: mira.koski@example.org }]
`;

async function fresh(
  more: Readonly<Record<string, string | null>> = {},
  kpis = "[contacts_opened, transfers]",
) {
  const all = Object.entries({ ...files, ...mappings, "raport.yaml": config(kpis), ...more });
  const kept = all.flatMap(([name, body]) => (body === null ? [] : [[name, body] as const]));
  const folder = await folderOf(Object.fromEntries(kept));
  const home = join(folder, "home");
  return {
    run: () => said("run", "--config", join(folder, "raport.yaml"), "--home", home, "--now", now),
    next: () => said("next", "--config", join(folder, "raport.yaml"), "--home", home, "--now", now),
    allow: (...words: readonly string[]) => said("allow", ...words, "--home", home),
    put: (bodies: Readonly<Record<string, string>>) => put(folder, bodies),
  };
}

const waiting = "waiting   weekly 2026-W46:\n          ";

describe("from a fresh home", () => {
  test("whole files are sent, also while nobody knows what November cost: the report shows no cost", async () => {
    const { out } = await (await fresh()).run();
    expect(out).toContain("sent      weekly 2026-W46 to 1 person");
    expect(out).toContain("[payroll] no file matches");
  }, 60_000);

  test("a report that shows what a contact cost waits for the costs, and says when they are looked for again", async () => {
    const one = await fresh({}, "[contacts_opened, cost_per_contact]");
    const { out } = await one.run();
    expect(out).toContain(`${waiting}payroll: nothing of it has landed yet`);
    expect(out).not.toContain("sent ");
    expect((await one.next()).out).toMatch(
      /^ {10}payroll: failed once, tried again at [-\d: ]+: \[payroll\] no file matches/m,
    );
  }, 60_000);

  test("a report of contacts alone does not wait for their legs", async () => {
    const { out } = await (await fresh({ "in/legs-2026-11-12.csv": null }, "[contacts_opened]")).run();
    expect(out).toContain("sent      weekly 2026-W46 to 1 person");
  }, 60_000);

  test("half a file holds the report and is named, until it is exported again", async () => {
    const half = contactRows("2026-11-12", 19);
    const one = await fresh({ "in/contacts-2026-11-12.csv": half });
    const reason = "desk: the file for 2026-11-12 has 19 rows where 40 are usual so far.";
    const { out } = await one.run();
    expect(out).toContain(`${waiting}${reason}`);
    expect(out).not.toContain("sent ");
    expect((await one.next()).out).toContain(`waits for ${reason}`);
    await one.put({ "in/contacts-2026-11-12.csv": files["in/contacts-2026-11-12.csv"] as string });
    expect((await one.run()).out).toContain("sent      weekly 2026-W46 to 1 person");
  }, 60_000);

  test("half a file is sent once somebody says that it is right", async () => {
    const one = await fresh({ "in/contacts-2026-11-12.csv": contactRows("2026-11-12", 19) });
    await one.run();
    const { code, out } = await one.allow("desk", "--day", "2026-11-12");
    expect([code, out]).toEqual([
      0,
      "2026-11-12 is right as it is: 19 rows of desk, 19 contacts of all sources. Reports that waited for it go out with the next run. If that changes, it is asked again.\n",
    ]);
    expect((await one.run()).out).toContain("sent      weekly 2026-W46 to 1 person");
    const unknown = await one.allow("dask", "--day", "2026-11-12");
    expect([unknown.code, unknown.err]).toEqual([1, 'Nothing of a source "dask" has landed in this home.\n']);
  }, 60_000);

  test("a day without a file is not made right by a word: an export with its header alone says that it had nothing", async () => {
    const one = await fresh({ "in/contacts-2026-11-12.csv": null });
    const missing = `${waiting}desk: the file for 2026-11-12 is missing`;
    expect((await one.run()).out).toContain(missing);
    expect((await one.allow("desk", "--day", "2026-11-12")).out).toContain(
      "A file that is missing is waited for all the same: if that day had nothing, put one there that has only its header.\n",
    );
    expect((await one.run()).out).toContain(missing);
    await one.put({ "in/contacts-2026-11-12.csv": "id,opened\n" });
    expect((await one.run()).out).toContain("sent      weekly 2026-W46 to 1 person");
  }, 120_000);

  test("a file cut within its last row holds the report and is named", async () => {
    const cut = contactRows("2026-11-12", 40).slice(0, -4);
    const { out } = await (await fresh({ "in/contacts-2026-11-12.csv": cut })).run();
    expect(out).toContain(`${waiting}desk: the file for 2026-11-12 was refused`);
    expect(out).toContain("its last line is not ended");
    expect(out).not.toContain("sent ");
  }, 60_000);

  test("one stream of three without its file holds the report and is named", async () => {
    const { out } = await (await fresh({ "in/legs-2026-11-12.csv": null })).run();
    expect(out).toContain(`${waiting}calls: the file for 2026-11-12 is missing`);
    expect(out).not.toContain("sent ");
  }, 60_000);

  test("an empty answer holds the report and is named: no byte, or a header alone", async () => {
    for (const [body, reason] of [
      ["", "was refused"],
      ["id,opened\n", "has 0 rows where 40 are usual so far"],
    ] as const) {
      const { out } = await (await fresh({ "in/contacts-2026-11-12.csv": body })).run();
      expect(out).toContain(`${waiting}desk: the file for 2026-11-12 ${reason}`);
      expect(out).not.toContain("sent ");
    }
  }, 60_000);
});
