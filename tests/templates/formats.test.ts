/** Numbers, times and dates as a native of each language writes them. */

import { parse } from "csv-parse/sync";
import { describe, expect, test } from "vitest";
import { kpis } from "../../functions/core/kpi.ts";
import { type Locale, locales } from "../../functions/core/organisation.ts";
import { formatOf } from "../../templates/format.ts";
import { renderCsv, renderEmail, renderPage } from "../../templates/index.ts";
import { wordsOf } from "../../templates/words/index.ts";
import { backlog, lastYear46, week45, week46 } from "./kpis.ts";
import { model } from "./model.ts";

const breakable = (text: string): string => text.replaceAll("\u00a0", " ");
const formats = (locale: Locale) => formatOf(wordsOf(locale), "Europe/Budapest", "EUR");

interface Written {
  readonly count: string;
  readonly share: string;
  readonly points: string;
  readonly scorePoints: string;
  readonly seconds: string;
  readonly days: string;
  readonly money: string;
  readonly week: string;
  readonly lastYear: string;
  readonly span: string;
  readonly month: string;
}

/** Spaces between a number and its unit do not break; they are shown here as plain ones. */
const written: Readonly<Record<Locale, Written>> = {
  en: {
    count: "12,480",
    share: "78.6%",
    points: "−2.6 pts",
    scorePoints: "+15.0 pts",
    seconds: "1 h 17 min",
    days: "4 d 21 h",
    money: "EUR 4.50",
    week: "Week 46",
    lastYear: "week 46 of 2025",
    span: "9–15 November 2026",
    month: "November 2026",
  },
  fi: {
    count: "12 480",
    share: "78,6 %",
    points: "−2,6 %\u2011yks.",
    scorePoints: "+15,0 p.",
    seconds: "1 t 17 min",
    days: "4 pv 21 t",
    money: "4,50 EUR",
    week: "Viikko 46",
    lastYear: "viikko 46/2025",
    span: "9.–15. marraskuuta 2026",
    month: "Marraskuu 2026",
  },
  hu: {
    count: "12 480",
    share: "78,6%",
    points: "−2,6 %\u2011pont",
    scorePoints: "+15,0 pont",
    seconds: "1 óra 17 p",
    days: "4 nap 21 óra",
    money: "4,50 EUR",
    week: "46. hét",
    lastYear: "2025. évi 46. hét",
    span: "2026. november 9–15.",
    month: "2026. november",
  },
  ro: {
    count: "12.480",
    share: "78,6 %",
    points: "−2,6 p.p.",
    scorePoints: "+15,0 puncte",
    seconds: "1 h 17 min",
    days: "4 z 21 h",
    money: "4,50 EUR",
    week: "Săptămâna 46",
    lastYear: "săptămâna 46 din 2025",
    span: "9–15 noiembrie 2026",
    month: "Noiembrie 2026",
  },
  ru: {
    count: "12 480",
    share: "78,6 %",
    points: "−2,6 п. п.",
    scorePoints: "+15,0 п.",
    seconds: "1 ч 17 мин",
    days: "4 дн. 21 ч",
    money: "4,50 EUR",
    week: "46-я неделя",
    lastYear: "46-я неделя 2025 г.",
    span: "9–15 ноября 2026 г.",
    month: "Ноябрь 2026 г.",
  },
};

test.each(Object.entries(written))("%s", (locale, expected) => {
  const format = formats(locale as Locale);
  const found: Written = {
    count: format.value("count", 12_480),
    share: format.value("share", 0.786),
    points: format.signed("share", -0.026),
    scorePoints: format.signed("points", 15),
    // 1 h 17 min, and 4 days and 21 h
    seconds: format.value("seconds", 4_620),
    days: format.value("seconds", 421_200),
    money: format.value("money", 4.5),
    week: format.period(week46),
    lastYear: format.inline(lastYear46, "2026"),
    span: format.days(week46),
    month: format.period({ ...week46, grain: "month", name: "2026-11" }),
  };
  const shown = Object.fromEntries(Object.entries(found).map(([what, text]) => [what, breakable(text)]));
  expect(shown).toEqual(expected);
});

describe.each(locales)("a report in %s", (locale) => {
  const own = { ...model, locale };
  const { lang, csv } = wordsOf(locale);

  test("says its language where programs look for it", () => {
    expect(renderEmail(own).html).toContain(`<html lang="${lang}"`);
    expect(renderPage(own)).toContain(`<html lang="${lang}"`);
  });

  test("has a subject of one line and at most 60 characters, whichever KPI is worst", () => {
    for (const { id, unit } of kpis) {
      const worst = { ...backlog, id, unit, value: unit === "share" ? 0.786 : 1_316 };
      const { subject } = renderEmail({ ...own, kpis: [worst], attention: [id] });
      expect(subject).toMatch(/^[^\p{Cc}]{10,60}$/u);
      // In English a name of a week is large there, too.
      expect(subject.toLowerCase()).toContain(breakable(wordsOf(locale).weekInline("46")));
    }
  });

  test("its CSV is read by its spreadsheet: the same columns, numbers with its decimal sign", () => {
    const options = { bom: true, columns: true, delimiter: csv.separator } as const;
    const rows: Record<string, string>[] = parse(renderCsv(own), options);
    const row = rows.find(({ kpi, by }) => kpi === "resolved_within_day_share" && by === "all");
    expect(row).toMatchObject({ period: "2026-W46", status: "near", unit: "share" });
    expect(row?.value).toBe(`0${csv.decimal}786`);
    expect(row?.name).toBe(wordsOf(locale).kpis.resolved_within_day_share.name);
  });

  test("names the period before as it does in the middle of a sentence", () => {
    expect(renderEmail(own).text).toContain(breakable(formats(locale).inline(week45, "2026")));
  });
});

test("a comma separates columns in English alone", () => {
  expect(locales.filter((locale) => wordsOf(locale).csv.separator === ",")).toEqual(["en"]);
});
