/** A whole report in another language holds no English word of ours: email, text, page and CSV. */

import { expect, test } from "vitest";
import type { Lack } from "../../functions/core/lack.ts";
import type { ReportModel } from "../../functions/core/model.ts";
import { locales } from "../../functions/core/organisation.ts";
import { renderCsv, renderEmail, renderPage } from "../../templates/index.ts";
import { wordsOf } from "../../templates/words/index.ts";
import { model, week45 } from "./model.ts";
import { textOf } from "./read.ts";
import { leavesOf, tokensOf } from "./words.ts";

/** With everything a report can say, and names of other people that are no words: what is left is ours. */
const lacks: readonly Lack[] = [
  { kind: "day_missing", source: "qq1", day: "2026-11-15", file: "qq", by: "06:00" },
  { kind: "quiet_file", source: "qq1", day: "2026-11-15", found: 3, usual: 40 },
  { kind: "held", held: "The run is held" },
  { kind: "file_refused", source: "qq1", refused: "it is empty" },
  { kind: "rows_end", source: "qq1", until: "2026-11-15T20:00:00Z", needed: "2026-11-15T23:00:00Z" },
];
const settings = {
  satisfaction_from: { value: 4, others: [{ member: "qq", value: 3 }] },
  repeat_window_days: { value: 7 },
  service_level_seconds: { value: 20 },
  handle_include_outbound: { value: true },
  survey_day: { value: "contact" },
} as const;

const full: ReportModel = {
  ...model,
  report: { ...model.report, title: "Qq", owner: "Qq" },
  organisation: { ...model.organisation, name: "Qq" },
  kpis: model.kpis.map((kpi, at) => ({
    ...kpi,
    parameters: settings,
    state: (["final", "provisional", "open"] as const)[at % 3] as "final",
    further: [
      {
        kind: "trailing",
        title: "4",
        now: { start: "2026-11-09", end: "2026-11-16", value: 5 },
        against: { start: "2026-10-12", end: "2026-11-09" },
        value: 4,
        change: null,
        verdict: "unknown",
        withheld: "too few to compare",
      },
    ],
  })),
  reasons: model.reasons.map((reason, at) => ({ ...reason, reason: `Qq${at}` })),
  breakdowns: model.breakdowns.map((breakdown) => ({
    ...breakdown,
    members: breakdown.members.map((one, at) => ({ ...one, member: `Qq${at}` })),
  })),
  sources: model.sources.map((source, at) => ({ ...source, id: `qq${at}` })),
  exclusions: [
    { reason: "resolved before it was opened", rows: 80 },
    { reason: "opened_at is not a time", rows: 40 },
    { reason: "3 columns where the header has 4", rows: 4 },
  ],
  restatements: [
    {
      ...{ kpi: "contacts_opened", name: "Contacts opened", unit: "count", period: week45 },
      ...{ reported: 11_000, value: 11_020, numerator: null, denominator: null, fingerprint: "" },
      cause: { kind: "late", size: 20, place: { by: "channel", member: "Qq", size: 12 } },
    },
  ],
  anomalies: [{ kpi: "contacts_opened", day: "2026-11-12", value: 412, usual: 280, days: 8 }],
  actions: [
    {
      ...{ what: "Qq", steps: ["Qq"], owner: "Qq", due: "2026-11-20", kpi: "open_backlog" },
      ...{ status: "open", isOverdue: true },
    },
  ],
  missing: lacks,
};

const english = new Set(leavesOf(wordsOf("en")).flatMap(({ said }) => [...tokensOf(said)]));
/** Of the zone, the address, the column of the data that is named, and units. */
const given = [
  "europe",
  "budapest",
  "https",
  "reports",
  "example",
  "org",
  "weekly",
  "opened",
  "csv",
  "kpis",
  "definitions",
];

test.each(locales.filter((locale) => locale !== "en"))("%s", (locale) => {
  const own: ReportModel = { ...full, locale };
  const { subject, html, text } = renderEmail(own);
  const said = [
    subject,
    textOf(html),
    text,
    textOf(renderPage(own)),
    ...namesOf(renderCsv(own), locale),
  ].join("\n");
  const words = new Set(leavesOf(wordsOf(locale)).flatMap((leaf) => [...tokensOf(leaf.said)]));
  const left = [...tokensOf(said)].filter(
    (word) => english.has(word) && !words.has(word) && !given.includes(word),
  );
  expect(left).toEqual([]);
});

/** Names and notes: the other columns are ids and numbers, the same in every language. */
function namesOf(csv: string, locale: (typeof locales)[number]): readonly string[] {
  const { separator } = wordsOf(locale).csv;
  return csv
    .split("\r\n")
    .slice(1)
    .flatMap((line) => {
      const cells = line.split(separator);
      return [cells[1] ?? "", cells.at(-1) ?? ""];
    });
}
