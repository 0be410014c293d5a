import { describe, expect, test } from "vitest";
import type { PeriodModel, ReportModel } from "../../functions/core/model.ts";
import { formatOf } from "../../templates/format.ts";
import { renderEmail } from "../../templates/index.ts";
import { ru } from "../../templates/words/ru/index.ts";
import { model } from "./model.ts";

/** What keeps words together on a line is no part of what they say. */
const said = (text: string) => text.replaceAll("\u00a0", " ");
const format = formatOf(ru, "Europe/Moscow");
const period = (grain: PeriodModel["grain"], name: string): string =>
  format.inline({ grain, name, start: name, end: name, startsAt: "", endsAt: "" }, "2026");

test.each([
  [1, "1 обращение"],
  [2, "2 обращения"],
  [5, "5 обращений"],
  [11, "11 обращений"],
  [21, "21 обращение"],
  [22, "22 обращения"],
  [112, "112 обращений"],
  [1.5, "1,5 обращения"],
])("of %s contacts the noun has the form the number asks for", (n, expected) => {
  expect(said(ru.contacts(String(n).replace(".", ","), n))).toBe(expected);
});

test.each([
  [1, "Не достигнута 1 цель из 30", "1 показатель заметно ухудшился"],
  [3, "Не достигнуты 3 цели из 30", "3 показателя заметно ухудшились"],
  [5, "Не достигнуто 5 целей из 30", "5 показателей заметно ухудшились"],
  [21, "Не достигнута 21 цель из 30", "21 показатель заметно ухудшился"],
])("the verb of %s agrees with its number", (n, missed, worse) => {
  expect(said(ru.headline.missed(String(n), "30", n, 30))).toBe(missed);
  expect(said(ru.headline.worse(String(n), n))).toBe(worse);
});

describe("a period is declined", () => {
  test.each([
    ["week", "2026-W45", "к 45-й неделе", "за 45-ю неделю"],
    ["week", "2025-W46", "к 46-й неделе 2025 г.", "за 46-ю неделю 2025 г."],
    ["month", "2026-01", "к январю 2026 г.", "за январь 2026 г."],
    ["month", "2026-03", "к марту 2026 г.", "за март 2026 г."],
    ["month", "2026-05", "к маю 2026 г.", "за май 2026 г."],
    ["month", "2026-08", "к августу 2026 г.", "за август 2026 г."],
    ["month", "2026-10", "к октябрю 2026 г.", "за октябрь 2026 г."],
    // "к 14 ноября" would be a day by which something is due.
    ["day", "2026-11-14", "к уровню 14 ноября 2026 г.", "за 14 ноября 2026 г."],
  ] as const)("the %s %s", (grain, name, versus, during) => {
    expect(said(ru.change.versus(period(grain, name)))).toBe(versus);
    expect(said(ru.headline.empty(period(grain, name)))).toBe(`Нет данных ${during}`);
  });
});

test("a sentence ends with one full stop, after an abbreviation too", () => {
  expect(ru.sentence("Показатели за ноябрь 2026 г.")).toBe("Показатели за ноябрь 2026 г.");
  expect(ru.highLowSame("5\u00a0дн.")).toBe("Всегда 5\u00a0дн.");
  expect(ru.preheader.good("Бэклог: 3")).toBe("Цель достигнута: Бэклог: 3.");
});

describe("the weekly email in Russian", () => {
  const russian: ReportModel = { ...model, locale: "ru" };
  const { subject, text } = renderEmail(russian);

  test("has a subject of at most 40 characters, as a phone shows", () => {
    // 1,316 of 1,042 is 26.3 % more
    expect(subject).toBe("Бэклог: 1 316 (+26,3 %) — 46-я неделя");
  });

  test.each([
    // 2 of 6 targets off, 1 near: the backlog and the mean, and within 24 hours
    "Не достигнуты 2 цели из 6, почти достигнута ещё 1",
    "рост с 1 042 до 1 316 (+26,3 %) по отношению к 45-й неделе; цель не достигнута (не больше 1 100).",
    "По подразделениям: Orders +190, Technical help +60, остальные +24.",
    "Ухудшение больше обычных колебаний; из остальных показателей 3 ухудшились, ни один не улучшился (оценено 4 из 5).",
    "46-я неделя · 9–15 ноября 2026 г.",
    "Сравнение: 45-я неделя (2–8 ноября 2026 г.) и 46-я неделя 2025 г. (10–16 ноября 2025 г.)",
    "▲ рост на 26,3 % к 45-й неделе (было 1 042)",
    "▼ снижение на 2,6 п. п. к 45-й неделе (было 81,2 %)",
    "цель: не больше 1 100",
    // 80 + 44 of 11,204 + 3,790
    "124 строки из 14 994 исключены",
    "3 120 обращений · 25,0 % от всех · ▲ +39,3 %",
  ])("says %s", (sentence) => {
    expect(said(text)).toContain(sentence);
  });
});
