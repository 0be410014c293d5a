/**
 * Every Hungarian word a reader sees. Nouns stay singular after numbers; no article and no suffix meets a name or a
 * number, whose sound nobody knows here.
 */

import type { Words } from "../words.ts";
import { kpis, shortNames } from "./kpis.ts";
import { parts } from "./parts.ts";
import { sentence } from "./sentence.ts";
import { problems } from "./settings.ts";

export const hu: Words = {
  locale: "hu",
  lang: "hu",
  dir: "ltr",
  csv: { separator: ";", decimal: "," },

  kpis,
  shortNames,

  none: "–",
  orWith: (first, second) => `${first} és ${second}`,
  noData: "nincs adat",
  noEarlierData: "nincs korábbi adat",
  notCompared: "nincs összevetve",
  withheld: {
    "no data": "nincs adat",
    "no earlier data": "nincs korábbi adat",
    "the data begin within it": "az adatok csak közben kezdődnek",
    "the data begin less than half a year before it": "az adatok kevesebb mint fél évvel előtte kezdődnek",
    "older periods have had longer to be resolved": "a korábbi időszakoknak több idejük volt a megoldásra",
    "older periods have had longer to be answered": "a korábbi időszakokra több idő volt válaszolni",
    "not from the same sources": "nem ugyanazokból a forrásokból származnak",
    "the definition changed": "a meghatározás megváltozott",
    "not complete yet": "még nem teljes",
    new: "új",
    "too few to compare": "kevés az összevetéshez",
    "it was 0 before": "korábban 0 volt",
    "last year has no such week": "tavaly nem volt ilyen hét",
    "the data of this period are not complete": "az időszak adatai nem teljesek",
  },
  unknownReason: "(nincs megadva ok)",
  unknownMember: "(nincs megadva)",

  units: {
    days: "nap",
    hours: "óra",
    minutes: "p",
    seconds: "mp",
    percentagePoints: "%\u2011pont",
    points: "pont",
  },

  week: (n) => `${n}. hét`,
  weekInline: (n) => `${n}. hét`,
  weekOfInline: (n, year) => `${year}. évi ${n}. hét`,
  trendTitle: {
    day: (kpi, count) => `${kpi}, utolsó ${count} nap`,
    week: (kpi, count) => `${kpi}, utolsó ${count} hét`,
    month: (kpi, count) => `${kpi}, utolsó ${count} hónap`,
  },

  reportLine: (organisation, title) => `${organisation} · ${title}`,
  headline: {
    missed: (off, all) => `${all} célból ${off} nem teljesült`,
    nearToo: (missed, near) => `${missed}, további ${near} épphogy nem`,
    near: (near, all) => `${all} célból ${near} épphogy nem teljesült`,
    onlyMissed: "Az egyetlen cél nem teljesült",
    onlyNear: "Az egyetlen cél épphogy nem teljesült",
    met: (all, n) => (n === 1 ? "Az egyetlen cél teljesült" : `Minden cél teljesült (összesen ${all})`),
    worse: (worse, n) =>
      n === 0 ? "Egyik mutató sem romlott egyértelműen" : `${worse} mutató egyértelműen romlott`,
    judged: (worse, judged, all) => `${worse} (értékelve ${judged}/${all})`,
    tooFew: "Túl kevés megkeresés az összevetéshez",
    figures: (period) => `Az időszak számai: ${period}`,
    incomplete: (period) => `${period}: az eddigi számok, hiányzó adatokkal`,
    empty: (period) => `Nincs adat: ${period}`,
    nothing: (period) => `Nem volt megkeresés, így nincs mit összevetni: ${period}`,
  },
  subject: {
    incomplete: (subject) => `[hiányos] ${subject}`,
    whole: (finding, period) => `${finding} – ${period}`,
    finding: (name, value, change) => `${name} ${value} (${change})`,
    bare: (name, value) => `${name} ${value}`,
    noData: "Nincs adat",
    noContacts: "Nem volt megkeresés",
  },
  preheader: { second: (what) => `Továbbá: ${what}.`, good: (what) => `Cél teljesült: ${what}.` },
  incomplete: "Az időszak adatai még nem teljesek: a számok változhatnak.",

  status: { on: "Cél teljesült", near: "Cél közelében", off: "Cél nem teljesült", none: "Nincs cél" },
  notJudged: "Nincs értékelve",
  statusSign: { on: "✓", near: "!", off: "✕", none: "–" },
  score: {
    on: (count) => `${count} teljesült`,
    near: (count) => `${count} cél közelében`,
    off: (count) => `${count} nem teljesült`,
    none: (count) => `${count} cél nélkül`,
    notJudged: (count) => `${count} értékelés nélkül`,
    noData: (count) => `${count} adat nélkül`,
  },
  state: { open: "folyamatban", provisional: "előzetes", final: "végleges" },

  target: {
    atMost: (value) => `legfeljebb ${value}`,
    atLeast: (value) => `legalább ${value}`,
    between: (low, high) => `${low} – ${high}`,
    labelled: (target) => `cél: ${target}`,
  },

  arrow: { up: "▲", down: "▼", flat: "■" },
  change: {
    up: (size) => `${size} növekedés`,
    down: (size) => `${size} csökkenés`,
    none: "nincs változás",
    noClear: (size) => `nincs egyértelmű változás (${size})`,
    mayBeChance: (size) => `${size}, lehet véletlen`,
    fromZero: "növekedés nulláról",
    better: "jobb",
    worse: "rosszabb",
    judged: (change, judgement) => `${change}, ${judgement}`,
    versus: (period) => `ehhez képest: ${period}`,
    versusNone: (versus, why) => `${versus} – ${why}`,
    was: (value) => `korábban ${value}`,
    versusWas: (versus, value) => `${versus} (korábban ${value})`,
    sentence: (change, versusWas) => `${change}, ${versusWas}`,
    tooFew: "kevés az összevetéshez",
    withheld: (period, reason) => `Nincs összevetve (${period}): ${reason}.`,
  },

  restated: {
    title: "A jelentés óta helyesbített számok",
    said: (kpi, period, reported, now) => `${kpi}, ${period}: jelentett ${reported}, most ${now}`,
    because: (said, cause) => `${said} – ${cause}`,
    late: (count) => `${count} később érkezett`,
    withdrawn: (count) => `${count} törölve`,
    revised: (count) => `${count} más eredménnyel`,
    differently: "ugyanazok a megkeresések más eredménnyel",
    definition: "a meghatározás azóta más",
    mostly: (what, count, member) => `${what}, ebből ${count}: ${member}`,
    wholly: (what, n, member) => (n === 1 ? `${what}: ${member}` : `${what}, mind: ${member}`),
    more: (n) => `További ${n} a teljes jelentésben.`,
  },
  unusual: {
    title: "Szokatlan napok",
    day: (kpi, day, value, usual, days) =>
      `${kpi}, ${day}: ${value}, szokásosan ${usual} (${days} ugyanilyen nap mediánja)`,
    without: (said, count) => `${said}; ebből ${count} szokatlan nap kimaradt`,
  },
  further: {
    title: (name) => `További összevetések: ${name}`,
    against: "Összevetés",
    held: "Viszonyítási érték",
    trailing: (count, days) => `Az előző ${count} időszak (${days})`,
    month_to_date: (now, then) => `A hónap eddig: ${now}, ehhez képest: ${then}`,
    quarter_to_date: (now, then) => `A negyedév eddig: ${now}, ehhez képest: ${then}`,
    event: (title, now, then) => `„${title}” után: ${now}, előtte: ${then}`,
    weekday_mix: (now, then) => `A hét napjai szerint kiigazítva: ${now}, ehhez képest: ${then}`,
    benchmark: (source) => `Viszonyítási adat: ${source}`,
    milestone: (day) => `Részcél, határidő: ${day}`,
  },
  problems,

  attention: "Figyelmet igényel",
  attentionRule: "Elöl a nem teljesült célok, utánuk az egyértelmű romlások",
  attentionMore: (n) => `és további ${n} a teljes jelentésben`,
  heroes: "Kiemelt mutatók",
  others: "További mutatók",
  button: "A teljes jelentés megnyitása",
  columns: { kpi: "Mutató", value: "Érték", change: "Változás", target: "Cél" },
  range: {
    day: (count, low, high) => `${count} nap: legkisebb ${low}, legnagyobb ${high}`,
    week: (count, low, high) => `${count} hét: legkisebb ${low}, legnagyobb ${high}`,
    month: (count, low, high) => `${count} hónap: legkisebb ${low}, legnagyobb ${high}`,
  },
  rangeSame: {
    day: (count, value) => `${count} nap: mindig ${value}`,
    week: (count, value) => `${count} hét: mindig ${value}`,
    month: (count, value) => `${count} hónap: mindig ${value}`,
  },
  someReasons: "A megjeleníthető megkeresési okok",
  reasons: (count, n) => (n === 1 ? "A leggyakoribb megkeresési ok" : `${count} leggyakoribb megkeresési ok`),
  reasonsNote: (period) =>
    `Új megkeresések, arányuk és változásuk (ehhez képest: ${period}); sáv: arány az összes megkeresésből`,
  barNote: "Sáv: arány az összes megkeresésből",
  contacts: (count) => `${count} megkeresés`,
  ofAll: (share) => `az összes ${share}-a`,
  thisPeriod: { day: "Ez a nap", week: "Ez a hét", month: "Ez a hónap" },
  thisYear: "Idén",
  lastYear: "Tavaly",
  lastYearVersus: "tavalyhoz képest",
  valueAndLastYear: (value, lastYear) => `${value} (tavaly ${lastYear})`,
  highLow: (high, when, low, since) => `Legnagyobb ${high} (${when}), legkisebb ${low} (${since}).`,
  highLowSame: (value) => `Mindig ${value}.`,
  trendSpan: (first, last) => `${first} – ${last}`,
  withDays: (period, days) => `${period} (${days})`,
  noLastYear: "Tavalyról nincs adat.",

  dataUntil: (instant, zone) => `Az adatok eddig teljesek: ${instant} (${zone})`,
  noDataUntil: "Nem ismert, meddig teljesek az adatok",
  nothingExcluded: "egyetlen sor sem maradt ki",
  excluded: (rows) => `${rows} sor kihagyva`,
  excludedOf: (rows, landed) => `${landed} sorból ${rows} kihagyva`,
  excludedBecause: (rows, reason) => `${reason} (${rows})`,
  sentence,
  definitions: "Így számoljuk az egyes mutatókat",
  why: (title) => `Azért kapja ezt a levelet, mert szerepel ennek a jelentésnek a címlistáján: „${title}”.`,
  whyOwner: (title, owner) =>
    `Azért kapja ezt a levelet, mert szerepel ennek a jelentésnek a címlistáján: „${title}”. A listáról törli: ${owner}.`,

  unsubscribe: "Leiratkozás erről a jelentésről",

  ...parts,
};
