/** Sums of a month worked out by hand. A month has 365.25 / 12 days, so what a week has 84 times it has 365.25 times. */

import { describe, expect, test } from "vitest";
import type { Calls } from "../../infra/cost/calls.ts";
import { answer } from "../../infra/cost/index.ts";
import { costs, emailsPerMonth, freeOf, type Line, quantities } from "../../infra/cost/model.ts";
import { type PriceName, prices } from "../../infra/cost/prices.ts";
import { verdict } from "../../infra/cost/verdict.ts";

const week = {
  "tick invocations": 168,
  "land invocations": 84,
  "land lambda.Invoke": 84,
  "tick s3.get config": 8400,
  "tick s3.remove scratch": 8400,
  "land s3.swap state/leases": 840,
  "compute glue.CreateTable": 84,
  "compute athena.StartQueryExecution": 168,
  "compute athena.GetQueryResults": 84,
  "athena selects": 84,
  "athena unloads": 84,
  "athena tables read": 84,
  "athena lists of files read": 84,
  "athena files read": 840,
  "athena files written": 84,
  "tick log bytes": 8400,
  "tick log lines": 84,
  "metric hours EmailsSent": 168,
  "send ses.SendRawEmail": 16,
};
const calls: Calls = {
  day: {},
  week,
  sent: { reports: 8, emails: 16 },
  days: 30,
  furtherDay: {},
  furtherReader: { "send ses.SendRawEmail": 1 },
  told: { "feedback invocations": 2, "feedback s3.get sent": 3 },
  opened: { "open invocations": 3 },
  bytes: { email: 40_000, keptForReport: 7000, keptForReader: 0 },
};
const size = { contactsPerDay: 15_000, recipients: 21 };
const month = quantities(size, calls);

describe("a month", () => {
  test("has the emails of eight reports a week to each reader", () => {
    // 8 x 21 = 168 a week: twice 84.
    expect(emailsPerMonth(size, calls)).toBeCloseTo(730.5);
    expect(month.emails).toBeCloseTo(730.5);
    expect(month.emailBytes).toBeCloseTo(730.5 * 40_000, 0);
  });

  test("has as many ticks of the schedule as were not started by another function", () => {
    expect(month.ticks).toBeCloseTo(365.25);
    // 168 + 84 a week: 1,095.75; two events of SES and three requests for each email: 5 x 730.5 = 3,652.5.
    expect(month.invocations).toBeCloseTo(1095.75 + 3652.5);
    expect(month.links).toBeCloseTo(2191.5);
  });

  test("has the requests to S3 of the functions and of Athena; removing is free", () => {
    // Functions 36,525 and 3 x 730.5; results and lists of files 365.25 each; three for each of 3,652.5 files and of 365 on each of 30.4375 days.
    expect(month.gets).toBeCloseTo(36_525 + 2191.5 + 2 * 365.25 + 3 * (3652.5 + 11_109.6875));
    // Leases 3,652.5, lists of tables 365.25, files written 365.25, two beside each of 730.5 statements.
    expect(month.puts).toBeCloseTo(3652.5 + 365.25 + 365.25 + 1461);
    expect(month.catalog).toBeCloseTo(365.25 + 2 * 365.25);
  });

  test("is billed ten megabytes for each statement, and what the search reads above that", () => {
    // The search: 3.22 x 15,000 x 365 = 17,629,500 bytes, 7,629,500 above the least, 30.4375 times. The next largest reads 7,860,000.
    expect(month.scanned).toBeCloseTo(7_305_000_000 + 232_222_906.25, 0);
    // Twice the contacts: the search 25,259,000 above; days changed 5,720,000, daily sums 1,880,000, monthly sums 2,480,000.
    const twice = quantities({ ...size, contactsPerDay: 30_000 }, calls);
    expect(twice.scanned).toBeCloseTo(7_305_000_000 + 35_339_000 * 30.4375, 0);
  });

  test("has the seconds of each function times its memory", () => {
    const tick = 0.5 * (730.5 * 0.5 + 36_525 * 0.03 + 36_525 * 0.03);
    const land = 365.25 * 0.5 + (3652.5 + 365.25) * 0.03 + 15_000 * 30.4375 * 0.00004;
    const compute = (365.25 + 365.25) * 0.03 + 730.5 * 3;
    const send = 730.5 * 0.03;
    const feedback = 0.5 * (1461 * 0.5 + 2191.5 * 0.03);
    const open = 0.5 * (2191.5 * 0.5);
    expect(month.computing).toBeCloseTo(tick + land + compute + send + feedback + open);
  });

  test("logs what the functions say, what Lambda says of each invocation and the API of each request", () => {
    expect(month.logged).toBeCloseTo(36_525 + 365.25 * 26 + 4748.25 * 1000 + 2191.5 * 250, 0);
    expect(month.logsKept).toBeCloseTo(3 * month.logged, 0);
  });

  test("pays a metric for the hours in which it was sent, and every alarm", () => {
    expect([month.metrics, month.alarms, month.dashboards]).toEqual([expect.closeTo(1), 7, 1]);
  });

  test("keeps after a year the contacts and what was archived of 417 reports", () => {
    // 15,000 x 365 x 750 bytes; 8 x 365.25 / 84 x 12 = 417.43 reports of 7,000 bytes.
    expect(month.stored).toBeCloseTo(4_106_250_000 + 2_922_000, 0);
  });
});

describe("what it costs", () => {
  const lines = costs(size, "us-east-1", calls);
  const line = (name: string) => lines.find((one) => one.name === name)!;

  test("is the count times the price", () => {
    // 5,844 PUT and LIST requests at half a cent a thousand; 5,844 at 0.54 cents.
    expect(line("puts").dollars).toBeCloseTo(0.02922, 6);
    expect(costs(size, "eu-central-1", calls).find(({ name }) => name === "puts")?.dollars).toBeCloseTo(
      0.0315576,
      6,
    );
    // 730.5 emails at ten cents a thousand, all of them because of readers.
    expect(line("emails")).toMatchObject({ dollars: expect.closeTo(0.07305, 6), fixed: 0 });
    expect(line("emails").byReaders).toBeCloseTo(0.07305, 6);
  });

  test("falls into what is fixed, what contacts add and what readers add", () => {
    for (const { dollars, fixed, byContacts, byReaders } of lines)
      expect(fixed + byContacts + byReaders).toBeCloseTo(dollars, 9);
    // 232,222,906 bytes above the least, at five dollars for 10^12.
    expect(line("scanned").byContacts).toBeCloseTo(0.001161, 6);
    expect(line("dashboards")).toMatchObject({ fixed: 3, byContacts: 0, byReaders: 0 });
  });

  test("is nothing for what an account has free", () => {
    expect(freeOf(line("dashboards"), "us-east-1")).toBe(3);
    expect(freeOf(line("emails"), "us-east-1")).toBe(0);
    // 365.25 of 14 million ticks.
    expect(freeOf(line("ticks"), "us-east-1")).toBeCloseTo(line("ticks").dollars, 12);
  });
});

describe("the target", () => {
  const line = (name: PriceName, count: number, dollars: number): Line => ({
    name,
    count,
    dollars,
    fixed: dollars,
    byContacts: 0,
    byReaders: 0,
  });

  test("is missed by what is above it, told with how many times it is", () => {
    // Dashboard 3.00, twelve alarms 1.20, requests 0.80: 5.00, twice 2.50. Free: the dashboard and ten alarms, so 1.00 is billed.
    const text = verdict(
      [line("dashboards", 1, 3), line("alarms", 12, 1.2), line("puts", 160_000, 0.8)],
      "us-east-1",
    ).join("\n");
    expect(text).toMatch(/nothing were free +5\.00, missed by 2\.50: 2\.00 times the target +2\.00, met$/m);
    expect(text).toMatch(/otherwise empty account +1\.00, met +1\.00, met$/m);
    expect(text).toContain("  3.00  dashboards. An account's first three are free. -c dashboard=no");
    expect(text).toContain("in each account: 3 dashboards, 10 alarms, 10 metrics");
  });

  test("is told as missed wherever it is, and that without reasons where it is not", () => {
    // Nothing is free of requests: the account that is empty is billed 3.00 too, 1.20 times 2.50.
    const missed = verdict([line("puts", 600_000, 3)], "us-east-1").join("\n");
    expect(missed.match(/3\.00, missed by 0\.50: 1\.20 times the target/g)).toHaveLength(4);
    const met = verdict([line("puts", 500_000, 2.5)], "us-east-1").join("\n");
    expect(met.match(/2\.50, met/g)).toHaveLength(4);
    expect(met).not.toContain("largest parts");
  });
});

describe("the command", () => {
  test("says what is fixed, contacts, readers and free, what is assumed, and every price's unit", () => {
    const text = answer(["--contacts-per-day", "15000", "--recipients", "20"]);
    expect(text).toContain("A month of 15,000 contacts a day in us-east-1: 20 readers");
    expect(text).toMatch(/at list +fixed +contacts +readers +free$/m);
    for (const { unit } of Object.values(prices)) expect(text).toContain(unit);
  });

  test("of the real counts it meets the target without a dashboard, and where three are free with one", () => {
    const text = answer(["--contacts-per-day", "15000", "--recipients", "20"]);
    expect(text).toMatch(/^ {2}at list prices.* \d\.\d\d, missed by .* times the target +\d\.\d\d, met$/m);
    expect(text).toMatch(/^ {2}billed to an otherwise empty account +\d\.\d\d, met +\d\.\d\d, met$/m);
  });

  test("is explained by --help, with an example that can be typed", () => {
    const [, example = ""] = /Example:\n {2}npm run cost -- (.*)$/.exec(answer(["--help"])) ?? [];
    expect(answer(example.split(" "))).toMatch(
      /^A month of 3,000 contacts a day in eu-central-1: 8 readers,/,
    );
  });

  test.each([
    [["--recipients", "-1"]],
    [["--contacts-per-day", "many"]],
    [["--region", "mars"]],
    [["--people", "3"]],
  ])("refuses %j and says how it is written", (words) => {
    expect(() => answer(words)).toThrow("npm run cost -- [--contacts-per-day 15000]");
  });
});
