/**
 * The published examples beside the project, number by number. Each key of the file has a check, and a key that has none
 * fails: an example nobody checks is no example. Skipped where the file is absent.
 */

import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { lastYearOf } from "../functions/core/against.ts";
import type { BusinessHours } from "../functions/core/config.ts";
import { newcombe, wilson } from "../functions/core/intervals.ts";
import type { KpiId } from "../functions/core/kpi.ts";
import { addDays, daysOf, periodOf } from "../functions/core/period.ts";
import { answerVariance, benjaminiHochberg, pointsError } from "../functions/core/significance.ts";
import type { Settings } from "./queries/case.ts";
import { figures } from "./vectors/figures.ts";

const file = join(import.meta.dirname, "../../shared/reference/vectors.json");
const absent = !existsSync(file);
if (absent) console.warn(`The published examples are not checked: ${file} is not there.`);
// biome-ignore lint/suspicious/noExplicitAny: a file of many shapes
const vectors: any = absent ? {} : JSON.parse(readFileSync(file, "utf8"));

const figureOf = figures();

const times = <T>(count: number, item: (index: number) => T) =>
  Array.from({ length: count }, (_, index) => item(index));
const near = 9;

const checks: Readonly<Record<string, () => Promise<void> | void>> = {
  wilson_newcombe1998() {
    for (const [key, [low, high]] of Object.entries<[number, number]>(vectors.wilson_newcombe1998)) {
      const [count = 0, of = 0] = key.split("/").map(Number);
      expect(wilson({ count, of })?.low, key).toBeCloseTo(low, near);
      expect(wilson({ count, of })?.high, key).toBeCloseTo(high, near);
    }
  },
  "wilson_codegolf_z1.96"() {
    for (const [key, [low, high]] of Object.entries<[number, number]>(vectors["wilson_codegolf_z1.96"])) {
      const [count = 0, others = 0] = key.split(",").map(Number);
      expect(wilson({ count, of: count + others }, 1.96)?.low, key).toBeCloseTo(low, near);
      expect(wilson({ count, of: count + others }, 1.96)?.high, key).toBeCloseTo(high, near);
    }
  },
  "newcombe_56/70-48/80"() {
    const found = newcombe({ count: 56, of: 70 }, { count: 48, of: 80 });
    const [low, high] = vectors["newcombe_56/70-48/80"];
    expect(found?.low).toBeCloseTo(low, near);
    expect(found?.high).toBeCloseTo(high, near);
  },
  async sl_icmi() {
    const { inputs, note: _, ...wanted } = vectors.sl_icmi;
    const { A, B, a, b, s } = inputs;
    const legs = [
      ...times(a, () => ["answered", 20]),
      ...times(A - a, () => ["answered", 21]),
      ...times(s, () => ["abandoned", 5]),
      ...times(b - s, () => ["abandoned", 20]),
      ...times(B - b, () => ["abandoned", 21]),
    ].map(([outcome, seconds], index) => `${index},${index},2026-11-16 09:00:00,${outcome},${seconds}`);
    const files = {
      contacts: ["contact_id,opened_at", ...legs.map((_, index) => `${index},2026-11-16 09:00`)],
      contact_legs: ["leg_id,contact_id,queued_at,outcome,wait_seconds", ...legs],
    };
    const formulas = {
      abandons_positive: "F1 (a+b)/(A+B)",
      answered_only: "F2 a/A",
      abandons_negative: "F3 a/(A+B)",
      abandons_ignored_in_time: "F4 a/(A+B-b)",
      short_positive: "F5 (a+s)/(A+B)",
      short_excluded: "Fs a/(A+B-s)",
    };
    expect(Object.values(formulas).sort()).toEqual(Object.keys(wanted).sort());
    for (const [service_level_formula, key] of Object.entries(formulas)) {
      const found = await figureOf("service_level_share", "2026-11-16", files, {
        parameters: { service_level_formula },
      });
      expect(found?.value, key).toBeCloseTo(wanted[key], near);
    }
  },
  async fivetran_business_minutes() {
    const given = vectors.fivetran_business_minutes;
    const week = (name: string) =>
      (given.schedules_minutes_since_sunday[name] as [number, number][]).map(([from, to]) => {
        const day = Math.floor(from / 1440);
        return { weekday: (day === 0 ? 7 : day) as 1, from: from % 1440, to: to - day * 1440 };
      });
    // A day may end on the next one: what lies beyond midnight is that day's.
    const cut = (name: string) =>
      week(name).flatMap(({ weekday, from, to }) =>
        to <= 1440
          ? [{ weekday, from, to }]
          : [
              { weekday, from, to: 1440 },
              { weekday: ((weekday % 7) + 1) as 1, from: 0, to: to - 1440 },
            ],
      );
    const schedule = (name: string) => ({ zone: "UTC", week: cut(name), holidays: [] });
    const business_hours: BusinessHours = {
      schedules: { default: schedule("schedule_1"), second: schedule("schedule_2") },
      ofDepartment: { Second: "second" },
    };
    const [opened, moved, replied] = ["2020-09-29 17:01:38", "2020-09-30 19:01:25", "2020-09-30 19:01:46"];
    const files = {
      contacts: ["contact_id,opened_at,department", `1,${opened},Second`],
      contact_legs: ["leg_id,contact_id,queued_at,department", `a,1,${opened},First`, `b,1,${moved},Second`],
      messages: ["message_id,contact_id,sent_at,author", `a,1,${opened},customer`, `b,1,${replied},agent`],
    };
    const minutes = async (schedule_rule: string) => {
      const settings = { business_hours, parameters: { schedule_rule } };
      const found = await figureOf("first_response_business_seconds", "2020-09-30", files, settings);
      return (found?.value ?? Number.NaN) / 60;
    };
    expect(await minutes("all_schedules")).toBeCloseTo(given.cumulative_all_schedules, near);
    expect(await minutes("last_schedule")).toBeCloseTo(given.last_schedule_only, near);
    const clock = await figureOf("first_response_seconds", "2020-09-30", files);
    expect((clock?.value ?? Number.NaN) / 60).toBeCloseTo(1560 + 8 / 60, near);
    expect(given.calendar_minutes).toBeCloseTo(1560 + 8 / 60, near);
  },
  async zendesk_ticket_11071() {
    const given = vectors.zendesk_ticket_11071;
    const days = vectors.zendesk_ticket_11071_days_in_status;
    const wait = (status: readonly string[]) => status.reduce((sum, one) => sum + days[one] * 86_400, 0);
    const resolved = new Date(
      Date.parse("2026-01-01T00:00:00Z") + given.solved_minus_created_s * 1000,
    ).toISOString();
    const files = {
      contacts: [
        "contact_id,opened_at,resolved_at,requester_wait_seconds,agent_wait_seconds,on_hold_seconds",
        `11071,2026-01-01T00:00:00Z,${resolved},${wait(["open", "on-hold"])},${wait(["pending"])},${wait(["on-hold"])}`,
      ],
    };
    const of = async (kpi: KpiId) => (await figureOf(kpi, resolved.slice(0, 10), files))?.value;
    expect(await of("requester_wait_seconds")).toBe(given["requester_wait_days(open+on-hold)"] * 86_400);
    expect(await of("agent_wait_seconds")).toBe(given["agent_wait_days(pending)"] * 86_400);
    expect(await of("on_hold_seconds")).toBe(given.on_hold_days * 86_400);
    expect(await of("resolution_seconds")).toBe(given.solved_minus_created_s);
    const all = Object.values<number>(days).reduce((sum, one) => sum + one, 0);
    expect(all).toBe(given.full_resolution_days_from_first_status);
  },
  iso_week() {
    for (const [day, name] of Object.entries<string>(vectors.iso_week))
      expect(periodOf("week", day, "UTC").name, day).toBe(name);
  },
  day_length_hours() {
    for (const [key, [hours, start, end]] of Object.entries<[number, string, string]>(
      vectors.day_length_hours,
    )) {
      const [zone = "", day = ""] = key.split(" ");
      const period = periodOf("day", day, zone);
      expect((Date.parse(period.endsAt) - Date.parse(period.startsAt)) / 3_600_000, key).toBe(hours);
      expect([Date.parse(period.startsAt), Date.parse(period.endsAt)], key).toEqual([
        Date.parse(start),
        Date.parse(end),
      ]);
    }
  },
  same_period_last_year() {
    const given = vectors.same_period_last_year;
    const ends = (alignment: "364d" | "iso", day: string) => {
      const found = lastYearOf(periodOf("week", day, "UTC"), alignment);
      return found && [found.start, addDays(found.end, -1)];
    };
    expect(ends("364d", "2026-11-16")).toEqual(given["2026-11-16..22 minus364"]);
    expect(ends("iso", "2026-11-16")).toEqual(given["iso 2026-W47 same ISO week 2025"]);
    const named = (week: string) => {
      const monday = week === "2021-W01" ? "2021-01-04" : "2020-12-28";
      return periodOf("week", lastYearOf(periodOf("week", monday, "UTC"), "364d")?.start ?? "", "UTC").name;
    };
    expect(named("2021-W01")).toBe(given["iso 2021-W01 minus364 lands in"]);
    expect(named("2020-W53")).toBe(given["iso 2020-W53 minus364 lands in"]);
    const leap = lastYearOf(periodOf("day", "2024-02-29", "UTC"), "calendar");
    expect(`${leap?.start} (clamp)`).toBe(given["2024-02-29 calendar yoy"]);
    expect(daysOf(periodOf("day", "2024-02-29", "UTC"))).toEqual(["2024-02-29"]);
  },
  async cys_examples() {
    const surveys = (kind: string, counts: readonly number[], lowest: number) =>
      counts.flatMap((count, index) => times(count, () => [kind, index + lowest] as const));
    const average = async (
      kpi: KpiId,
      scores: ReturnType<typeof surveys>,
      parameters: Settings["parameters"],
    ) => {
      const rows = scores.map(([kind, score], index) => `${index},1,${kind},2026-11-16 10:00,${score}`);
      const files = {
        contacts: ["contact_id,opened_at", "1,2026-11-16 09:00"],
        surveys: ["survey_id,contact_id,kind,answered_at,score", ...rows],
      };
      return (await figureOf(kpi, "2026-11-16", files, { ...(parameters && { parameters }) }))?.value;
    };
    const { CES_counts_score_1_to_7: effort, CSAT_10pt_counts_score_2_to_10: satisfied } = vectors.cys_inputs;
    const { CES_avg, CSAT_10pt_avg } = vectors.cys_examples;
    expect(await average("customer_effort_score", surveys("effort", effort, 1), {})).toBeCloseTo(
      CES_avg,
      near,
    );
    const ten = { satisfaction_scale: 10, satisfaction_from: 8 };
    expect(
      await average("customer_satisfaction_score", surveys("satisfaction", satisfied, 2), ten),
    ).toBeCloseTo(CSAT_10pt_avg, near);
  },
  async nps_r_package_tests() {
    for (const [key, [score, variance, error]] of Object.entries<[number, number, number]>(
      vectors.nps_r_package_tests,
    )) {
      const scores: readonly number[] = JSON.parse(key);
      const rows = scores.map((one, index) => `${index},1,promoter,2026-11-16 10:00,${one}`);
      const found = await figureOf("net_promoter_points", "2026-11-16", {
        contacts: ["contact_id,opened_at", "1,2026-11-16 09:00"],
        surveys: ["survey_id,contact_id,kind,answered_at,score", ...rows],
      });
      expect(found?.value, key).toBeCloseTo(100 * score, near);
      const moments = {
        n: found?.denominator ?? 0,
        total: found?.numerator ?? 0,
        sumOfSquares: found?.sumOfSquares ?? 0,
      };
      expect(answerVariance(moments), key).toBeCloseTo(variance, near);
      expect(pointsError(moments), key).toBeCloseTo(100 * error, near);
    }
  },
  bh_example() {
    const { p, q, rejected_idx } = vectors.bh_example;
    const called = benjaminiHochberg(p, q).flatMap((one, index) => (one ? [index] : []));
    expect(called).toEqual(rejected_idx);
  },
};

/** Read by another check. */
const inputs = ["zendesk_ticket_11071_days_in_status", "cys_inputs"];

describe.skipIf(absent)("the published examples", () => {
  test.each(Object.keys(checks))("%s", async (name) => {
    await checks[name]?.();
  });

  test("are all checked", () => {
    const named = Object.keys(vectors).filter((name) => !name.startsWith("_"));
    expect(named.sort()).toEqual([...Object.keys(checks), ...inputs].sort());
  });
});
