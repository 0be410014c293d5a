import { expect, test } from "vitest";
import { kpis } from "../../functions/core/kpi.ts";
import { meantKpi } from "../../functions/core/kpi-guess.ts";

test.each([
  ["fcr", "first_contact_resolution_share"],
  ["FCR rate", "first_contact_resolution_share"],
  ["frt", "first_response_seconds_p50"],
  ["avg_frt", "first_response_seconds_p50"],
  ["frt_p90", "first_response_seconds_p90"],
  ["aht", "handle_seconds"],
  ["AHT (median)", "handle_seconds_p50"],
  ["csat", "customer_satisfaction_share"],
  ["csat_score", "customer_satisfaction_share"],
  ["nps", "net_promoter_points"],
  ["sla", "sla_met_share"],
  ["sl", "service_level_share"],
  ["asa", "answer_wait_seconds"],
  ["ces", "customer_effort_score"],
  ["mttr", "resolution_seconds"],
])("what the field calls %s is %s", (asked, id) => {
  expect(meantKpi(asked)).toBe(id);
});

test.each([
  ["response_first_seconds", "first_response_seconds"],
  ["first response time", "first_response_seconds"],
  ["median first reply time", "first_response_seconds_p50"],
  ["resolutionTime", "resolution_seconds"],
  ["abandoned rate", "abandonment_share"],
  ["tickets_created", "contacts_opened"],
  ["new tickets", "contacts_opened"],
  ["backlog", "open_backlog"],
  ["handling_time", "handle_seconds"],
  ["share_of_transfers", "transfer_share"],
  ["reopen rate", "reopened_share"],
  ["satisfaction", "customer_satisfaction_share"],
  ["net promoter score", "net_promoter_points"],
  ["occupancy", "occupancy_share"],
])("the words of %s are those of %s", (asked, id) => {
  expect(meantKpi(asked)).toBe(id);
});

test.each([
  ["contacts_opned", "contacts_opened"],
  ["resolution_second_p50", "resolution_seconds_p50"],
  ["Open-Backlog", "open_backlog"],
])("the letters of %s are nearly those of %s", (asked, id) => {
  expect(meantKpi(asked)).toBe(id);
});

test.each([
  "",
  "xyz",
  "weather",
  "constructor",
  "__proto__",
  "x".repeat(5000),
  "42",
  "rate",
  "median time",
  "speed",
  "%",
  "revenue growth",
])("%j is near nothing", (asked) => {
  expect(meantKpi(asked)).toBeUndefined();
});

test("every id is its own nearest, and only what may be meant is", () => {
  expect(kpis.filter(({ id }) => meantKpi(id) !== id)).toEqual([]);
  expect(meantKpi("fcr", ["open_backlog"])).toBeUndefined();
});
