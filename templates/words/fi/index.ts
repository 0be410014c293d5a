/** Every Finnish word a reader sees. Names of periods, KPIs and reasons stay in the nominative, beside colons and in brackets. */

import { lower } from "../first.ts";
import { pluralOf } from "../plural.ts";
import type { Words } from "../words.ts";
import { kpis, shortNames } from "./kpis.ts";
import { parts } from "./parts.ts";
import { problems } from "./settings.ts";

const plural = pluralOf("fi");
const noReason = "(syy puuttuu)";
const kpisOf = (count: string, n: number) => `${count} ${plural(n, { one: "mittari", other: "mittaria" })}`;
const sentence = (text: string) => (text.endsWith(".") ? text : `${text}.`);

export const fi: Words = {
  locale: "fi",
  lang: "fi",
  dir: "ltr",
  csv: { separator: ";", decimal: "," },

  kpis,
  shortNames,

  none: "–",
  orWith: (first, second) => `${first} ja ${second}`,
  noData: "ei tietoja",
  noEarlierData: "ei aiempia tietoja",
  notCompared: "ei vertailtu",
  withheld: {
    "no data": "ei tietoja",
    "no earlier data": "ei aiempia tietoja",
    "the data begin within it": "tiedot alkavat kesken",
    "the data begin less than half a year before it": "tiedot alkavat alle puoli vuotta aiemmin",
    "older periods have had longer to be resolved": "aiemmilla jaksoilla on ollut enemmän aikaa ratketa",
    "older periods have had longer to be answered":
      "aiemmilla jaksoilla on ollut enemmän aikaa kertyä vastauksia",
    "not from the same sources": "eivät ole samoista lähteistä",
    "the definition changed": "määritelmä on muuttunut",
    "not complete yet": "vielä kesken",
    new: "uusi",
    "too few to compare": "liian vähän vertailuun",
    "it was 0 before": "aiemmin 0",
    "last year has no such week": "viime vuonna ei ole tällaista viikkoa",
    "the data of this period are not complete": "jakson tiedot eivät ole täydelliset",
  },
  unknownReason: noReason,
  unknownMember: "(ei ilmoitettu)",

  units: {
    days: "pv",
    hours: "t",
    minutes: "min",
    seconds: "s",
    percentagePoints: "%\u2011yks.",
    points: "p.",
  },

  week: (n) => `Viikko ${n}`,
  weekInline: (n) => `viikko ${n}`,
  weekOfInline: (n, year) => `viikko ${n}/${year}`,
  trendTitle: {
    day: (kpi, count, n) => `${kpi}, ${plural(n, { one: "1 päivä", other: `${count} viimeisintä päivää` })}`,
    week: (kpi, count, n) =>
      `${kpi}, ${plural(n, { one: "1 viikko", other: `${count} viimeisintä viikkoa` })}`,
    month: (kpi, count, n) =>
      `${kpi}, ${plural(n, { one: "1 kuukausi", other: `${count} viimeisintä kuukautta` })}`,
  },

  reportLine: (organisation, title) => `${organisation} · ${title}`,
  headline: {
    missed: (off, all) => `${all} tavoitteesta ${off} jäi saavuttamatta`,
    nearToo: (missed, near) => `${missed}, lisäksi ${near} niukasti`,
    near: (near, all) => `${all} tavoitteesta ${near} jäi niukasti saavuttamatta`,
    onlyMissed: "Ainoa tavoite jäi saavuttamatta",
    onlyNear: "Ainoa tavoite jäi niukasti saavuttamatta",
    met: (all, n) =>
      plural(n, { one: "Ainoa tavoite saavutettiin", other: `Kaikki ${all} tavoitetta saavutettiin` }),
    worse: (worse, n) =>
      n === 0 ? "Mikään mittari ei heikentynyt selvästi" : `${kpisOf(worse, n)} heikkeni selvästi`,
    judged: (worse, judged, all) => `${worse} (arvioitu ${judged}/${all})`,
    tooFew: "Liian vähän yhteydenottoja vertailuun",
    figures: (period) => `Luvut: ${lower(period)}`,
    incomplete: (period) => `${period}: luvut tähän mennessä, tietoja puuttuu`,
    empty: (period) => `${period}: ei tietoja`,
    nothing: (period) => `${period}: ei yhteydenottoja eikä siksi vertailtavaa`,
  },
  subject: {
    incomplete: (subject) => `[puutteellinen] ${subject}`,
    whole: (finding, period) => `${finding} – ${lower(period)}`,
    finding: (name, value, change) => `${name} ${value} (${change})`,
    bare: (name, value) => `${name} ${value}`,
    noData: "Ei tietoja",
    noContacts: "Ei yhteydenottoja",
  },
  preheader: { second: (what) => `Lisäksi: ${what}.`, good: (what) => `Tavoitteessa: ${what}.` },
  incomplete: "Jakson tiedot eivät ole vielä täydelliset: luvut voivat muuttua.",

  status: { on: "Tavoitteessa", near: "Lähellä tavoitetta", off: "Ei tavoitteessa", none: "Ei tavoitetta" },
  notJudged: "Ei arvioitu",
  statusSign: { on: "✓", near: "!", off: "✕", none: "–" },
  score: {
    on: (count) => `${count} tavoitteessa`,
    near: (count) => `${count} lähellä`,
    off: (count) => `${count} ei tavoitteessa`,
    none: (count) => `${count} ilman tavoitetta`,
    notJudged: (count) => `${count} arvioimatta`,
    noData: (count) => `${count} ilman tietoja`,
  },
  state: { open: "vielä kesken", provisional: "alustava", final: "lopullinen" },

  target: {
    atMost: (value) => `enintään ${value}`,
    atLeast: (value) => `vähintään ${value}`,
    between: (low, high) => `${low} – ${high}`,
    labelled: (target) => `tavoite ${target}`,
  },

  arrow: { up: "▲", down: "▼", flat: "■" },
  change: {
    up: (size) => `nousua ${size}`,
    down: (size) => `laskua ${size}`,
    none: "ei muutosta",
    noClear: (size) => `ei selvää muutosta (${size})`,
    mayBeChance: (size) => `${size}, voi olla sattumaa`,
    fromZero: "nousua nollasta",
    better: "parempi",
    worse: "heikompi",
    judged: (change, judgement) => `${change}, ${judgement}`,
    versus: (period) => `vrt. ${period}`,
    versusNone: (versus, why) => `${versus}: ${why}`,
    was: (value) => `oli ${value}`,
    versusWas: (versus, value) => `${versus} (oli ${value})`,
    sentence: (change, versusWas) => `${change} ${versusWas}`,
    tooFew: "liian vähän vertailuun",
    withheld: (period, reason) => `Ei vertailua (${period}): ${reason}.`,
  },

  restated: {
    title: "Raportoinnin jälkeen korjatut luvut",
    said: (kpi, period, reported, now) => `${kpi}, ${period}: raportoitu ${reported}, nyt ${now}`,
    because: (said, cause) => `${said} – ${cause}`,
    late: (count) => `${count} saapui myöhässä`,
    withdrawn: (count) => `${count} poistettiin`,
    revised: (count) => `${count} sai uuden tuloksen`,
    differently: "samat yhteydenotot saivat uuden tuloksen",
    definition: "määritelmä on nyt toinen",
    mostly: (what, count, member) => `${what}, näistä ${count}: ${member}`,
    wholly: (what, n, member) => (n === 1 ? `${what}: ${member}` : `${what}, kaikki: ${member}`),
    more: (n) => `Lisäksi ${n} koko raportissa.`,
  },
  unusual: {
    title: "Poikkeavat päivät",
    day: (kpi, day, value, usual, days, n) =>
      `${kpi}, ${day}: ${value}, tavallisesti ${usual} (mediaani, ${days} ${plural(n, { one: "sama viikonpäivä", other: "samaa viikonpäivää" })})`,
    without: (said, count, n) =>
      `${said}; siitä jätettiin pois ${count} ${plural(n, { one: "poikkeava päivä", other: "poikkeavaa päivää" })}`,
  },
  further: {
    title: (name) => `Lisää vertailuja: ${name}`,
    against: "Vertailukohta",
    held: "Vertailuarvo",
    trailing: (count, days, n) =>
      `${plural(n, { one: "Edellinen jakso", other: `${count} edellistä jaksoa` })} (${days})`,
    month_to_date: (now, then) => `Kuukauden alusta: ${now}, vrt. ${then}`,
    quarter_to_date: (now, then) => `Vuosineljänneksen alusta: ${now}, vrt. ${then}`,
    event: (title, now, then) => `”${title}”, jälkeen: ${now}, ennen: ${then}`,
    weekday_mix: (now, then) => `Viikonpäivien mukaan oikaistuna: ${now}, vrt. ${then}`,
    benchmark: (source) => `Vertailuaineisto: ${source}`,
    milestone: (day) => `Välitavoite, määräpäivä ${day}`,
  },
  problems,

  attention: "Vaatii huomiota",
  attentionRule: "Ensin saavuttamatta jääneet tavoitteet, sitten selvästi heikentyneet",
  attentionMore: (n) => `ja lisäksi ${n} koko raportissa`,
  heroes: "Avainluvut",
  others: "Muut mittarit",
  button: "Avaa koko raportti",
  columns: { kpi: "Mittari", value: "Arvo", change: "Muutos", target: "Tavoite" },
  range: {
    day: (count, low, high, n) =>
      `${count} ${plural(n, { one: "päivä", other: "päivää" })}: pienin ${low}, suurin ${high}`,
    week: (count, low, high, n) =>
      `${count} ${plural(n, { one: "viikko", other: "viikkoa" })}: pienin ${low}, suurin ${high}`,
    month: (count, low, high, n) =>
      `${count} ${plural(n, { one: "kuukausi", other: "kuukautta" })}: pienin ${low}, suurin ${high}`,
  },
  rangeSame: {
    day: (count, value, n) => `${count} ${plural(n, { one: "päivä", other: "päivää" })}: aina ${value}`,
    week: (count, value, n) => `${count} ${plural(n, { one: "viikko", other: "viikkoa" })}: aina ${value}`,
    month: (count, value, n) =>
      `${count} ${plural(n, { one: "kuukausi", other: "kuukautta" })}: aina ${value}`,
  },
  someReasons: "Yhteydenottojen syyt, jotka voidaan näyttää",
  reasons: (count, n) =>
    plural(n, { one: "Yleisin yhteydenoton syy", other: `${count} yleisintä yhteydenoton syytä` }),
  reasonsNote: (period) =>
    `Avatut yhteydenotot, osuus kaikista ja muutos (vrt. ${period}); palkki: osuus kaikista yhteydenotoista`,
  barNote: "Palkki: osuus kaikista yhteydenotoista",
  contacts: (count, n) => `${count} ${plural(n, { one: "yhteydenotto", other: "yhteydenottoa" })}`,
  ofAll: (share) => `${share} kaikista`,
  thisPeriod: { day: "Tämä päivä", week: "Tämä viikko", month: "Tämä kuukausi" },
  thisYear: "Tänä vuonna",
  lastYear: "Viime vuonna",
  lastYearVersus: "vrt. viime vuosi",
  valueAndLastYear: (value, lastYear) => `${value} (viime vuonna ${lastYear})`,
  highLow: (high, when, low, since) => `Suurin ${high} (${lower(when)}), pienin ${low} (${lower(since)}).`,
  highLowSame: (value) => `Aina ${value}.`,
  trendSpan: (first, last) => `${first} – ${lower(last)}`,
  withDays: (period, days) => `${period} (${days})`,
  noLastYear: "Viime vuodelta ei ole tietoja.",

  dataUntil: (instant, zone) => `Tiedot täydelliset ${instant} saakka (${zone})`,
  noDataUntil: "Ei tiedetä, mihin asti tiedot ovat täydelliset",
  nothingExcluded: "yhtään riviä ei jätetty pois",
  excluded: (rows, n) => `${rows} ${plural(n, { one: "rivi", other: "riviä" })} jätetty pois`,
  excludedOf: (rows, landed) => `${landed} rivistä ${rows} jätetty pois`,
  excludedBecause: (rows, reason) => `${reason} (${rows})`,
  sentence,
  definitions: "Näin luvut lasketaan",
  why: (title) => `Saat tämän viestin, koska olet raportin ”${title}” jakelulistalla.`,
  whyOwner: (title, owner) =>
    `Saat tämän viestin, koska olet raportin ”${title}” jakelulistalla. Poistopyynnöt: ${owner}.`,

  unsubscribe: "Lopeta tämän raportin tilaus",

  ...parts,
};
