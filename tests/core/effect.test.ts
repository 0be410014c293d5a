/** What a change of the config does, told in lines. Budapest is an hour ahead of London; 16 November 2026 is a Monday. */

import { expect, test } from "vitest";
import { effect } from "../../functions/core/effect.ts";
import { loadRich, rich } from "../config/rich.ts";
import { load, sample } from "../config/sample.ts";

const now = "2026-11-16T12:00:00Z";

/** The lines of changing the text, one replacement after the other. */
async function changing(...replacements: readonly (readonly [string, string])[]) {
  const after = replacements.reduce((text, [from, to]) => {
    expect(text).toContain(from);
    return text.replace(from, () => to);
  }, rich);
  return effect(await loadRich(), await loadRich(after), now);
}

test("nothing changes where nothing is changed, and where only a comment is", async () => {
  expect(await changing()).toEqual([]);
  expect(await changing(["organisation:\n", "# ours\norganisation:\n"])).toEqual([]);
});

test("the first config gives every reader their report", async () => {
  const lines = effect(null, await loadRich(), now);
  expect(lines.filter((line) => line.startsWith("gains"))).toEqual([
    "gains     daily: Ana Pop <ana.pop@example.org>, in ro",
    "gains     daily: Bo Ek <bo.ek@example.org>, in hu, department Billing only",
    "gains     technical: Cy Oh <cy.oh@example.org>, in fi, department technical only",
    "gains     phone: Ana Pop <ana.pop@example.org>, in hu",
  ]);
  expect(lines).toContain(
    "new       phone: tuesday 09:00 (Europe/Budapest), for the first time on Tuesday, 17 November 2026 at 09:00 about 2026-W46",
  );
});

test("where nothing ever ran the reports that were due last come at once, but for one that is paused", async () => {
  const lines = effect(null, await loadRich(), now, {}, true);
  // Monday the 16th: last due on Tuesday the 10th about the week before.
  expect(lines).toContain(
    "new       phone: tuesday 09:00 (Europe/Budapest), at once about 2026-W45, once its data are there, then on Tuesday, 17 November 2026 at 09:00 about 2026-W46",
  );
  const paused = { ...(await loadRich()) };
  const reports = paused.reports.map((report) => ({ ...report, pausedUntil: "2026-12-01" }));
  const [first] = effect(null, { ...paused, reports }, now, {}, true);
  expect(first).toMatch(/^new {7}daily: .*, for the first time on /);
});

test("a reader more gains the report, one less loses it", async () => {
  expect(
    await changing([
      "to: [{ name: Ana Pop, address: ana.pop@example.org }]",
      "to: [{ name: Di Ng, address: di.ng@example.org }]",
    ]),
  ).toEqual([
    "gains     phone: Di Ng <di.ng@example.org>, in hu",
    "loses     phone: Ana Pop <ana.pop@example.org>",
  ]);
});

test("a reader whose address is written in capitals is the same one", async () => {
  expect(await changing(["bo.ek@example.org", "Bo.Ek@example.org"])).toEqual([]);
});

test("a reader may see another part in another language", async () => {
  expect(
    await changing(["locale: ro }", "locale: fi }"], ["{ department: Billing }", "{ channel: chat }"]),
  ).toEqual([
    "changes   daily: Ana Pop <ana.pop@example.org> reads fi, not ro",
    "changes   daily: Bo Ek <bo.ek@example.org> sees channel chat, not department Billing",
  ]);
});

test("another hour or zone moves the next sending", async () => {
  // Tuesday 09:00 in Budapest is 08:00 UTC; Friday 09:00 in London is 09:00 UTC.
  expect(await changing(["at: tuesday 09:00", "at: friday 09:00\n    zone: Europe/London"])).toEqual([
    "moves     phone: tuesday 09:00 (Europe/Budapest) -> friday 09:00 (Europe/London); next on Friday, 20 November 2026 at 09:00 about 2026-W46, not on Tuesday, 17 November 2026 at 09:00 about 2026-W46",
  ]);
});

test("a week that went out by the old hour does not go out again by the new one", async () => {
  const text = rich.replace("at: tuesday 09:00", "at: friday 09:00");
  const lines = effect(await loadRich(), await loadRich(text), "2026-11-17T12:00:00Z", {
    phone: ["2026-W46"],
  });
  expect(lines).toEqual([
    "moves     phone: tuesday 09:00 (Europe/Budapest) -> friday 09:00 (Europe/Budapest); next on Friday, 27 November 2026 at 09:00 about 2026-W47, not on Tuesday, 24 November 2026 at 09:00 about 2026-W47",
  ]);
});

test("a renamed report is the same one, and one that is gone is gone for its readers", async () => {
  expect(await changing(["  - id: phone\n", "  - id: calls\n    was: phone\n"])).toEqual([
    "renamed   calls was phone: what was sent as that is not sent again",
  ]);
  const without = rich.slice(0, rich.indexOf("  - id: phone\n"));
  expect(effect(await loadRich(), await loadRich(without), now)).toEqual([
    "gone      phone: Ana Pop <ana.pop@example.org> gets it no more",
  ]);
});

test("a report rests and is woken, and its next sending moves with that", async () => {
  // Half past seven in London is the same in UTC in winter; yesterday's report goes out today.
  expect(await changing(["    pause_until: 2026-12-01\n", ""])).toEqual([
    "moves     daily: next on Tuesday, 17 November 2026 at 07:30 about 2026-11-16, not on Tuesday, 1 December 2026 at 07:30 about 2026-11-30",
    "resumes   daily: it is paused no more",
  ]);
  expect(await changing(["at: tuesday 09:00\n", "at: tuesday 09:00\n    pause_until: 2027-01-01\n"])).toEqual(
    [
      "moves     phone: next on Tuesday, 5 January 2027 at 09:00 about 2026-W53, not on Tuesday, 17 November 2026 at 09:00 about 2026-W46",
      "pauses    phone: nothing due before 2027-01-01 goes out",
    ],
  );
});

test("what a report says of late data, its scope and its owner is told", async () => {
  expect(
    await changing(
      ["{ wait: until 12:00, then: send }", "{ wait: 90m, then: skip }"],
      ["    owner: ops@example.org\n", ""],
      ["scope: { channel: phone }", "scope: { channel: chat }"],
    ),
  ).toEqual([
    "changes   daily.incomplete: until 12:00, then send -> 90m, then skip",
    "changes   daily.owner: ops@example.org -> nobody",
    "changes   phone.scope: channel phone -> channel chat",
  ]);
});

/** The same of the other sample, which has targets and parameters. */
async function changingSample(from: string, to: string, files = {}) {
  expect(sample).toContain(from);
  return effect(
    await load(sample),
    await load(
      sample.replace(from, () => to),
      files,
    ),
    now,
  );
}

test("targets and parameters are told as they are written", async () => {
  expect(await changingSample("at_most: 8h", "at_most: 90m")).toEqual([
    "changes   targets.resolution_seconds_p50.at_most: 8h -> 90m",
  ]);
  expect(await changingSample("at_least: 70%", "at_least: 99.9%")).toEqual([
    "changes   targets.resolved_within_day_share.at_least: 70% -> 99.9%",
  ]);
  expect(
    await changingSample("phone: { service_level_seconds: 15s,", "phone: { service_level_seconds: 20s,"),
  ).toEqual(["changes   parameters.by_channel.phone.service_level_seconds: 15s -> 20s"]);
  expect(await changingSample("  open_backlog: { at_most: 400 }\n", "")).toEqual([
    "changes   targets.open_backlog: { at_most: 400 } -> nothing",
  ]);
});

test("what is new as a whole is told as it is written, too", async () => {
  expect(
    await changingSample("  open_backlog: {", "  service_level_share: { at_least: 80% }\n  open_backlog: {"),
  ).toEqual(["changes   targets.service_level_share: nothing -> { at_least: 80% }"]);
  expect(
    await changingSample("    phone: {", "    Walk-In: { service_level_seconds: 5m }\n    phone: {"),
  ).toEqual(["changes   parameters.by_channel.Walk-In: nothing -> { service_level_seconds: 5m }"]);
});

test("another mapping makes the tables anew, another key lands everything again", async () => {
  expect(
    effect(await load(sample), await load(sample, { "conf/mappings/phone.sql": "select 3" }), now),
  ).toEqual([
    "changes   sources.phone.mapping: what its columns mean; the tables are made anew from its raw rows",
  ]);
  expect(await changingSample("key: call_id", "key: id")).toEqual([
    "changes   sources.phone.key: call_id -> id",
    "lands     phone: everything it has is read again; what landed before stays below raw/ until: npm run raport -- forget phone --raw",
  ]);
});
