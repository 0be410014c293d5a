/** The Russian words around archived reports. */

import { pluralOf } from "../../../../templates/archive.ts";
import type { ArchiveWords } from "./en.ts";

const plural = pluralOf("ru");

/** `1 отчёт`, `3 отчёта`, `5 отчётов`. */
const reports = (count: string, n: number) =>
  plural(n, {
    one: `${count} отчёт`,
    few: `${count} отчёта`,
    many: `${count} отчётов`,
    other: `${count} отчёта`,
  });

/** `в 1 новейшем отчёте`, `в 5 новейших отчётах`. */
const inReports = (count: string, n: number) => {
  const several = `${count} новейших отчётах`;
  return plural(n, { one: `${count} новейшем отчёте`, few: several, many: several, other: several });
};

export const ru: ArchiveWords = {
  archive: "Архив",
  allReports: "Все отчёты",
  lede: "Все отчёты в том виде, в каком они были отправлены.",
  bar: {
    label: "Архив",
    index: "Все отчёты",
    previous: (period) => `← ${period}`,
    next: (period) => `${period} →`,
    previousLabel: (period) => `Предыдущий: ${period}`,
    nextLabel: (period) => `Следующий: ${period}`,
    compare: "Сравнить",
    csv: "CSV",
    workbook: "Excel",
    asSent: "Как отправлено",
  },
  restated: {
    title: "Исправлено после отправки отчёта",
    by: (period) => `Отчёт: ${period}`,
  },
  find: {
    label: "Поиск",
    text: "Слова из названия, периода или темы",
    report: "Отчёт",
    year: "Год",
    any: "Все",
    button: "Найти",
    clear: "Показать все",
    found: reports,
    none: "Отчётов с такими словами нет.",
    empty: "Пока нет ни одного. Отчёт попадает в архив, когда его отправляют.",
    searchedOnly: (count, n) => `Темы искали только в ${inReports(count, n)}.`,
  },
  columns: { period: "Период", days: "Дни", subject: "Тема", whose: "Чей", files: "Файлы" },
  everything: "Все данные",
  pages: {
    label: "Страницы",
    newer: "← Новее",
    older: "Старее →",
    at: (page, pages) => `Страница ${page} из ${pages}`,
  },
  compare: {
    title: "Сравнить два периода",
    titleOf: (one, other) => `${one} и ${other}`,
    one: "С чем",
    other: "Что",
    button: "Сравнить",
    kpi: "Показатель",
    difference: "Разница",
    n: (count) => `n = ${count}`,
    note: "Все числа — те, что были отправлены; исправленное позже указано у каждого отчёта. Разница может быть случайной: так ли это, говорят сами отчёты — по сравнению с предыдущим периодом и прошлым годом.",
    incomplete: (period) => `! ${period}: отчёт отправлен с неполными данными.`,
    blocked: (why) => `Не сравнивается: ${why}.`,
    same: "Выберите два разных периода.",
    notKept: (period) =>
      `${period}: сохранилась только страница, отчёт отправлен прежней версией. Сравнить его нельзя.`,
    fewer: "Пока есть только один период.",
    obstacles: {
      definition: "изменилось определение",
      unit: "изменилась единица измерения",
      currency: "изменилась валюта",
      zone: "изменился часовой пояс",
      length: "дни, недели и месяцы между собой не сравниваются",
      incomplete: "данные одного из периодов были неполными",
      maturity: "одно из значений при отправке ещё могло измениться",
      sources: "данные не из одних и тех же источников",
      absent: "он есть только в одном из отчётов",
      noData: "нет данных",
    },
  },
  workbook: {
    report: "Отчёт",
    kpis: "Показатели",
    breakdowns: "Разбивки",
    definitions: "Определения",
    organisation: "Организация",
    title: "Название",
    whose: "Чей",
    period: "Период",
    from: "Первый день",
    to: "Последний день",
    dataUntil: "Данные до",
    missing: "Не хватает",
    zone: "Часовой пояс",
    currency: "Валюта",
    times: "Время указано как часы:минуты:секунды.",
    value: "Значение",
    numerator: "Числитель",
    denominator: "Знаменатель",
    previous: "Предыдущий период",
    lastYear: "Прошлый год",
    atMost: "Цель, не более",
    atLeast: "Цель, не менее",
    status: "Относительно цели",
    state: "Готовность",
    by: "Разбивка",
    member: "Группа",
    definition: "Определение",
    settings: "Настройки",
    note: "Примечание",
    identifier: "Идентификатор",
  },
};
