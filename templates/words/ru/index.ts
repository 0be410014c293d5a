/** Every Russian word a reader sees. Names of KPIs and reasons stay in the nominative; periods are declined by periods.ts. */

import { lower } from "../first.ts";
import type { Words } from "../words.ts";
import {
  contactsOf,
  daysOf,
  kpisOf,
  monthsOf,
  plural,
  reached,
  rowsLeftOut,
  targetsOf,
  verb,
  weeksOf,
} from "./counts.ts";
import { kpis, shortNames } from "./kpis.ts";
import { parts } from "./parts.ts";
import { during, to, weekNamed } from "./periods.ts";
import { sentence } from "./sentence.ts";
import { problems } from "./settings.ts";

const moved = (n: number, one: string) => `заметно ${verb(n, one, one.replace(/ся$/, "ись"))}`;

export const ru: Words = {
  locale: "ru",
  lang: "ru",
  dir: "ltr",
  csv: { separator: ";", decimal: "," },

  kpis,
  shortNames,

  none: "–",
  orWith: (first, second) => `${first} и ${second}`,
  noData: "нет данных",
  noEarlierData: "нет более ранних данных",
  notCompared: "не сравнивается",
  withheld: {
    "no data": "нет данных",
    "no earlier data": "нет более ранних данных",
    "the data begin within it": "данные начались позже",
    "the data begin less than half a year before it": "данные начинаются менее чем за полгода до этого",
    "older periods have had longer to be resolved": "у прошлых периодов было больше времени на решение",
    "older periods have had longer to be answered": "у прошлых периодов было больше времени на ответы",
    "not from the same sources": "данные не из одних и тех же источников",
    "the definition changed": "определение изменилось",
    "not complete yet": "период ещё неполный",
    new: "новое",
    "too few to compare": "мало для сравнения",
    "it was 0 before": "раньше было 0",
    "last year has no such week": "в прошлом году такой недели не было",
    "the data of this period are not complete": "данные за этот период неполные",
  },
  unknownReason: "(причина не указана)",
  unknownMember: "(не указано)",

  units: {
    days: "дн.",
    hours: "ч",
    minutes: "мин",
    seconds: "с",
    percentagePoints: "п.\u00a0п.",
    points: "п.",
  },

  week: weekNamed,
  weekInline: weekNamed,
  weekOfInline: (n, year) => `${weekNamed(n)} ${year}\u00a0г.`,
  trendTitle: {
    day: (kpi, count, n) => `${kpi}, ${verb(n, "последний", "последние")} ${daysOf(count, n)}`,
    week: (kpi, count, n) => `${kpi}, ${verb(n, "последняя", "последние")} ${weeksOf(count, n)}`,
    month: (kpi, count, n) => `${kpi}, ${verb(n, "последний", "последние")} ${monthsOf(count, n)}`,
  },

  reportLine: (organisation, title) => `${organisation} · ${title}`,
  headline: {
    missed: (off, all, n) => `Не ${reached(n)} ${targetsOf(off, n)} из\u00a0${all}`,
    nearToo: (missed, near, n) => `${missed}, почти ${reached(n)} ещё\u00a0${near}`,
    near: (near, all, n) => `Почти ${reached(n)} ${targetsOf(near, n)} из\u00a0${all}`,
    onlyMissed: "Единственная цель не достигнута",
    onlyNear: "Единственная цель почти достигнута",
    met: (all, n) =>
      n === 1
        ? "Единственная цель достигнута"
        : verb(n, `Достигнута ${all} цель из\u00a0${all}`, `Все ${targetsOf(all, n)} достигнуты`),
    worse: (worse, n) =>
      n === 0 ? "Ни один показатель заметно не ухудшился" : `${kpisOf(worse, n)} ${moved(n, "ухудшился")}`,
    judged: (worse, judged, all) => `${worse} (оценено ${judged} из\u00a0${all})`,
    tooFew: "Слишком мало обращений для сравнения",
    figures: (period) => `Показатели ${during(period)}`,
    incomplete: (period) => `Промежуточные показатели ${during(period)}: данные неполные`,
    empty: (period) => `Нет данных ${during(period)}`,
    nothing: (period) => `Нет обращений ${during(period)}: сравнивать нечего`,
  },
  subject: {
    incomplete: (subject) => `[неполный] ${subject}`,
    whole: (finding, period) => `${finding}\u00a0— ${lower(period)}`,
    finding: (name, value, change) => `${name}: ${value} (${change})`,
    bare: (name, value) => `${name}: ${value}`,
    noData: "Нет данных",
    noContacts: "Нет обращений",
  },
  preheader: {
    second: (what) => sentence(`Также: ${what}`),
    good: (what) => sentence(`Цель достигнута: ${what}`),
  },
  incomplete: "Данные за этот период ещё неполные: показатели могут измениться.",

  status: { on: "Цель достигнута", near: "Близко к цели", off: "Цель не достигнута", none: "Без цели" },
  notJudged: "Не оценивается",
  statusSign: { on: "✓", near: "!", off: "✕", none: "–" },
  score: {
    on: (count) => `достигнуто: ${count}`,
    near: (count) => `близко к цели: ${count}`,
    off: (count) => `не достигнуто: ${count}`,
    none: (count) => `без цели: ${count}`,
    notJudged: (count) => `без оценки: ${count}`,
    noData: (count) => `нет данных: ${count}`,
  },
  state: { open: "неполный период", provisional: "предварительно", final: "окончательно" },

  target: {
    atMost: (value) => `не больше\u00a0${value}`,
    atLeast: (value) => `не меньше\u00a0${value}`,
    between: (low, high) => `от ${low} до ${high}`,
    labelled: (target) => `цель: ${target}`,
  },
  arrow: { up: "▲", down: "▼", flat: "■" },
  change: {
    up: (size) => `рост на\u00a0${size}`,
    down: (size) => `снижение на\u00a0${size}`,
    none: "без изменений",
    noClear: (size) => `без явных изменений (${size})`,
    mayBeChance: (size) => `${size} (возможно, случайность)`,
    fromZero: "рост с нуля",
    better: "улучшение",
    worse: "ухудшение",
    judged: (change, judgement) => `${change}, ${judgement}`,
    versus: to,
    versusNone: (versus, why) => `${versus}: ${why}`,
    was: (value) => `было\u00a0${value}`,
    versusWas: (versus, value) => `${versus} (было\u00a0${value})`,
    sentence: (change, versusWas) => `${change} ${versusWas}`,
    tooFew: "мало для сравнения",
    withheld: (period, reason) => `Нет сравнения (${period}): ${reason}.`,
  },

  restated: {
    title: "Исправлено после отчёта",
    said: (kpi, period, reported, now) => `${kpi}, ${period}: в отчёте было ${reported}, теперь ${now}`,
    because: (said, cause) => `${said}\u00a0— ${cause}`,
    late: (count) => `поступило с опозданием: ${count}`,
    withdrawn: (count) => `отозвано: ${count}`,
    revised: (count) => `изменился результат: ${count}`,
    differently: "по тем же обращениям изменился результат",
    definition: "показатель теперь определяется иначе",
    mostly: (what, count, member) => `${what}, из них ${count} («${member}»)`,
    wholly: (what, n, member) => (n === 1 ? `${what} («${member}»)` : `${what}, все («${member}»)`),
    more: (n) => `Ещё ${n} в полном отчёте.`,
  },
  unusual: {
    title: "Необычные дни",
    day: (kpi, day, value, usual, days, n) =>
      `${kpi}, ${day}: ${value}, обычно ${usual} (медиана за ${days} ${plural(n, { one: "такой же день", few: "таких же дня", many: "таких же дней", other: "такого же дня" })} недели)`,
    without: (said, count, n) =>
      `${said}; без ${count} ${plural(n, { one: "необычного дня", few: "необычных дней", many: "необычных дней", other: "необычного дня" })}`,
  },
  further: {
    title: (name) => `Другие сравнения: ${name}`,
    against: "С чем сравнивается",
    held: "Для сравнения",
    trailing: (count, days, n) =>
      `${count} ${plural(n, { one: "предыдущий период", few: "предыдущих периода", many: "предыдущих периодов", other: "предыдущего периода" })} (${days})`,
    month_to_date: (now, then) => `С начала месяца: ${now}, для сравнения ${then}`,
    quarter_to_date: (now, then) => `С начала квартала: ${now}, для сравнения ${then}`,
    event: (title, now, then) => `После «${title}»: ${now}, до: ${then}`,
    weekday_mix: (now, then) => `С поправкой на дни недели: ${now}, для сравнения ${then}`,
    benchmark: (source) => `Ориентир: ${source}`,
    milestone: (day) => `Промежуточная цель, срок: ${day}`,
  },
  problems,

  attention: "Требует внимания",
  attentionRule: "Сначала недостигнутые цели, затем то, что заметно ухудшилось",
  attentionMore: (n) => `и ещё ${n} в полном отчёте`,
  heroes: "Главные показатели",
  others: "Другие показатели",
  button: "Открыть полный отчёт",
  columns: { kpi: "Показатель", value: "Значение", change: "Изменение", target: "Цель" },
  range: {
    day: (count, low, high, n) => `${daysOf(count, n)}: минимум ${low}, максимум ${high}`,
    week: (count, low, high, n) => `${weeksOf(count, n)}: минимум ${low}, максимум ${high}`,
    month: (count, low, high, n) => `${monthsOf(count, n)}: минимум ${low}, максимум ${high}`,
  },
  rangeSame: {
    day: (count, value, n) => `${daysOf(count, n)}: всегда ${value}`,
    week: (count, value, n) => `${weeksOf(count, n)}: всегда ${value}`,
    month: (count, value, n) => `${monthsOf(count, n)}: всегда ${value}`,
  },
  someReasons: "Причины обращений, которые можно показать",
  reasons: (count, n) =>
    n === 1
      ? "Главная причина обращений"
      : `${count} ${plural(n, { one: "главная причина", few: "главные причины", many: "главных причин", other: "главной причины" })} обращений`,
  reasonsNote: (period) =>
    `Новые обращения, их доля среди всех, изменение ${to(period)}; полоса: доля среди всех обращений`,
  barNote: "Полоса: доля среди всех обращений",
  contacts: contactsOf,
  ofAll: (share) => `${share} от всех`,
  thisPeriod: { day: "Этот день", week: "Эта неделя", month: "Этот месяц" },
  thisYear: "В этом году",
  lastYear: "В прошлом году",
  lastYearVersus: "к прошлому году",
  valueAndLastYear: (value, lastYear) => `${value} (в прошлом году ${lastYear})`,
  highLow: (high, when, low, since) => `Максимум ${high} (${lower(when)}), минимум ${low} (${lower(since)}).`,
  highLowSame: (value) => sentence(`Всегда ${value}`),
  trendSpan: (first, last) => `${first}\u00a0— ${lower(last)}`,
  withDays: (period, days) => `${period} (${days})`,
  noLastYear: "За прошлый год данных нет.",

  dataUntil: (instant, zone) => `Данные полные до ${instant} (${zone})`,
  noDataUntil: "Неизвестно, до какого момента данные полные",
  nothingExcluded: "исключённых строк нет",
  excluded: (rows, n) => rowsLeftOut(rows, "", n),
  excludedOf: (rows, landed, n) => rowsLeftOut(rows, `из\u00a0${landed} `, n),
  excludedBecause: (rows, reason) => `${reason} (${rows})`,
  sentence,
  definitions: "Как рассчитываются показатели",
  why: (title) => `Вы получаете это письмо, потому что входите в список рассылки отчёта «${title}».`,
  whyOwner: (title, owner) =>
    `Вы получаете это письмо, потому что входите в список рассылки отчёта «${title}». Исключить из списка может ${owner}.`,
  unsubscribe: "Больше не получать этот отчёт",

  ...parts,
};
