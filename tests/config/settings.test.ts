import { expect, test } from "vitest";
import { usualComparison } from "../../functions/core/comparison.ts";
import { usualSettings } from "../../functions/core/config.ts";
import { usualParameters } from "../../functions/core/parameters.ts";
import { load, sample } from "./sample.ts";

/** The sample without what an organisation may leave out: everything below its reports. */
const silent = sample.slice(0, sample.indexOf("benchmarks:"));

test("an organisation that says nothing has what is usual", async () => {
  const { parameters, comparison, currency, dimensions, businessHours, holidays, events, benchmarks } =
    await load(silent);
  expect({
    parameters,
    comparison,
    currency,
    dimensions,
    businessHours,
    holidays,
    events,
    benchmarks,
  }).toEqual(usualSettings);
});

test("parameters arrive in seconds and numbers, over what is usual", async () => {
  const { parameters } = await load(sample);
  expect(parameters.organisation).toEqual({
    ...usualParameters.organisation,
    service_level_seconds: 30,
    repeat_window_days: 5,
    satisfaction_scale: 10,
    satisfaction_from: 8,
    service_level_formula: "answered_only",
    handle_include_outbound: true,
    complaint_tags: ["complaint", "grievance"],
  });
});

test("a channel or department says only what is its own, and keeps what is usual for it", async () => {
  const { parameters } = await load(sample);
  expect(parameters.byChannel).toEqual({
    // 60 s is what chats usually have; only the clock was said.
    chat: { service_level_clock: "business", service_level_seconds: 60 },
    email: { service_level_clock: "business", service_level_seconds: 14_400 }, // 4 * 3600
    phone: { abandon_short_seconds: 0, service_level_seconds: 15 },
  });
  expect(parameters.byDepartment).toEqual({ Technical: { service_level_seconds: 120 } }); // 2 * 60
});

test("what is usual for a channel gives way to what is said of it", async () => {
  const { parameters } = await load(
    sample.replace("chat: { service_level_clock: business }", "chat: { service_level_seconds: 90s }"),
  );
  expect(parameters.byChannel.chat).toEqual({ service_level_seconds: 90 });
});

test("a channel that usually has an own value is the same one in capitals", async () => {
  const { parameters } = await load(sample.replace("chat: {", "CHAT: {"));
  expect(Object.keys(parameters.byChannel).sort()).toEqual(["CHAT", "email", "phone"]);
  expect(parameters.byChannel.CHAT).toEqual({ service_level_clock: "business", service_level_seconds: 60 });
});

test("the same decisions are the same text, in whatever order and unit they are written", async () => {
  const other = sample
    .replace("  service_level_seconds: 30s\n  repeat_window_days: 5\n", "  repeat_window_days: 5\n")
    .replace("  satisfaction_scale: 10\n", "  satisfaction_scale: 10\n  service_level_seconds: 0.5m\n")
    .replace("[grievance, complaint]", "[complaint, grievance]")
    .replace(
      "{ service_level_seconds: 15s, abandon_short_seconds: 0 }",
      "{ abandon_short_seconds: 0s, service_level_seconds: 15s }",
    )
    .replace("[2026-12-26, 2026-12-25]", "[2026-12-25, 2026-12-26]");
  expect(other).not.toBe(sample);
  const [first, second] = [await load(sample), await load(other)];
  expect(JSON.stringify([second.parameters, second.businessHours])).toBe(
    JSON.stringify([first.parameters, first.businessHours]),
  );
  const ids = Object.keys(first.parameters.organisation);
  expect(ids).toEqual(ids.toSorted());
});

test("comparing is decided in percentages, and what is not said stays usual", async () => {
  const { comparison } = await load(
    sample.replace("last_year: iso", "last_year: iso\n  fewest_cell: 0\n  smallest_points: 2.5"),
  );
  expect(comparison).toEqual({
    ...usualComparison,
    fewest: 50,
    fewestCell: 0,
    standardError: "binomial",
    significance: 0.01,
    smallestPoints: 2.5,
    lastYear: "iso",
  });
});

test("opening hours are minutes of each weekday; a day of its own goes before the shorthand", async () => {
  const { businessHours } = await load(sample);
  const open = { from: 480, to: 1080 }; // 8 * 60, 18 * 60
  expect(businessHours).toEqual({
    schedules: {
      default: {
        zone: "Europe/Budapest",
        week: [
          { weekday: 1, ...open },
          { weekday: 2, ...open },
          { weekday: 3, ...open },
          { weekday: 4, ...open },
          { weekday: 5, from: 480, to: 720 }, // 12 * 60
          { weekday: 5, from: 750, to: 960 }, // 12 * 60 + 30, 16 * 60
        ],
        holidays: ["2026-03-15", "2026-12-25"], // the organisation's, because it names none
      },
      night: {
        zone: "Europe/London",
        week: [{ weekday: 6, from: 1200, to: 1440 }], // 20 * 60, 24 * 60
        holidays: ["2026-12-25", "2026-12-26"],
      },
    },
    ofDepartment: { Technical: "night" },
  });
});

test("a schedule that works on every holiday says so with an empty list", async () => {
  const { businessHours, holidays } = await load(
    sample.replace("holidays: [2026-12-26, 2026-12-25]", "holidays: []"),
  );
  expect(businessHours?.schedules.night?.holidays).toEqual([]);
  expect(holidays).toEqual(["2026-03-15", "2026-12-25"]);
});

test("events, benchmarks, dimensions and the currency arrive", async () => {
  const config = await load(sample.replace("  reply_to:", "  currency: HUF\n  reply_to:"));
  expect(config.events).toEqual([
    {
      id: "new-menu",
      title: "New phone menu",
      on: "2026-09-01",
      until: "2026-09-14",
      channels: ["mail", "phone"],
    },
  ]);
  expect(config.benchmarks).toEqual({
    resolved_within_day_share: { value: 0.825, source: "Desk Survey 2025" },
  });
  expect(config.dimensions).toEqual(["location", "queue"]);
  expect(config.currency).toBe("HUF");
});

test("a target may begin on a day and be reached in steps", async () => {
  const steps = "[{ by: 2026-09-30, at_most: 600 }, { by: 2026-12-31, at_most: 500 }]";
  const config = await load(
    sample.replace("{ at_most: 400 }", `{ at_most: 400, from: 2026-07-01, milestones: ${steps} }`),
  );
  expect(config.targets.open_backlog).toEqual({
    atMost: 400,
    from: "2026-07-01",
    milestones: [
      { by: "2026-09-30", atMost: 600 },
      { by: "2026-12-31", atMost: 500 },
    ],
  });
});

test("a source may map several facts, and find its contacts in another source", async () => {
  const { sources, version } = await load(
    sample.replace(
      "mapping: mappings/phone.sql",
      "mapping: { surveys: s.sql, messages: m.sql }\n    contacts_in: helpdesk\n    continues: helpdesk\n    keep_comments: true",
    ),
    { "conf/s.sql": "select 3", "conf/m.sql": "select 4" },
  );
  expect(sources[1]).toMatchObject({ contactsIn: "helpdesk", continues: "helpdesk", keepsComments: true });
  expect(sources[1]?.mappings).toEqual({
    messages: { file: "conf/m.sql", text: "select 4" },
    surveys: { file: "conf/s.sql", text: "select 3" },
  });
  expect(version).not.toBe((await load(sample)).version);
});

test("the version changes with the mapping of any fact", async () => {
  const text = sample.replace("mapping: mappings/phone.sql", "mapping: { contacts: c.sql, costs: m.sql }");
  const version = async (costs: string) =>
    (await load(text, { "conf/c.sql": "select 3", "conf/m.sql": costs })).version;
  expect(await version("select 4")).not.toBe(await version("select 5"));
});
