/** The Russian words of the first sentences of a report. Names stay in the nominative; periods are declined by periods.ts. */

import type { NarrativeWords } from "../words.ts";
import { plural, verb } from "./counts.ts";
import { to } from "./periods.ts";

/** In the dative, after "по". */
const kpisOf = (count: string, n: number) =>
  `${count}\u00a0${plural(n, { one: "показателю", few: "показателям", many: "показателям", other: "показателя" })}`;

/** "с 1 042", but "со 118": before a hundred and something. */
const from = (value: string) => `${/^1\d\d(?!\d)/.test(value) ? "со" : "с"}\u00a0${value}`;

export const narrative: NarrativeWords = {
  rose: (kpi, before, now, change, since) =>
    `${kpi}: рост ${from(before)} до\u00a0${now} (${change}) по отношению ${to(since)}`,
  fell: (kpi, before, now, change, since) =>
    `${kpi}: снижение ${from(before)} до\u00a0${now} (${change}) по отношению ${to(since)}`,
  stayed: (kpi, now, since) => `${kpi}: ${now}, без изменений по отношению ${to(since)}`,
  stands: (kpi, now) => `${kpi}: ${now}`,
  soFar: (kpi, now) => `${kpi} на данный момент: ${now}`,
  target: {
    on: (said, target) => `${said}; цель достигнута (${target})`,
    near: (said, target) => `${said}; близко к цели (${target})`,
    off: (said, target) => `${said}; цель не достигнута (${target})`,
  },

  by: {
    channel: (groups) => `По каналам: ${groups}`,
    department: (groups) => `По подразделениям: ${groups}`,
    reason: (groups) => `По причинам: ${groups}`,
  },
  group: (name, amount) => `${name} ${amount}`,
  rest: (amount) => `остальные ${amount}`,
  split: (said, mix, rate) => `${said}; структура объясняет ${mix}, результаты ${rate}`,
  onlyMix: (said) => `${said}; структура объясняет всё`,
  onlyRate: (said) => `${said}; структура ничего не объясняет`,

  clear: {
    worse: "Ухудшение больше обычных колебаний",
    better: "Улучшение больше обычных колебаний",
    neutral: "Изменение больше обычных колебаний",
  },
  untested: {
    worse: "Ухудшение, но проверить, не случайно ли оно, нельзя",
    better: "Улучшение, но проверить, не случайно ли оно, нельзя",
    neutral: "Проверить, не случайно ли изменение, нельзя",
  },
  chance: "В пределах обычных колебаний: возможно, случайность",
  small: "Изменение слишком мало, чтобы иметь значение",
  notCompared: (since, why) => `Нет сравнения (${since}): ${why}`,
  also: (first, second) => `${first}; ${second}`,
  others: (worse, nWorse, better, nBetter) =>
    `из остальных показателей ${nWorse === 0 ? "ни один не ухудшился" : `${worse} ${verb(nWorse, "ухудшился", "ухудшились")}`}, ${nBetter === 0 ? "ни один не улучшился" : `${better} ${verb(nBetter, "улучшился", "улучшились")}`}`,
  noOther: "остальные показатели заметно не улучшились и не ухудшились",
  fewToo: (others, few, n) => `${others}, по ${kpisOf(few, n)} слишком мало обращений для сравнения`,
  onlyFew: (few, n) => `ещё по ${kpisOf(few, n)} слишком мало обращений для сравнения`,

  noContacts: "Обращений не было",
  noContactsAfter: (since, contacts) => `Обращений не было (${since}: ${contacts})`,
  nothing: "Ничего не сравнивается и не оценивается",
  missing: "Данные неполные, поэтому ничего не сравнивается и не оценивается",
  empty: "Ни у одного показателя нет значения",

  action: (what, who, when) => `Мера: ${what} (${who}, ${when})`,
  noAction: "Мер не зафиксировано",
  noActionFor: "Для этого показателя мер не зафиксировано",
};
