import { parse } from "csv-parse/sync";
import { describe, expect, test } from "vitest";
import type { Lack } from "../../functions/core/lack.ts";
import type { ReportModel } from "../../functions/core/model.ts";
import { renderCsv, renderEmail, renderPage } from "../../templates/index.ts";
import { wordsOf } from "../../templates/words/index.ts";
import { model } from "./model.ts";
import { textOf } from "./read.ts";

const noFile = (source: string): Lack => ({
  kind: "day_missing",
  day: "2026-11-15",
  file: "contacts-2026-11-15.csv",
  by: "06:00",
  source,
});
const rowsOf = (csv: string): readonly Readonly<Record<string, string>>[] =>
  parse(csv, { bom: true, columns: true });

describe("a report that goes out without some of its data", () => {
  const without: ReportModel = { ...model, missing: [noFile("helpdesk")] };
  const { subject, html, text } = renderEmail(without);
  const said = "Missing: helpdesk: the file for 15 November 2026 has not arrived.";

  test("says so first in its subject, with the day and with no figure", () => {
    expect(subject).toBe("[incomplete] Data of 15 November are missing – Week 46");
  });

  test("says what at the head of email, text and page, and beside each value of the CSV", () => {
    for (const read of [textOf(html), text, textOf(renderPage(without))]) {
      expect(read).toContain(said);
      expect(read.indexOf(said)).toBeLessThan(read.search(/key figures|all KPIs/i));
    }
    const rows = rowsOf(renderCsv(without)).filter(({ state }) => state !== "");
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.every(({ note }) => note === said)).toBe(true);
  });

  test("tells times of the organisation's zone, in words, also to readers of a part", () => {
    // 23:00 UTC is midnight in Budapest in winter: the next day begins.
    const missing = [
      { kind: "rows_end", source: "calls", until: "2026-11-14T23:00:00Z", needed: "2026-11-15T23:00:00Z" },
      { kind: "settling", source: "chats", until: "2026-11-20T04:00:00Z" },
      { kind: "some_until", until: "2026-11-14T23:00:00Z" },
      { kind: "some_settling", until: "2026-11-20T04:00:00Z" },
      { kind: "some_of_day", day: "2026-11-15" },
    ] as const;
    const read = textOf(renderPage({ ...model, missing }));
    for (const said of [
      "Missing: calls: its data end on Sun, 15 Nov 2026, 00:00. ",
      "Missing: chats: its figures may change until Fri, 20 Nov 2026, 05:00. ",
      "Missing: some of the data end on Sun, 15 Nov 2026, 00:00. ",
      "Missing: some of the figures may change until Fri, 20 Nov 2026, 05:00. ",
      "Missing: some of the data of 15 November 2026 had not arrived when this report was made.",
    ])
      expect(read).toContain(said);
    const said = renderEmail({ ...model, missing });
    expect([said.html, said.text, renderCsv({ ...model, missing })].join()).not.toMatch(/\dT\d\d:\d\d/);
  });

  test("opens with that, and not with figures as if they were whole", () => {
    const marked = renderEmail({ ...without, kpis: model.kpis.map((kpi) => ({ ...kpi, status: "none" })) });
    expect(marked.text).toContain("\nWeek 46: figures so far, data are missing\n");
  });

  test("names three things in the email and all of them on the page", () => {
    const many = { ...model, missing: ["one", "two", "three", "four", "five"].map(noFile) };
    expect(renderEmail(many).text).toContain(
      ["one", "two", "three"]
        .map((source) => `Missing: ${source}: the file for 15 November 2026 has not arrived. `)
        .join("")
        .concat("And 2 more in the full report."),
    );
    expect(textOf(renderPage(many))).toContain(
      "Missing: five: the file for 15 November 2026 has not arrived.",
    );
  });
});

describe("a report of a period that its data begin within", () => {
  const missing: readonly Lack[] = [{ kind: "begins", day: "2026-11-12" }];

  test.each([
    [
      "en",
      "[incomplete] Data begin on 12 November – Week 46",
      "The data begin on Thursday, 12 November 2026.",
    ],
    [
      "fi",
      "[puutteellinen] Tiedot alkavat 12. marraskuuta – viikko 46",
      "Tiedot alkavat torstaina 12. marraskuuta 2026.",
    ],
    [
      "hu",
      "[hiányos] Az adatok kezdete: november 12. – 46. hét",
      "Az adatok első napja 2026. november 12., csütörtök.",
    ],
    ["ro", "[incomplet] Datele încep pe 12 noiembrie – săptămâna 46", "Datele încep joi, 12 noiembrie 2026."],
    [
      "ru",
      "[неполный] Данные начинаются 12 ноября — 46-я неделя",
      "Первый день данных — четверг, 12 ноября 2026 г.",
    ],
  ] as const)("says so, and not that something is still to come: %s", (locale, subject, said) => {
    const report: ReportModel = { ...model, locale, missing };
    const email = renderEmail(report);
    expect(email.subject).toBe(subject);
    for (const read of [textOf(email.html), email.text, textOf(renderPage(report))]) {
      expect(read).toContain(said);
      expect(read).not.toContain(wordsOf(locale).incomplete);
    }
  });

  test.each(["en", "fi", "hu", "ro", "ru"] as const)(
    "a day that is missing fits the subject: %s",
    (locale) => {
      const period = { ...model.period, grain: "day", name: "2026-11-24" } as const;
      const days = [{ kind: "some_of_day", day: "2026-11-24" }] as const;
      for (const scope of [undefined, { by: "department", member: "Technical help and returns" } as const]) {
        const { subject } = renderEmail({
          ...model,
          locale,
          period,
          missing: days,
          ...(scope && { scope }),
        });
        expect(subject.length).toBeLessThanOrEqual(60);
        expect(subject).not.toMatch(/…(?!:| ·)/);
      }
    },
  );
});
