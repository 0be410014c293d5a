/** `raport kpis`: every KPI of every period and grain, as a table and as JSON. Sums: tests/journey/centre.ts. */

import { existsSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { chosenKpis } from "../../functions/cli/asked.ts";
import type { KpiRow } from "../../functions/cli/kpis.ts";
import {
  kpis as catalogue,
  familyFacts,
  type Grain,
  grains,
  type Kpi,
  type KpiId,
} from "../../functions/core/kpi.ts";
import { type Centre, now, openCentre } from "../journey/centre.ts";
import { said } from "./said.ts";
import { twoSources } from "./two.ts";

const fields = [
  "kpi",
  "period",
  "start",
  "end",
  "by",
  "member",
  "numerator",
  "denominator",
  "value",
  "state",
];
const all: readonly Kpi[] = catalogue;

let centre: Centre;
const ask = (...words: readonly string[]) =>
  said("kpis", "--config", centre.configFile, "--home", centre.home, "--now", now, ...words);

async function rows(...words: readonly string[]): Promise<KpiRow[]> {
  const { code, out, err } = await ask(...words, "--json");
  expect([code, err]).toEqual([0, ""]);
  return JSON.parse(out);
}

const week = ["--period", "week", "--on", "2026-11-12"] as const;

beforeAll(async () => {
  centre = await openCentre();
  await said("run", "--config", centre.configFile, "--home", centre.home, "--now", now);
});

/** Period, a day in it, its first day, the first day after it, and contacts opened in it. */
const periods = [
  ["day", "2026-11-11", "2026-11-11", "2026-11-12", 2],
  ["week", "2026-11-12", "2026-11-09", "2026-11-16", 13], // 7 days of two, less the deleted A-11-10
  ["month", "2026-11-30", "2026-11-01", "2026-12-01", 29], // 15 days of two, less that one
] as const;

/** The centre names no dimensions of its own, so what is by one of these is not kept. */
const named = ["location", "product", "queue"];
const missing = (by: Grain) => by.split("_x_").find((part) => named.includes(part));
const keptGrains = grains.filter((by) => !missing(by));
const isTold = ({ family }: Kpi) => familyFacts[family].every((fact) => fact === "contacts");

describe.each(periods)("a %s", (period, on, start, end, opened) => {
  test.each(keptGrains)("has every KPI kept by %s, in rows of exactly the fields promised", async (by) => {
    const found = await rows("--period", period, "--on", on, "--by", by);
    const kept = all.filter((kpi) => kpi.grains.includes(by));
    // Nothing but contacts lands here: what is made of more has no value, and no members.
    const answered = by === "all" ? kept : kept.filter(isTold);
    expect([...new Set(found.map(({ kpi }) => kpi))]).toEqual(answered.map(({ id }) => id));
    const untold = kept.filter((kpi) => !isTold(kpi)).map(({ id }) => id);
    for (const { kpi, value } of found) if (untold.includes(kpi)) expect([kpi, value]).toEqual([kpi, null]);
    for (const row of found) {
      expect(Object.keys(row)).toEqual(fields);
      expect(row).toMatchObject({ period, start, end, by });
    }
    const members = new Set(found.map(({ member }) => member));
    expect(found).toHaveLength(answered.length * members.size);
    // Every grain counts each contact once.
    const counted = found.filter(({ kpi }) => kpi === "contacts_opened");
    expect(counted.reduce((sum, { value }) => sum + Number(value), 0)).toBe(opened);
  });

  test("can be asked for one KPI", async () => {
    expect(await rows("--period", period, "--on", on, "--kpi", "contacts_opened")).toMatchObject([
      { kpi: "contacts_opened", by: "all", member: "all", value: opened },
    ]);
  });
});

test.each(grains)("by %s each KPI alone is answered for, or says by what it is kept", (by) => {
  const rest = missing(by);
  for (const { id, grains: allowed } of all) {
    const chosen = () => chosenKpis({ by, kpi: id as KpiId }, centre.config).map((kpi) => kpi.id);
    if (rest) expect(chosen).toThrow(`${rest} is not kept: add it to dimensions in the config`);
    else if (allowed.includes(by)) expect(chosen()).toEqual([id]);
    else expect(chosen).toThrow(`${id} is not kept by ${by}. It is kept by ${allowed.join(", ")};`);
  }
});

test("a KPI alone has the same rows as among all of them", async () => {
  const among = await rows(...week, "--by", "channel");
  for (const kpi of ["contacts_opened", "channel_share", "complaint_share", "resolved_share"])
    expect(await rows(...week, "--by", "channel", "--kpi", kpi)).toEqual(
      among.filter((row) => row.kpi === kpi),
    );
});

test("numerator and denominator say where a value comes from", async () => {
  const found = await rows(...week);
  const of = (kpi: string) => {
    const { numerator, denominator, value, state } = found.find((row) => row.kpi === kpi)!;
    return [numerator, denominator, value, state];
  };
  // 6 x 3,600 + 7 x 86,400 + 1,296,000 = 1,922,400 seconds over 14 resolutions, 13 of them within a day.
  expect(of("resolution_seconds")).toEqual([1_922_400, 14, 1_922_400 / 14, "final"]);
  expect(of("resolved_within_day_share")).toEqual([13, 14, 13 / 14, "final"]);
  // All of the week's but B-11-15, which may still be resolved.
  expect(of("resolved_share")).toEqual([12, 13, 12 / 13, "provisional"]);
});

test("a period the data do not reach to the end of is open", async () => {
  const states = (found: readonly KpiRow[]) => [...new Set(found.map(({ state }) => state))];
  expect(states(await rows("--period", "month", "--on", "2026-11-01"))).toEqual(["open"]);
  expect(states(await rows("--period", "day", "--on", "2026-11-16"))).toEqual(["open"]);
});

test("a period before the first contact has no values, not zeros", async () => {
  const before = await rows("--period", "week", "--on", "2020-02-29");
  expect(before).toHaveLength(all.filter((kpi) => kpi.grains.includes("all")).length);
  expect(
    before.every(
      ({ value, numerator, denominator }) => value === null && numerator === null && denominator === null,
    ),
  ).toBe(true);
});

test("hours are in the order of the clock, not of how much came in them", async () => {
  const header = "id,opened,closed,channel";
  const text = `${header}
C1,2026-11-10 09:00,,phone
C2,2026-11-10 14:00,,phone
C3,2026-11-11 14:30,,phone
C4,2026-11-11 00:10,,email
C5,2026-11-16 00:00,,phone
`;
  const two = await twoSources({ "calls/c.csv": text, "tickets/t.csv": text });
  await two.run();
  const members = async (by: string) => {
    const asked = [
      "--config",
      two.config,
      "--home",
      two.home,
      ...week,
      "--by",
      by,
      "--kpi",
      "contacts_opened",
    ];
    const { out } = await said("kpis", ...asked, "--now", "2026-11-16T09:00:00Z", "--json");
    return (JSON.parse(out) as KpiRow[]).map(({ member }) => member);
  };
  expect(await members("hour")).toEqual(["00", "09", "14"]);
  expect(await members("channel_x_hour")).toEqual(["phone / 09", "phone / 14", "email / 00"]);
});

test.each([
  "channel x reason",
  "channel,reason",
  "Channel, Reason",
  "channel × reason",
  "channel_x_reason",
  "CHANNEL-X-REASON",
])("a grain of two dimensions may be written %s", async (by) => {
  const found = await rows(...week, "--by", by, "--kpi", "contacts_opened");
  // Phone: six A, of which A-11-09 turned to Delivery. Email: seven B.
  expect(found.map(({ by, member, value }) => [by, member, value])).toEqual([
    ["channel_x_reason", "email / Delivery", 7],
    ["channel_x_reason", "phone / Billing", 5],
    ["channel_x_reason", "phone / Delivery", 1],
  ]);
});

test.each([
  [["--kpi", "contact_opened"], '"contact_opened" is not a KPI we have; did you mean contacts_opened?'],
  [["--kpi", "nps"], '"nps" is not a KPI we have; did you mean net_promoter_points?'],
  [["--kpi", "weather"], '"weather" is not a KPI we have; docs/kpis.md lists all '],
  [
    ["--by", "chanel"],
    '"chanel" is not a grain we have; did you mean channel? Use one of all, hour, channel, ',
  ],
  [["--by", "moon"], '"moon" is not a grain we have. Use one of all, hour, channel, '],
  [["--kpi", "channel_share"], "channel_share is not kept by all. It is kept by channel; add --by channel."],
  [["--by", "queue"], "queue is not kept: add it to dimensions in the config, then run again."],
  [["--by", "department_x_product"], "product is not kept: add it to dimensions in the config, then run"],
  [["--kpi", "resolved_share", "--rank"], "--rank ranks agents: add --by agent."],
  [
    ["--kpi", "contacts_opened", "--by", "agent", "--rank"],
    "contacts_opened has no rank: neither more nor less of it is better.",
  ],
  [
    ["--kpi", "occupancy_share", "--by", "agent", "--rank"],
    "occupancy_share has no rank: neither more nor less of it is better.",
  ],
  [
    ["--kpi", "reason_share", "--by", "channel"],
    "reason_share is not kept by channel. It is kept by reason; add --by reason.",
  ],
])("%j is refused with the cure", async (words, message) => {
  const { code, out, err } = await ask(...week, ...words);
  expect([code, out]).toEqual([1, ""]);
  expect(err).toContain(message);
});

test("the table says period, value, where it comes from and state", async () => {
  const { out } = await ask(...week);
  expect(out).toMatch(/^2026-W46, 2026-11-09 to 2026-11-15 \(Europe\/Budapest\)\n/);
  expect(out).toMatch(/^Resolved within 24 hours +92\.9% {2}13 \/ 14 +final$/m);
  expect(out).toMatch(/^Resolution time, mean +38 h 9 min {2}1,922,400 \/ 14 +final$/m); // 1,922,400 / 14 = 137,314.3 s = 38 h 8 min 34 s
});

describe("an empty home", () => {
  const empty = (...words: readonly string[]) =>
    said("kpis", "--config", centre.configFile, "--home", join(centre.folder, "nothing"), ...words);

  test.each(periods)("has every KPI of a %s without a value", async (period, on) => {
    const { code, out, err } = await empty("--period", period, "--on", on, "--json");
    expect([code, err]).toEqual([0, ""]);
    const found: KpiRow[] = JSON.parse(out);
    expect(found.map(({ kpi }) => kpi)).toEqual(
      all.filter((kpi) => kpi.grains.includes("all")).map(({ id }) => id),
    );
    for (const row of found)
      expect(row).toMatchObject({ numerator: null, denominator: null, value: null, state: "open" });
  });

  test("has no members", async () => {
    expect(JSON.parse((await empty(...week, "--by", "reason", "--json")).out)).toEqual([]);
    const { code, out } = await empty(...week, "--by", "reason");
    expect([code, out]).toEqual([0, expect.stringContaining("no contact in this period")]);
  });

  test("is not made by looking at it", () => {
    expect(existsSync(join(centre.folder, "nothing"))).toBe(false);
  });
});
