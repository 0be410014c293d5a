/** The whole way from files to emails, through the stages as the command line runs them. Sums: tests/journey/centre.ts. */

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { runHere } from "../functions/cli/run.ts";
import { summaryLines } from "../functions/cli/summary.ts";
import type { KpiId } from "../functions/core/kpi.ts";
import { periodOf } from "../functions/core/period.ts";
import { local, outboxOf } from "../functions/local.ts";
import type { Ports } from "../functions/ports.ts";
import { addressKey } from "../functions/stages/places.ts";
import type { Plan } from "../functions/stages/plan.ts";
import type { RunSummary } from "../functions/stages/run.ts";
import { readQuarantine, readValues } from "../functions/stages/values.ts";
import { type Centre, now, openCentre } from "./journey/centre.ts";
import { committed, outcomeOf } from "./journey/outcome.ts";
import { timedTreeOf } from "./journey/states.ts";

const people = ["ilona.varga@example.org", "samuel.adeyemi@example.org"];
const idOf = (address: string) => `weekly-2026-W46-${addressKey(address)}`;

interface Desk extends Centre {
  readonly ports: Ports;
  run(at?: string): Promise<{ readonly summary: RunSummary; readonly lines: readonly string[] }>;
}

async function openDesk(from?: string, to?: string): Promise<Desk> {
  const centre = await openCentre(from, to);
  const { config, home } = centre;
  const ports = local(home);
  afterAll(() => ports.warehouse.close());
  return {
    ...centre,
    ports,
    async run(at = now) {
      const summary = await runHere({ config, home, now: at }, ports);
      return { summary, lines: await summaryLines({ config, home, now: at }, summary, ports) };
    },
  };
}

/** Values of the KPIs over a period by grain and member. */
async function valuesOf({ ports }: Desk, grain: "day" | "week" | "month", on: string) {
  const period = periodOf(grain, on, "Europe/Budapest");
  const values = await ports.warehouse.read((reader) => readValues(reader, grain, [period]));
  return (kpi: KpiId, member = "all") =>
    values.find((value) => value.kpi === kpi && value.member === member)?.value;
}

describe("three weeks of files and one report to two people", async () => {
  const desk = await openDesk();
  const { summary, lines } = await desk.run();
  const ledger = async (name: string) =>
    JSON.parse(Buffer.from((await desk.ports.lake.get(`sent/weekly/2026-W46/${name}`))!.body).toString());

  test("the run says what it landed, computed, left out and sent", () => {
    // 21 times A and B; the resolutions of 20 of the B, all but the last; a change, a deletion and a bad row:
    // 42 + 20 + 3 = 65.
    expect(summary.landed.map(({ rows, files, batches }) => [rows, files.length, batches])).toEqual([
      [65, 21, [1]],
    ]);
    expect(summary.computed).toMatchObject({ landed: 65, mapped: 64, quarantined: 1, generation: 1 });
    expect(summary.problems).toEqual([]);
    expect(lines.join("\n")).toContain("65 rows = 64 mapped + 1 quarantined");
    expect(lines.join("\n")).toContain("sent      weekly 2026-W46 to 2 people");
  });

  test("the week's KPIs are the sums worked out by hand", async () => {
    const value = await valuesOf(desk, "week", "2026-11-09");
    expect(value("contacts_opened")).toBe(13); // 7 x A + 7 x B - the deleted A-11-10
    expect(value("contacts_resolved")).toBe(14); // 6 x A; B-11-08 to B-11-14; B-10-28
    expect(value("open_backlog")).toBe(1); // B-11-15
    // (6 x 3,600 + 7 x 86,400 + 1,296,000) / 14 = 1,922,400 / 14
    expect(value("resolution_seconds")).toBeCloseTo(137_314.2857, 3);
    expect(value("resolved_within_day_share")).toBeCloseTo(13 / 14, 12);
    expect(value("resolved_share")).toBeCloseTo(12 / 13, 12); // all but B-11-15
    expect(value("contacts_opened", "phone")).toBe(6);
    expect(value("contacts_opened", "Billing")).toBe(5); // 7 - the deleted one - the one that turned
    expect(value("contacts_opened", "Delivery")).toBe(8); // 7 + the one that turned
    expect(value("channel_share", "email")).toBeCloseTo(7 / 13, 12);
  });

  test("days and months count the same contacts", async () => {
    const late = await valuesOf(desk, "day", "2026-11-12");
    expect(late("contacts_resolved")).toBe(3); // A, B of the day before, B-10-28
    expect(late("open_backlog")).toBe(1); // B of the day; B-10-28 no longer
    expect((await valuesOf(desk, "day", "2026-11-11"))("open_backlog")).toBe(2);
    expect((await valuesOf(desk, "month", "2026-10-31"))("contacts_opened")).toBe(12); // 26 to 31 October, two a day
    expect((await valuesOf(desk, "month", "2026-11-01"))("contacts_opened")).toBe(29); // 15 days, two a day, less one
  });

  test("the bad row is in quarantine with its place and its reason", async () => {
    const rows = await desk.ports.warehouse.read((reader) => readQuarantine(reader, ["helpdesk"]));
    // Line 5: the header, A, B and the resolution of the B before come first.
    expect(rows).toEqual([
      {
        source: "helpdesk",
        place: "contacts-2026-11-11.csv:5",
        reason: "opened_at is not a time: yesterday",
      },
    ]);
  });

  test("each person has one email, and it links to what they may see", async () => {
    const { outbox } = await outcomeOf(desk.home, desk.ports);
    const ids = people.map(idOf);
    expect(Object.keys(outbox)).toEqual(ids.flatMap((id) => [`${id}.eml`, `${id}.html`]).sort());
    for (const [index, id] of ids.entries()) {
      expect(outbox[`${id}.eml`]).toContain(people[index]);
      expect(outbox[`${id}.html`]).toContain('href="https://reports.example.org/open/');
    }
  });

  test("the archive holds the page, the table and the model of the plan", async () => {
    const plan: Plan = await ledger("plan.json");
    const { archive } = await outcomeOf(desk.home, desk.ports);
    expect(archive).toEqual({
      "archive/weekly/2026-W46/index.html": plan.variants[0]!.page,
      "archive/weekly/2026-W46/kpis.csv": plan.variants[0]!.csv,
      "archive/weekly/2026-W46/model.json": JSON.stringify({
        v: 1,
        subject: plan.variants[0]!.email.subject,
        plannedAt: plan.plannedAt,
        model: plan.variants[0]!.model,
      }),
    });
    expect(plan.variants[0]!.model.generation).toBe(1);
  });

  test("the ledger says that both were sent", async () => {
    for (const address of people)
      expect(await ledger(`${addressKey(address)}.json`)).toEqual({
        v: 1,
        id: idOf(address),
        state: "sent",
        at: now,
      });
  });

  test("the second run at the same now sends nothing, writes nothing, and says why", async () => {
    const before = timedTreeOf(desk.home);
    const again = await desk.run();
    expect(again.summary).toMatchObject({ computed: null, sent: [], waiting: [], problems: [] });
    expect(again.lines[0]).toBe(
      "nothing to do: no file is new or changed, the tables are up to date, and nothing is left to send",
    );
    expect(timedTreeOf(desk.home)).toEqual(before);
    expect(before.size).toBeGreaterThan(40);
  });
});

describe("a report whose data are incomplete", async () => {
  const desk = await openDesk("2026-11-09", "2026-11-14");
  const first = await desk.run();
  const waited = timedTreeOf(desk.home);

  test("waits, and says for which file", () => {
    expect(first.summary.sent).toEqual([]);
    expect(first.summary.waiting.map(({ report, period }) => [report, period.name])).toEqual([
      ["weekly", "2026-W46"],
    ]);
    expect(first.lines.join("\n")).toMatch(
      /waiting {3}weekly 2026-W46:.*\n.*helpdesk: the file for 2026-11-15 is missing \(contacts-2026-11-15\.csv, expected by 06:00\)/,
    );
    expect([...waited.keys()].filter((name) => /^(outbox|sent|archive)\b/.test(name))).toEqual([]);
  });

  test("waits on without writing anything", async () => {
    const again = await desk.run();
    expect(again.lines[0]).toContain("what is due must wait");
    expect(timedTreeOf(desk.home)).toEqual(waited);
  });

  test("goes out when the file has come, and only what the file changes is made again", async () => {
    const before = await pointersOf(desk);
    await desk.arrives("2026-11-15");
    const { summary } = await desk.run();
    expect(summary.landed.map(({ rows, batches }) => [rows, batches])).toEqual([[3, [2]]]);
    // Cohorts of 11-14 (its B is resolved) and 11-15; the days 11-14 (B's share resolved) and 11-15, and those on which B
    // and the one still open of 11-15 are 1, 7 and 30 days old: 11-21, 12-14 and 11-16, 11-22, 12-15.
    expect(summary.computed).toMatchObject({ generation: 2, rebuilt: false, cohorts: 2, days: 7 });
    expect(summary.sent.map(({ deliveries }) => deliveries.filter(({ fresh }) => fresh).length)).toEqual([2]);
    const after = await pointersOf(desk);
    const changed = [...after].filter(([key, location]) => before.get(key) !== location).map(([key]) => key);
    expect([...new Set(changed.filter((key) => key.startsWith("contacts")))]).toEqual([
      "contacts 2026-11-14",
      "contacts 2026-11-15",
    ]);
    expect(changed.filter((key) => key.startsWith("kpi_daily volume"))).toEqual([
      "kpi_daily volume 2026-11-14",
      "kpi_daily volume 2026-11-15",
      "kpi_daily volume 2026-11-16",
      "kpi_daily volume 2026-11-22",
      "kpi_daily volume 2026-12-15",
    ]);
  });

  test("has gone out for good: a later file brings the tables up to date and sends nothing", async () => {
    const emails = () => timedTreeOf(outboxOf(desk.home));
    const page = () => readFileSync(join(desk.home, "archive/weekly/2026-W46/index.html"), "utf8");
    const before = [emails(), page()];
    await desk.arrives("2026-11-16");
    const { summary } = await desk.run("2026-11-17T08:00:00Z");
    expect(summary.computed).toMatchObject({ generation: 3, landed: 3 });
    expect(summary.sent).toEqual([]);
    expect([emails(), page()]).toEqual(before);
  });
});

test("a setting under which no file can be read holds the report, and says why at every run", async () => {
  const desk = await openDesk("2026-11-09", "2026-11-15");
  await desk.run();
  const sources = desk.config.sources.map((source) => ({ ...source, key: "ticket" }));
  const input = { config: { ...desk.config, sources }, home: desk.home, now: "2026-11-23T08:00:00Z" };
  for (const _ of ["first", "second"]) {
    const { sent, waiting } = await runHere(input, desk.ports);
    expect(sent).toEqual([]);
    expect(waiting.map(({ period }) => period.name)).toEqual(["2026-W47"]);
    expect(waiting[0]?.reasons.join("\n")).toContain('"ticket"');
  }
});

/** `table partition` -> file. */
async function pointersOf({ ports }: Desk): Promise<ReadonlyMap<string, string>> {
  const pointers = await ports.warehouse.read((reader) =>
    Promise.all(committed.map((table) => reader.pointers(table))),
  );
  return new Map(
    pointers
      .flat()
      .map(({ table, partition, location }) => [[table, ...Object.values(partition)].join(" "), location]),
  );
}
