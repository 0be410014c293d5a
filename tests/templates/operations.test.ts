import { expect, test } from "vitest";
import type { HoursDayModel, HoursModel } from "../../functions/core/hours.ts";
import type { PeriodModel, ReportModel } from "../../functions/core/model.ts";
import { locales } from "../../functions/core/organisation.ts";
import { formatOf } from "../../templates/format.ts";
import { heatView } from "../../templates/heat.ts";
import { spansOf } from "../../templates/hours.ts";
import { renderCsv, renderEmail, renderPage } from "../../templates/index.ts";
import { wordsOf } from "../../templates/words/index.ts";
import { hostileTexts } from "./hostile.ts";
import { model } from "./model.ts";
import { tagsOf, textOf } from "./read.ts";

const english = formatOf(wordsOf("en"), "Europe/Budapest");
const hour = (found: Readonly<Record<number, number | null>>, usual: number | null = 0) =>
  Array.from({ length: 24 }, (_, at) => (at in found ? (found[at] ?? null) : usual));
const day = (date: string, settings: Partial<HoursDayModel> = {}): HoursDayModel => ({
  day: date,
  contacts: hour({}),
  total: 0,
  ...settings,
});

// Monday 26 October 2026 after the Sunday on which Budapest has 02:00 twice.
const hours: HoursModel = {
  days: [
    day("2026-10-20"),
    day("2026-10-21"),
    day("2026-10-22"),
    day("2026-10-23"),
    day("2026-10-24", { contacts: hour({ 20: 1 }), total: 1 }),
    day("2026-10-25", { contacts: hour({ 2: 9 }), total: 9, clock: { hour: 2, change: "repeated" } }),
    day("2026-10-26", { contacts: hour({ 8: 4, 9: 36, 10: 36, 23: 3 }), total: 79 }), // 4 + 36 + 36 + 3
  ],
  peak: { hours: [9, 10], contacts: 36 },
  idle: { by: ["handled", "resolved"], hours: [0, 1, 2, 3, 4, 5, 6, 21, 22, 23], contacts: 3 },
  kpis: [
    { id: "service_level_share", values: hour({ 8: 0.75 }, null), counted: hour({ 8: 4 }, null) },
    { id: "contacts_handled", values: hour({ 8: 4 }), counted: hour({}, null) },
  ],
};

const spanOf = (start: string, end: string): PeriodModel => ({
  ...{ grain: "day", start, end, name: start },
  ...{ startsAt: `${start}T00:00:00Z`, endsAt: `${end}T00:00:00Z` },
});
const monday = { ...spanOf("2026-10-26", "2026-10-27"), endsAt: "2026-10-26T23:00:00Z" };
const before = spanOf("2026-10-19", "2026-10-20");

const daily: ReportModel = {
  ...model,
  report: { ...model.report, template: "operations", title: "Daily operations" },
  period: monday,
  kpis: model.kpis.map((kpi) => ({
    ...kpi,
    previous: { ...kpi.previous, against: before },
    lastYear: { ...kpi.lastYear, against: spanOf("2025-10-27", "2025-10-28") },
  })),
  anomalies: [{ kpi: "contacts_opened", day: "2026-10-26", value: 79, usual: 140, days: 8 }],
  dataUntil: "2026-10-26T23:00:00Z",
  hours,
};

const { html, text } = renderEmail(daily);
const lines = text.split("\n");

test("the email names what is unusual before its figures, with the usual value and on how many days it stands", () => {
  const sentence = "Contacts opened on 26 October 2026: 79, usually 140 on this weekday (median of 8).";
  for (const read of [text, textOf(html)]) {
    expect(read).toContain(sentence);
    expect(read.indexOf(sentence)).toBeLessThan(read.toLowerCase().indexOf("key figures"));
  }
});

test("the heat map has a row for two hours, a column for a day, and the contacts of each whole day", () => {
  expect(lines).toContain("Hour: Tue 20 · Wed 21 · Thu 22 · Fri 23 · Sat 24 · Sun 25 · Mon 26");
  expect(lines).toContain("08–10: 0 · 0 · 0 · 0 · 0 · 0 · 40"); // 4 + 36
  expect(lines).toContain("02–04: 0 · 0 · 0 · 0 · 0 · 9 · 0");
  expect(lines).toContain("22–24: 0 · 0 · 0 · 0 · 0 · 0 · 3");
  expect(lines).toContain("All day: 0 · 0 · 0 · 0 · 1 · 9 · 79");
  expect(lines.filter((line) => /^\d\d–\d\d: /.test(line))).toHaveLength(12);
});

test("the heat map says in words when most came, when nobody was there and what the clock did", () => {
  for (const read of [text, textOf(html), textOf(renderPage(daily))]) {
    expect(read).toContain("Busiest hours: 09:00–11:00, 36 contacts in each.");
    expect(read).toContain(
      "Hours without activity (contacts handled, contacts resolved): 00:00–07:00, 21:00–24:00; opened in them: 3 contacts.",
    );
    expect(read).toMatch(
      /Sunday,? 25 October 2026: the clock went back, so 02:00–03:00 came twice and is counted together\./,
    );
  }
});

test("its table is one: a heading for every row and column, read without its colours", () => {
  const table = /<table[^>]*>(?:(?!<table)[\s\S])*?08–10[\s\S]*?<\/table>/.exec(html)?.[0] ?? "";
  expect(table).not.toContain('role="presentation"');
  expect(table.match(/scope="col"/g)).toHaveLength(8); // the hours and seven days
  expect(table.match(/scope="row"/g)).toHaveLength(13); // twelve rows and the whole day
  expect(table).toMatch(/<td class="h4"[^>]*>40<\/td>/);
  expect(table).toMatch(/<td class="h1"[^>]*>1<\/td>/);
  expect(table).toMatch(/<td class="h0"[^>]*>0<\/td>/);
});

test("what is not told has a sign, what is not known another, and an hour that was not is none of them", () => {
  const changed: HoursModel = {
    ...hours,
    days: [
      day("2026-03-29", {
        contacts: hour({ 2: null, 3: 5 }),
        total: 5,
        clock: { hour: 2, change: "skipped" },
      }),
      day("2026-03-30", { contacts: hour({ 8: null, 9: 7 }), hidden: [8], total: 9 }),
      day("2026-03-31", { contacts: hour({ 8: 7, 9: null }), total: null }),
    ],
  };
  const view = heatView({ ...daily, smallestGroup: 5, hours: changed }, english);
  const row = (name: string) => view?.rows.find((one) => one.hours === name)?.cells.map((cell) => cell.text);
  expect(row("02–04")).toEqual(["5", "0", "0"]);
  expect(row("08–10")).toEqual(["0", "*", "–"]);
  expect(view?.totals).toEqual(["5", "9", "–"]);
  expect(view?.said).toContainEqual(expect.stringMatching(/^\* Hidden: fewer than five contacts/));
  expect(view?.said).toContain("– marks hours the data do not cover.");
});

test("there is no heat map where no hour is known", () => {
  const unknown = { ...hours, days: hours.days.map((one) => ({ ...one, contacts: hour({}, null) })) };
  expect(heatView({ ...daily, hours: unknown }, english)).toBeNull();
});

test("hours that follow each other are one span", () => {
  expect(spansOf([0, 1, 2, 9, 22, 23])).toBe("00:00–03:00, 09:00–10:00, 22:00–24:00");
  expect(spansOf([])).toBe("");
});

test("channels stand beside the same weekday, contacts first and then how they were served", () => {
  const at = lines.indexOf("BY CHANNEL");
  expect(lines.slice(at, at + 8)).toEqual([
    "BY CHANNEL",
    "Under each value: the change vs 19 October 2026.",
    "email",
    "  Contacts opened: 6,240 · ▲ +15.6%", // 840 of 5,400
    "  Resolution time, median: 2 h 31 min · ▲ +1%", // 60 of 9,000, and an estimate has no tenths
    "phone",
    "  Contacts opened: 3,744 · ▲ +6.2%", // 218 of 3,526
    "  Resolution time, median: 6 min 52 s · ▼ −4%", // 19 of 431
  ]);
});

test("the page has the day hour by hour, each share with how many it stands on, and the CSV has it too", () => {
  const page = textOf(renderPage(daily));
  expect(page).toMatch(/Hour by hour: Monday,? 26 October 2026/);
  expect(page).toMatch(/08:00–09:00\s*4\s*75\.0%\s*\(4\)\s*4/);
  const csv = renderCsv(daily).split("\r\n");
  expect(csv).toContainEqual(
    expect.stringMatching(
      /^contacts_opened,Contacts opened,count,hour,09:00,2026-10-26,2026-10-26,2026-10-27,36,/,
    ),
  );
  expect(csv).toContainEqual(
    expect.stringMatching(/^service_level_share,Service level,share,hour,08:00,2026-10-26,.*,0\.75,/),
  );
});

test("a report by another template has none of it", () => {
  const digest = renderEmail({ ...daily, report: { ...daily.report, template: "digest" } });
  expect(digest.text).not.toContain("BY THE HOUR");
  expect(digest.text).not.toContain("usually 140");
});

test.each(locales)("with all it may hold the email stays under 80,000 bytes in %s", (locale) => {
  const long = "Ő".repeat(300);
  const many = daily.kpis.map(({ id }) => ({
    ...{ kpi: id, day: "2026-10-26", value: 123_456, usual: 98_765, days: 8 },
  }));
  const members = Array.from({ length: 9 }, (_, at) => ({
    ...model.breakdowns[0]!.members[0]!,
    member: `${at} ${long}`,
  }));
  const large: ReportModel = {
    ...daily,
    locale,
    organisation: { ...daily.organisation, name: long },
    report: { ...daily.report, title: long, owner: long },
    anomalies: many,
    hours: { ...hours, days: hours.days.map((one) => ({ ...one, contacts: hour({}, 12_345) })) },
    breakdowns: [{ ...model.breakdowns[0]!, members }],
  };
  const rendered = renderEmail(large).html;
  expect(rendered).toContain('class="h4"');
  expect(Buffer.byteLength(rendered)).toBeLessThan(80_000);
});

test.each(hostileTexts)("the name of a channel is text: %s", (hostile) => {
  const withChannel = (member: string) => {
    const members = [{ ...model.breakdowns[0]!.members[0]!, member }];
    return renderEmail({ ...daily, breakdowns: [{ ...model.breakdowns[0]!, members }] }).html;
  };
  expect(tagsOf(withChannel(hostile))).toEqual(tagsOf(withChannel("phone")));
});

test.each([
  ["en", "vs Mon 19 Oct (was 1,042)"],
  ["fi", "vrt. ma 19.10. (oli 1\u00a0042)"],
  ["hu", "ehhez képest: okt. 19., H (korábban 1042)"],
  ["ro", "față de lun., 19 oct. (anterior 1.042)"],
  ["ru", "к уровню пн, 19 окт. (было\u00a01\u00a0042)"],
] as const)("a figure stands beside the weekday it is held against, in %s", (locale, said) => {
  expect(renderEmail({ ...daily, locale }).text).toContain(said.replaceAll("\u00a0", " "));
});

test("a day of another year is told with it", () => {
  const newYear = spanOf("2026-12-28", "2026-12-29");
  expect(english.against(newYear, "2026")).toBe("Mon 28 Dec");
  expect(english.against(newYear, "2027")).toMatch(/^Mon,? 28 Dec 2026$/);
});

/** The contrast of two colours by WCAG. */
function contrast(one: string, other: string): number {
  const light = (colour: string) => {
    const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
      const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const [low = 0, high = 0] = [light(one), light(other)].toSorted((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}

test("numbers are read on every shade, light and dark", () => {
  expect(contrast("#ffffff", "#000000")).toBeCloseTo(21, 6);
  const light = [...html.matchAll(/<td class="h\d"[^>]*bgcolor="(#\w{6})"/g)].map(([, shade = ""]) => shade);
  const dark = [...html.matchAll(/td\.h\d \{ background-color: (#\w{6})/g)].map(([, shade = ""]) => shade);
  expect(new Set(light).size).toBe(3); // of none, of few, of most
  expect(new Set(dark).size).toBe(5);
  for (const shade of [...light, "#dce8fa", "#b9d3f8", "#93bbf0"])
    expect(contrast(shade, "#1a1f29")).toBeGreaterThan(4.5);
  for (const shade of dark) expect(contrast(shade, "#eef1f6")).toBeGreaterThan(4.5);
});
