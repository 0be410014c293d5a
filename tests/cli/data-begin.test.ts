/** A centre whose exports begin on Thursday 5 November 2026, through the command line: 10 contacts a day, weeks on Monday 08:00 UTC. */

import { join } from "node:path";
import { expect, test } from "vitest";
import { addDays } from "../../functions/core/period.ts";
import { folderOf, put, said } from "./said.ts";

const value = (column: string, name: string) => `json_extract_scalar(body, '$.${column}') as ${name}`;
const config = `organisation:
  name: Northwind
  zone: UTC
  sender: { name: Reports, address: reports@example.org }
sources:
  - { id: desk, type: files, path: "in/contacts-{date}.csv", key: id, mapping: contacts.sql, expects: "daily, by 06:00" }
reports:
  - id: weekly
    title: Weekly
    template: digest
    period: week
    at: monday 08:00
    kpis: [contacts_opened]
    to: [{ name: Mira Koski, address: mira.koski@example.org }]
`;
const files = (first: string, count: number) =>
  Object.fromEntries(
    Array.from({ length: count }, (_, at) => addDays(first, at)).map((day) => [
      `in/contacts-${day}.csv`,
      `id,opened\n${Array.from({ length: 10 }, (_, n) => `${day}-${n},${day} 09:00:00\n`).join("")}`,
    ]),
  );

test("readers get nothing of before the data, are told of the week they begin within, and compare nothing with it", {
  timeout: 120_000,
}, async () => {
  const folder = await folderOf({
    "contacts.sql": `select row_id, key as contact_id, ${value("opened", "opened_at")} from raw\n`,
    "raport.yaml": config,
    "in/.keep": "",
  });
  const at = (now: string, command: string, ...words: readonly string[]) =>
    said(
      command,
      ...words,
      "--config",
      join(folder, "raport.yaml"),
      "--home",
      join(folder, "home"),
      "--now",
      now,
    );
  await at("2026-11-02T08:00:00Z", "run");
  // An old contact that changed on the first day makes the data begin no earlier.
  const first = files("2026-11-05", 1);
  await put(folder, {
    ...first,
    "in/contacts-2026-11-05.csv": `${Object.values(first)[0]}old,2026-10-28 09:00:00\n`,
  });
  const before = await at("2026-11-06T09:00:00Z", "run");
  expect(before.out).toContain(
    "not sent  weekly 2026-W44: the data begin on 2026-11-05; the first whole week is 2026-W46\n",
  );
  expect(before.out).not.toMatch(/^sent/m);

  await put(folder, files("2026-11-06", 3));
  expect((await at("2026-11-09T07:00:00Z", "next")).out).toContain("the data begin on 2026-11-05");
  expect((await at("2026-11-09T09:00:00Z", "run")).out).toContain(
    "sent      weekly 2026-W45 to 1 person: [incomplete] Data begin on 5 November – Week 45\n",
  );

  await put(folder, files("2026-11-09", 7));
  // Seven days of ten. Those of week 45 are four: 40 would make it a rise of 75 %.
  expect((await at("2026-11-16T09:00:00Z", "run")).out).toContain(
    "sent      weekly 2026-W46 to 1 person: Contacts opened 70 – Week 46\n",
  );
  const kpis = await at("2026-11-16T09:00:00Z", "kpis", "--period", "week", "--on", "2026-11-05");
  expect(kpis.out).toMatch(/Contacts opened +40 +open/);
});
