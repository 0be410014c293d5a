/** The contacts behind a report: which, what of each, and nothing of whom. */

import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { listedWithin } from "../../functions/core/listed.ts";
import { periodOf } from "../../functions/core/period.ts";
import { readListed } from "../../functions/stages/listed.ts";
import { readValues } from "../../functions/stages/values.ts";
import { configOf, type Home, temporaryHome } from "../home.ts";
import { sourceOf } from "../memory.ts";

const zone = "Europe/Budapest";
const w46 = periodOf("week", "2026-11-09", zone);
const mapped = (...columns: readonly string[]) =>
  `select row_id, ${columns
    .map((name) => (name === "id" ? "" : `json_extract_scalar(body, '$.${name}') as ${name}`))
    .filter((text) => text !== "")
    .join(", ")}`;

let home: Home;
beforeAll(async () => {
  home = temporaryHome("2026-12-01T00:00:00Z");
  const contacts = mapped(
    "opened_at",
    "resolved_at",
    "customer_id",
    "channel",
    "department",
    "reason",
    "outcome",
    "agent",
  );
  const legs = mapped(
    ...["contact_id", "queued_at", "answered_at", "ended_at", "outcome", "wait_seconds", "talk_seconds"],
    ...["hold_seconds", "is_transferred", "transfer_reason"],
  );
  const put = (file: string, ...rows: readonly string[]) =>
    writeFileSync(join(home.inbox, file), `${rows.join("\n")}\n`);
  put(
    "helpdesk-1.csv",
    "id,opened_at,resolved_at,customer_id,channel,department,reason,outcome,agent",
    "1,2026-11-09 00:00,2026-11-09 01:00,anna@example.org,phone,Sales,Price,sold,Bo Ek",
    "2,2026-11-15 23:59,,anna@example.org,email,,,,Bo Ek",
    "3,2026-11-10 09:00,2026-11-10 09:30,cid,phone,Sales,Price,,Bo Ek",
    "4,2026-11-10 09:00,,cid,phone,Support,Fault,,",
    "before,2026-11-08 23:59,,cid,phone,Sales,Price,,",
    "after,2026-11-16 00:00,,cid,phone,Sales,Price,,",
  );
  put(
    "calls-1.csv",
    "id,contact_id,queued_at,answered_at,ended_at,outcome,wait_seconds,talk_seconds,hold_seconds,is_transferred,transfer_reason",
    // Of contact 3 the first leg waited 10 s and was passed on; the second waited 50 s.
    "a,3,2026-11-10 09:00:00,2026-11-10 09:00:10,2026-11-10 09:05:00,answered,10,200,90,true,Needs a refund",
    "b,3,2026-11-10 09:05:00,2026-11-10 09:05:50,2026-11-10 09:30:00,answered,50,1000,,false,",
    "c,4,2026-11-10 09:00:00,,2026-11-10 09:02:00,abandoned,120,,,,",
  );
  await home.run(
    configOf(zone, [
      sourceOf({
        path: `${home.inbox}/helpdesk-*.csv`,
        mapping: { file: "m.sql", text: `${contacts}, key as contact_id from raw` },
      }),
      sourceOf({
        id: "calls",
        contactsIn: "helpdesk",
        path: `${home.inbox}/calls-*.csv`,
        mappings: { contact_legs: { file: "l.sql", text: `${legs}, key as leg_id from raw` } },
      }),
    ]),
  );
});
afterAll(async () => {
  await home.remove();
});

const listed = () => home.ports.warehouse.read((reader) => readListed(w46, reader));

test("are those opened on the period's own days, the newest first", async () => {
  // 00:00 on 9 November in Budapest is 23:00 UTC of the day before; 3 and 4 opened together and stand by their identity.
  expect((await listed()).map(({ openedAt }) => openedAt)).toEqual([
    "2026-11-15T22:59:00Z",
    "2026-11-10T08:00:00Z",
    "2026-11-10T08:00:00Z",
    "2026-11-08T23:00:00Z",
  ]);
});

test("are as many as contacts opened says", async () => {
  const values = await home.ports.warehouse.read((reader) =>
    readValues(reader, "week", [w46], { kpis: ["contacts_opened"], grains: ["all"] }),
  );
  expect(values.map(({ value }) => value)).toEqual([4]);
  expect(await listed()).toHaveLength(4);
});

test("say of each how long it waited and lasted, whether and why it was passed on, and what came of it", async () => {
  const [mail, passed, gaveUp, sold] = await listed();
  expect(passed).toEqual({
    ...{ openedAt: "2026-11-10T08:00:00Z", resolvedAt: "2026-11-10T08:30:00Z" },
    ...{ channel: "phone", department: "Sales", reason: "Price", outcome: null, isAnswered: true },
    waitSeconds: 10, // its first queue alone, not 10 + 50
    talkSeconds: 1290, // 200 + 90 + 1000
    ...{ isTransferred: true, transferReason: "Needs a refund" },
  });
  expect(gaveUp).toMatchObject({
    ...{
      department: "Support",
      waitSeconds: 120,
      talkSeconds: null,
      isAnswered: false,
      isTransferred: false,
    },
    ...{ transferReason: null, resolvedAt: null },
  });
  expect(sold).toMatchObject({ outcome: "sold", waitSeconds: null, isAnswered: null });
  expect(mail).toMatchObject({ channel: "email", department: "(not stated)", reason: "(not stated)" });
});

test("hold nothing of who asked, who answered, or what the contact is called", async () => {
  const text = JSON.stringify(await listed());
  for (const name of ["anna@example.org", "cid", "Bo Ek", '"3"']) expect(text).not.toContain(name);
});

test("within a scope are its own alone, and none where the data do not know it", async () => {
  const rows = await listed();
  const of = (member: string | undefined) =>
    listedWithin({ by: "department", member: "sales" }, member, rows).map(({ department }) => department);
  expect(of("Sales")).toEqual(["Sales", "Sales"]);
  expect(of(undefined)).toEqual([]);
  expect(listedWithin(null, undefined, rows)).toEqual(rows);
});

test("of a period before the data there are none", async () => {
  const early = periodOf("week", "2026-01-05", zone);
  expect(await home.ports.warehouse.read((reader) => readListed(early, reader))).toEqual([]);
});
