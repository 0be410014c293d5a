/** What a report, its readers, its mail and the actions say, as the rest of Raport reads it. */

import { expect, test } from "vitest";
import { comparisonKinds } from "../../functions/core/config.ts";
import { actions, loadRich, rich } from "./rich.ts";
import { load, sample } from "./sample.ts";

test("the organisation has a language, looks, names in other languages and a smallest group", async () => {
  const { organisation } = await loadRich();
  expect(organisation).toMatchObject({
    locale: "hu",
    url: "https://reports.example.org",
    brand: { colour: "#1a5fb4", logo: "Northwind" },
    smallestGroup: 8,
    labels: {
      hu: {
        departments: { Technical: "Technika", Billing: "Számlázás" },
        reasons: { Refund: "Visszatérítés" },
      },
      fi: { departments: { Technical: "Tekniikka" }, reasons: {} },
    },
  });
});

test("a reason may belong to somebody, under whatever case it is written once", async () => {
  const owned = (lines: string) => rich.replace("  smallest_group: 8\n", `  reason_owners:\n${lines}`);
  const { organisation } = await loadRich(owned("    Late delivery: Logistics\n"));
  expect(organisation.reasonOwners).toEqual({ "Late delivery": "Logistics" });
  expect((await loadRich()).organisation.reasonOwners).toBeUndefined();
  const twice = owned("    Late delivery: Logistics\n    late delivery: Sales\n");
  await expect(loadRich(twice)).rejects.toThrow("is the same reason as");
});

test("mail may leave by a server, whose password stands in the environment", async () => {
  expect((await loadRich()).mail).toEqual({
    kind: "smtp",
    host: "smtp.example.org",
    port: 587,
    tls: false,
    insecure: false,
    user: "raport",
    passwordFrom: "RAPORT_SMTP_PASSWORD",
    perSecond: 10,
  });
  expect((await load(sample)).mail).toEqual({ kind: "home" });
});

test("a server that encrypts from the first byte is reached on its own port", async () => {
  const { mail } = await loadRich(rich.replace("    port: 587\n", "    tls: true\n"));
  expect(mail).toMatchObject({ port: 465, tls: true });
});

test("a report says what it was, until when it rests, and what happens without complete data", async () => {
  const { reports } = await loadRich();
  expect(reports[0]).toMatchObject({
    id: "daily",
    was: "morning",
    at: { time: "07:30" },
    zone: "Europe/London",
    pausedUntil: "2026-12-01",
    comparisons: ["last_year", "events"],
    scope: null,
    incomplete: { wait: "12:00", then: "send" },
  });
  expect(reports[1]).toMatchObject({
    // No hours are written, so Monday to Friday are worked on.
    at: { day: "last working day", time: "08:00", working: { weekdays: [1, 2, 3, 4, 5], holidays: [] } },
    comparisons: [],
    scope: { by: "department", member: "Technical" },
    incomplete: { wait: 21_600, then: "skip" }, // 6 * 3600
  });
  expect(reports[2]).toMatchObject({
    comparisons: comparisonKinds,
    scope: { by: "channel", member: "phone" },
    incomplete: null,
  });
});

test("a reader has a language of their own, or the organisation's, and may see a part only", async () => {
  const { reports } = await loadRich();
  expect(reports.map(({ to }) => to)).toEqual([
    [
      { name: "Ana Pop", address: "ana.pop@example.org", locale: "ro", scope: null },
      {
        name: "Bo Ek",
        address: "bo.ek@example.org",
        locale: "hu",
        scope: { by: "department", member: "Billing" },
      },
    ],
    [
      {
        name: "Cy Oh",
        address: "cy.oh@example.org",
        locale: "fi",
        scope: { by: "department", member: "technical" },
      },
    ],
    [{ name: "Ana Pop", address: "ana.pop@example.org", locale: "hu", scope: null }],
  ]);
});

test("a team that names no KPIs is shown what managers look after, of what its sources tell", async () => {
  const written = sample.replaceAll("template: digest", "template: team");
  expect((await load(written)).reports[1]?.kpis).toEqual([
    "contacts_opened",
    "contacts_resolved",
    "open_backlog",
    "resolution_seconds",
  ]);
});

test("nothing to wait for is written 0", async () => {
  const { reports } = await loadRich(rich.replace("wait: 6h", "wait: 0"));
  expect(reports[1]?.incomplete).toEqual({ wait: 0, then: "skip" });
});

test("actions come from a file of their own, open where it does not say", async () => {
  expect((await loadRich()).actions).toEqual([
    {
      id: "shorter-menu",
      what: "Shorten the phone menu",
      steps: ["Ask the callers", "Record it again"],
      owner: "Ana Pop",
      due: "2026-12-01",
      kpi: "abandonment_share",
      status: "open",
    },
    { id: "action-2", what: "Hire two people", steps: [], owner: "Bo Ek", due: "2027-01-15", status: "open" },
  ]);
  expect((await loadRich(rich, "# none yet\n")).actions).toEqual([]);
});

test("another action is another version of the config", async () => {
  const first = await loadRich();
  expect((await loadRich(rich, actions.replace("Hire two", "Hire three"))).version).not.toBe(first.version);
});

test("a report on operations that names no KPIs shows what a day is run by, of what the sources tell", async () => {
  const daily = sample
    .replace("template: digest", "template: operations")
    .replace("period: week", "period: day")
    .replace("at: monday 08:00", "at: 08:00")
    .replace("    kpis: [contacts_opened, resolution_seconds_p90]\n", "");
  // The sample's sources map contacts alone: nothing of queues, messages or what was handled.
  expect((await load(daily)).reports[0]?.kpis).toEqual([
    "contacts_opened",
    "open_backlog",
    "contacts_resolved",
    "resolution_seconds_p50",
  ]);
});
