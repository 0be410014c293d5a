/** Every Romanian word a reader sees. From 20 on nouns follow "de". */

import { lower } from "../first.ts";
import { pluralOf } from "../plural.ts";
import type { Words } from "../words.ts";
import { kpis, shortNames } from "./kpis.ts";
import { parts } from "./parts.ts";
import { problems } from "./settings.ts";

const plural = pluralOf("ro");
const kpisOf = (count: string, n: number) =>
  `${count} ${plural(n, { one: "indicator", few: "indicatori", other: "de indicatori" })}`;
const targetsOf = (count: string, n: number) =>
  `${count} ${plural(n, { one: "țintă", few: "ținte", other: "de ținte" })}`;
const daysOf = (count: string, n: number) =>
  `${count} ${plural(n, { one: "zi", few: "zile", other: "de zile" })}`;
const weeksOf = (count: string, n: number) =>
  `${count} ${plural(n, { one: "săptămână", few: "săptămâni", other: "de săptămâni" })}`;
const monthsOf = (count: string, n: number) =>
  `${count} ${plural(n, { one: "lună", few: "luni", other: "de luni" })}`;
const rowsOf = (count: string, n: number) =>
  `${count} ${plural(n, { one: "rând exclus", few: "rânduri excluse", other: "de rânduri excluse" })}`;
const sentence = (text: string) => (text.endsWith(".") ? text : `${text}.`);

export const ro: Words = {
  locale: "ro",
  lang: "ro",
  dir: "ltr",
  csv: { separator: ";", decimal: "," },

  kpis,
  shortNames,

  none: "–",
  orWith: (first, second) => `${first} și cu ${second}`,
  noData: "fără date",
  noEarlierData: "fără date anterioare",
  notCompared: "necomparat",
  withheld: {
    "no data": "fără date",
    "no earlier data": "fără date anterioare",
    "the data begin within it": "datele încep în cursul ei",
    "the data begin less than half a year before it": "datele încep cu mai puțin de jumătate de an înainte",
    "older periods have had longer to be resolved": "perioadele mai vechi au avut mai mult timp de rezolvare",
    "older periods have had longer to be answered": "perioadele mai vechi au avut mai mult timp de răspuns",
    "not from the same sources": "nu provin din aceleași surse",
    "the definition changed": "definiția s-a schimbat",
    "not complete yet": "încă incomplet",
    new: "nou",
    "too few to compare": "prea puține",
    "it was 0 before": "înainte era 0",
    "last year has no such week": "anul trecut nu are o astfel de săptămână",
    "the data of this period are not complete": "datele perioadei nu sunt complete",
  },
  unknownReason: "(fără motiv indicat)",
  unknownMember: "(neindicat)",

  units: { days: "z", hours: "h", minutes: "min", seconds: "s", percentagePoints: "p.p.", points: "puncte" },

  week: (n) => `Săptămâna ${n}`,
  weekInline: (n) => `săptămâna ${n}`,
  weekOfInline: (n, year) => `săptămâna ${n} din ${year}`,
  trendTitle: {
    day: (kpi, count, n) => `${kpi}, ultimele ${daysOf(count, n)}`,
    week: (kpi, count, n) => `${kpi}, ultimele ${weeksOf(count, n)}`,
    month: (kpi, count, n) => `${kpi}, ultimele ${monthsOf(count, n)}`,
  },

  reportLine: (organisation, title) => `${organisation} · ${title}`,
  headline: {
    missed: (off, all, n) =>
      `${targetsOf(off, n)} din ${all} ${n === 1 ? "nu a fost atinsă" : "nu au fost atinse"}`,
    nearToo: (missed, near) => `${missed}, încă ${near} la limită`,
    near: (near, all, n) =>
      `${targetsOf(near, n)} din ${all} ${n === 1 ? "a fost ratată" : "au fost ratate"} la limită`,
    onlyMissed: "Singura țintă nu a fost atinsă",
    onlyNear: "Singura țintă a fost ratată la limită",
    met: (all, n) =>
      n === 1 ? "Singura țintă a fost atinsă" : `Toate cele ${targetsOf(all, n)} au fost atinse`,
    worse: (worse, n) =>
      n === 0
        ? "Niciun indicator nu s-a înrăutățit clar"
        : `${kpisOf(worse, n)} ${n === 1 ? "s-a" : "s-au"} înrăutățit clar`,
    judged: (worse, judged, all) => `${worse} (evaluați ${judged} din ${all})`,
    tooFew: "Prea puține solicitări pentru comparație",
    figures: (period) => `Cifrele perioadei: ${lower(period)}`,
    incomplete: (period) => `${period}: cifrele de până acum, lipsesc date`,
    empty: (period) => `Fără date: ${lower(period)}`,
    nothing: (period) => `Nicio solicitare, deci nimic de comparat: ${lower(period)}`,
  },
  subject: {
    incomplete: (subject) => `[incomplet] ${subject}`,
    whole: (finding, period) => `${finding} – ${lower(period)}`,
    finding: (name, value, change) => `${name} ${value} (${change})`,
    bare: (name, value) => `${name} ${value}`,
    noData: "Fără date",
    noContacts: "Nicio solicitare",
  },
  preheader: { second: (what) => `De asemenea: ${what}.`, good: (what) => `Țintă atinsă: ${what}.` },
  incomplete: "Datele acestei perioade nu sunt încă complete: cifrele se mai pot schimba.",

  status: { on: "Țintă atinsă", near: "Aproape de țintă", off: "Țintă neatinsă", none: "Fără țintă" },
  notJudged: "Neevaluat",
  statusSign: { on: "✓", near: "!", off: "✕", none: "–" },
  score: {
    on: (count, n) => `${count} ${n === 1 ? "atinsă" : "atinse"}`,
    near: (count) => `${count} aproape`,
    off: (count, n) => `${count} ${n === 1 ? "neatinsă" : "neatinse"}`,
    none: (count) => `${count} fără țintă`,
    notJudged: (count) => `${count} fără evaluare`,
    noData: (count) => `${count} fără date`,
  },
  state: { open: "în curs", provisional: "provizoriu", final: "definitiv" },

  target: {
    atMost: (value) => `cel mult ${value}`,
    atLeast: (value) => `cel puțin ${value}`,
    between: (low, high) => `${low} – ${high}`,
    labelled: (target) => `țintă: ${target}`,
  },

  arrow: { up: "▲", down: "▼", flat: "■" },
  change: {
    up: (size) => `creștere de ${size}`,
    down: (size) => `scădere de ${size}`,
    none: "nicio schimbare",
    noClear: (size) => `nicio schimbare clară (${size})`,
    mayBeChance: (size) => `${size}, poate fi întâmplător`,
    fromZero: "creștere de la 0",
    better: "mai bine",
    worse: "mai rău",
    judged: (change, judgement) => `${change}, ${judgement}`,
    versus: (period) => `față de ${period}`,
    versusNone: (versus, why) => `${versus}: ${why}`,
    was: (value) => `anterior ${value}`,
    versusWas: (versus, value) => `${versus} (anterior ${value})`,
    sentence: (change, versusWas) => `${change} ${versusWas}`,
    tooFew: "prea puține",
    withheld: (period, reason) => `Fără comparație cu ${period}: ${reason}.`,
  },

  restated: {
    title: "Corectate după raportare",
    said: (kpi, period, reported, now) => `${kpi}, ${period}: raportat ${reported}, acum ${now}`,
    because: (said, cause) => `${said} – ${cause}`,
    late: (count, n) => `${count} ${n === 1 ? "sosită" : "sosite"} târziu`,
    withdrawn: (count, n) => `${count} ${n === 1 ? "retrasă" : "retrase"}`,
    revised: (count) => `${count} cu alt rezultat`,
    differently: "aceleași solicitări, cu alt rezultat",
    definition: "definiția este acum alta",
    mostly: (what, count, member) => `${what}, dintre care ${count}: ${member}`,
    wholly: (what, n, member) => (n === 1 ? `${what}: ${member}` : `${what}, toate: ${member}`),
    more: (n) => `Încă ${n} în raportul complet.`,
  },
  unusual: {
    title: "Zile neobișnuite",
    day: (kpi, day, value, usual, days, n) =>
      `${kpi}, ${day}: ${value}, de obicei ${usual} (mediana pentru ${daysOf(days, n)} similare)`,
    without: (said, count, n) =>
      `${said}; fără ${count} ${plural(n, { one: "zi neobișnuită", few: "zile neobișnuite", other: "de zile neobișnuite" })}`,
  },
  further: {
    title: (name) => `Alte comparații: ${name}`,
    against: "Față de",
    held: "Valoare de referință",
    trailing: (count, days, n) =>
      `${plural(n, { one: "Perioada anterioară", few: `Cele ${count} perioade anterioare`, other: `Cele ${count} de perioade anterioare` })} (${days})`,
    month_to_date: (now, then) => `Luna până acum: ${now} față de ${then}`,
    quarter_to_date: (now, then) => `Trimestrul până acum: ${now} față de ${then}`,
    event: (title, now, then) => `După „${title}”: ${now} față de ${then}`,
    weekday_mix: (now, then) => `Ajustat la zilele săptămânii: ${now} față de ${then}`,
    benchmark: (source) => `Reper: ${source}`,
    milestone: (day) => `Etapă cu termen ${day}`,
  },
  problems,

  attention: "Necesită atenție",
  attentionRule: "Întâi țintele neatinse, apoi ce s-a înrăutățit clar",
  attentionMore: (n) => `și încă ${n} în raportul complet`,
  heroes: "Indicatori-cheie",
  others: "Alți indicatori",
  button: "Deschideți raportul complet",
  columns: { kpi: "Indicator", value: "Valoare", change: "Variație", target: "Țintă" },
  range: {
    day: (count, low, high, n) => `${daysOf(count, n)}: minim ${low}, maxim ${high}`,
    week: (count, low, high, n) => `${weeksOf(count, n)}: minim ${low}, maxim ${high}`,
    month: (count, low, high, n) => `${monthsOf(count, n)}: minim ${low}, maxim ${high}`,
  },
  rangeSame: {
    day: (count, value, n) => `${daysOf(count, n)}: mereu ${value}`,
    week: (count, value, n) => `${weeksOf(count, n)}: mereu ${value}`,
    month: (count, value, n) => `${monthsOf(count, n)}: mereu ${value}`,
  },
  someReasons: "Motivele solicitărilor care pot fi afișate",
  reasons: (count, n) =>
    plural(n, {
      one: "Cel mai frecvent motiv de solicitare",
      few: `Primele ${count} motive de solicitare`,
      other: `Primele ${count} de motive de solicitare`,
    }),
  reasonsNote: (period) =>
    `Solicitări înregistrate, ponderea lor și variația față de ${period}; bara: ponderea din toate solicitările`,
  barNote: "Bara: ponderea din toate solicitările",
  contacts: (count, n) =>
    `${count} ${plural(n, { one: "solicitare", few: "solicitări", other: "de solicitări" })}`,
  ofAll: (share) => `${share} din toate`,
  thisPeriod: { day: "Această zi", week: "Această săptămână", month: "Această lună" },
  thisYear: "Anul acesta",
  lastYear: "Anul trecut",
  lastYearVersus: "față de anul trecut",
  valueAndLastYear: (value, lastYear) => `${value} (anul trecut ${lastYear})`,
  highLow: (high, when, low, since) => `Maxim ${high} (${lower(when)}), minim ${low} (${lower(since)}).`,
  highLowSame: (value) => `Mereu ${value}.`,
  trendSpan: (first, last) => `${first} – ${lower(last)}`,
  withDays: (period, days) => `${period} (${days})`,
  noLastYear: "Nu există date pentru anul trecut.",

  dataUntil: (instant, zone) => `Date complete până la: ${instant} (${zone})`,
  noDataUntil: "Nu se știe până când sunt complete datele",
  nothingExcluded: "niciun rând exclus",
  excluded: rowsOf,
  excludedOf: (rows, landed, n) => `${rowsOf(rows, n)} din ${landed}`,
  excludedBecause: (rows, reason) => `${reason} (${rows})`,
  sentence,
  definitions: "Cum se calculează fiecare cifră",
  why: (title) => `Primiți acest mesaj deoarece sunteți pe lista raportului „${title}”.`,
  whyOwner: (title, owner) =>
    `Primiți acest mesaj deoarece sunteți pe lista raportului „${title}”. Pentru a ieși de pe listă: ${owner}.`,

  unsubscribe: "Nu mai doresc acest raport",

  ...parts,
};
