/** Every English word a reader sees. Numbers arrive formatted; `n` is there only to choose singular or plural. */

import { type Withheld, withholdings } from "../../functions/core/withheld.ts";
import { kpis, shortNames } from "./en-kpis.ts";
import { parts } from "./en-parts.ts";
import { problems } from "./en-settings.ts";

export const en = {
  locale: "en-GB",
  lang: "en",
  dir: "ltr",
  /** What a spreadsheet of this language takes for the next column, and for a fraction. */
  csv: { separator: ",", decimal: "." },

  kpis,

  /** Names short enough for a subject line. */
  shortNames,

  none: "–",
  orWith: (first: string, second: string) => `${first} or with ${second}`,
  noData: "no data",
  noEarlierData: "no earlier data",
  notCompared: "not compared",
  /** Why there is no change to show: the shortest stand where it would, the others in a sentence of their own. */
  withheld: Object.fromEntries(withholdings.map((why) => [why, why])) as Readonly<Record<Withheld, string>>,
  unknownReason: "(no reason given)",
  unknownMember: "(not given)",

  /** Changes of shares are told in points of a hundred, those of scores in points of the score. */
  units: { days: "d", hours: "h", minutes: "min", seconds: "s", percentagePoints: "pts", points: "pts" },

  week: (n: string) => `Week ${n}`,
  weekInline: (n: string) => `week ${n}`,
  weekOfInline: (n: string, year: string) => `week ${n} of ${year}`,
  trendTitle: {
    day: (kpi: string, n: string, _n: number) => `${kpi}, last ${n} days`,
    week: (kpi: string, n: string, _n: number) => `${kpi}, last ${n} weeks`,
    month: (kpi: string, n: string, _n: number) => `${kpi}, last ${n} months`,
  },

  reportLine: (organisation: string, title: string) => `${organisation} · ${title}`,
  headline: {
    missed: (off: string, all: string, n: number, _all: number) =>
      `${off} of ${all} targets ${n === 1 ? "is" : "are"} missed`,
    nearToo: (missed: string, near: string, _n: number) => `${missed}, ${near} more narrowly`,
    near: (near: string, all: string, n: number, _all: number) =>
      `${near} of ${all} targets ${n === 1 ? "is" : "are"} narrowly missed`,
    onlyMissed: "The only target is missed",
    onlyNear: "The only target is narrowly missed",
    met: (all: string, n: number) => (n === 1 ? "The only target is met" : `All ${all} targets are met`),
    worse: (worse: string, n: number) =>
      `${n === 0 ? "No" : worse} ${n < 2 ? "KPI" : "KPIs"} got clearly worse`,
    judged: (worse: string, judged: string, all: string) => `${worse} (${judged} of ${all} judged)`,
    tooFew: "Too few contacts to compare",
    figures: (period: string) => `The figures of ${period}`,
    incomplete: (period: string) => `${period}: figures so far, data are missing`,
    empty: (period: string) => `No data for ${period}`,
    nothing: (period: string) => `No contacts in ${period}: there is nothing to compare`,
  },
  subject: {
    incomplete: (subject: string) => `[incomplete] ${subject}`,
    whole: (finding: string, period: string) => `${finding} – ${period}`,
    finding: (name: string, value: string, change: string) => `${name} ${value} (${change})`,
    bare: (name: string, value: string) => `${name} ${value}`,
    noData: "No data",
    noContacts: "No contacts",
  },
  preheader: {
    second: (what: string) => `Also: ${what}.`,
    good: (what: string) => `On target: ${what}.`,
  },
  incomplete: "The data of this period are not complete yet: figures may still change.",

  status: { on: "On target", near: "Near target", off: "Off target", none: "No target" },
  notJudged: "Not judged",
  statusSign: { on: "✓", near: "!", off: "✕", none: "–" },
  /** How many KPIs stand so. */
  score: {
    on: (count: string, _n: number) => `${count} on target`,
    near: (count: string, _n: number) => `${count} near`,
    off: (count: string, _n: number) => `${count} off target`,
    none: (count: string, _n: number) => `${count} no target`,
    notJudged: (count: string, _n: number) => `${count} not judged`,
    noData: (count: string, _n: number) => `${count} no data`,
  },
  state: { open: "still open", provisional: "provisional", final: "final" },

  target: {
    atMost: (value: string) => `at most ${value}`,
    atLeast: (value: string) => `at least ${value}`,
    between: (low: string, high: string) => `${low} to ${high}`,
    labelled: (target: string) => `target ${target}`,
  },

  arrow: { up: "▲", down: "▼", flat: "■" },
  change: {
    up: (size: string) => `up ${size}`,
    down: (size: string) => `down ${size}`,
    none: "no change",
    noClear: (size: string) => `no clear change (${size})`,
    mayBeChance: (size: string) => `${size}, may be chance`,
    fromZero: "up from 0",
    better: "better",
    worse: "worse",
    judged: (change: string, judgement: string) => `${change}, ${judgement}`,
    versus: (period: string) => `vs ${period}`,
    versusNone: (versus: string, why: string) => `${versus}: ${why}`,
    was: (value: string) => `was ${value}`,
    versusWas: (versus: string, value: string) => `${versus} (was ${value})`,
    sentence: (change: string, versusWas: string) => `${change} ${versusWas}`,
    tooFew: "too few to compare",
    withheld: (period: string, reason: string) => `Not compared with ${period}: ${reason}.`,
  },

  restated: {
    title: "Corrected since it was reported",
    said: (kpi: string, period: string, reported: string, now: string) =>
      `${kpi} of ${period} was reported as ${reported}; it is now ${now}`,
    because: (said: string, cause: string) => `${said}: ${cause}`,
    late: (count: string, _n: number) => `${count} came in late`,
    withdrawn: (count: string, n: number) => `${count} ${n === 1 ? "was" : "were"} withdrawn`,
    revised: (count: string, _n: number) => `${count} came out differently`,
    differently: "the same contacts came out differently",
    definition: "it is defined differently now",
    mostly: (what: string, count: string, member: string) => `${what}, ${count} of them at ${member}`,
    wholly: (what: string, n: number, member: string) =>
      n === 1 ? `${what}, at ${member}` : `${what}, all at ${member}`,
    more: (n: string) => `And ${n} more in the full report.`,
  },
  unusual: {
    title: "Unusual days",
    day: (kpi: string, day: string, value: string, usual: string, days: string, _n: number) =>
      `${kpi} on ${day}: ${value}, usually ${usual} on this weekday (median of ${days})`,
    without: (said: string, count: string, n: number) =>
      `${said}; ${count} unusual ${n === 1 ? "day was" : "days were"} left out of that`,
  },
  further: {
    title: (name: string) => `More comparisons of ${name}`,
    against: "Against",
    held: "Held against",
    trailing: (count: string, days: string, _n: number) => `The ${count} periods before (${days})`,
    month_to_date: (now: string, then: string) => `Month to date: ${now} vs ${then}`,
    quarter_to_date: (now: string, then: string) => `Quarter to date: ${now} vs ${then}`,
    event: (title: string, now: string, then: string) => `After “${title}”: ${now} vs ${then}`,
    weekday_mix: (now: string, then: string) => `With the weekdays of ${then} adjusted to ${now}`,
    benchmark: (source: string) => `Benchmark: ${source}`,
    milestone: (day: string) => `Milestone by ${day}`,
  },
  problems,

  attention: "Needs attention",
  attentionRule: "Missed targets first, then what got clearly worse",
  attentionMore: (n: string) => `and ${n} more in the full report`,
  heroes: "Key figures",
  others: "More KPIs",
  button: "Open the full report",
  columns: { kpi: "KPI", value: "Value", change: "Change", target: "Target" },
  range: {
    day: (days: string, low: string, high: string, _n: number) =>
      `${days} days: lowest ${low}, highest ${high}`,
    week: (weeks: string, low: string, high: string, _n: number) =>
      `${weeks} weeks: lowest ${low}, highest ${high}`,
    month: (months: string, low: string, high: string, _n: number) =>
      `${months} months: lowest ${low}, highest ${high}`,
  },
  /** Of values that are all alike. */
  rangeSame: {
    day: (days: string, value: string, _n: number) => `${days} days: always ${value}`,
    week: (weeks: string, value: string, _n: number) => `${weeks} weeks: always ${value}`,
    month: (months: string, value: string, _n: number) => `${months} months: always ${value}`,
  },
  /** Where some are hidden nobody says which are the top ones. */
  someReasons: "Contact reasons that can be shown",
  reasons: (count: string, n: number) => (n === 1 ? "Top contact reason" : `Top ${count} contact reasons`),
  reasonsNote: (period: string) =>
    `Contacts opened, their share of all, change vs ${period}; bar: share of all contacts`,
  barNote: "Bar: share of all contacts",
  contacts: (count: string, n: number) => `${count} ${n === 1 ? "contact" : "contacts"}`,
  ofAll: (share: string) => `${share} of all`,
  thisPeriod: { day: "This day", week: "This week", month: "This month" },
  thisYear: "This year",
  lastYear: "Last year",
  lastYearVersus: "vs last year",
  valueAndLastYear: (value: string, lastYear: string) => `${value} (last year ${lastYear})`,
  highLow: (high: string, when: string, low: string, since: string) =>
    `Highest ${high} (${when}), lowest ${low} (${since}).`,
  highLowSame: (value: string) => `Always ${value}.`,
  trendSpan: (first: string, last: string) => `${first} to ${last}`,
  withDays: (period: string, days: string) => `${period} (${days})`,
  noLastYear: "There are no data for last year.",

  dataUntil: (instant: string, zone: string) => `Data complete until ${instant} (${zone})`,
  noDataUntil: "It is not known until when the data are complete",
  nothingExcluded: "no rows left out",
  excluded: (rows: string, n: number) => `${rows} ${n === 1 ? "row" : "rows"} left out`,
  excludedOf: (rows: string, landed: string, _n: number) => `${rows} of ${landed} rows left out`,
  excludedBecause: (rows: string, reason: string) => `${reason} (${rows})`,
  sentence: (text: string) => `${text}.`,
  definitions: "How each figure is calculated",
  why: (title: string) => `You get this because you are on the list of “${title}”.`,
  whyOwner: (title: string, owner: string) =>
    `You get this because you are on the list of “${title}”; ask ${owner} to be taken off.`,

  unsubscribe: "Stop receiving this report",

  ...parts,
};
