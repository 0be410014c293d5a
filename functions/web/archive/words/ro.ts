/** The Romanian words around archived reports. */

import type { ArchiveWords } from "./en.ts";

const plural = new Intl.PluralRules("ro");

/** `1 raport`, `3 rapoarte`, `20 de rapoarte`. */
function reports(count: string, n: number): string {
  const kind = plural.select(n);
  return kind === "one" ? `${count} raport` : kind === "few" ? `${count} rapoarte` : `${count} de rapoarte`;
}

export const ro: ArchiveWords = {
  archive: "Arhivă",
  allReports: "Toate rapoartele",
  lede: "Toate rapoartele, așa cum au fost trimise.",
  bar: {
    label: "Arhivă",
    index: "Toate rapoartele",
    previous: (period) => `← ${period}`,
    next: (period) => `${period} →`,
    previousLabel: (period) => `Anterior: ${period}`,
    nextLabel: (period) => `Următor: ${period}`,
    compare: "Comparați",
    csv: "CSV",
    workbook: "Excel",
    asSent: "Așa cum a fost trimis",
  },
  restated: {
    title: "Corectat de când a fost trimis raportul",
    by: (period) => `Raport: ${period}`,
  },
  find: {
    label: "Căutare",
    text: "Cuvinte din titlu, perioadă sau subiect",
    report: "Raport",
    year: "An",
    any: "Toate",
    button: "Căutați",
    clear: "Arătați tot",
    found: reports,
    none: "Niciun raport nu conține aceste cuvinte.",
    empty: "Încă niciunul. Un raport este arhivat când este trimis.",
    searchedOnly: (count, n) => `Subiectele au fost căutate doar în ultimele ${reports(count, n)}.`,
  },
  columns: { period: "Perioada", days: "Zile", subject: "Subiect", whose: "Al cui", files: "Fișiere" },
  everything: "Tot",
  pages: {
    label: "Pagini",
    newer: "← Mai noi",
    older: "Mai vechi →",
    at: (page, pages) => `Pagina ${page} din ${pages}`,
  },
  compare: {
    title: "Comparați două perioade",
    titleOf: (one, other) => `${one} și ${other}`,
    one: "De la",
    other: "La",
    button: "Comparați",
    kpi: "Indicator",
    difference: "Diferență",
    n: (count) => `n = ${count}`,
    note: "Fiecare număr este cel care a fost trimis; ce s-a corectat de atunci stă la fiecare raport. O diferență poate fi întâmplătoare: dacă este mai mult de atât spun rapoartele, față de perioada anterioară și de acum un an.",
    incomplete: (period) => `! ${period}: a fost trimis cu date lipsă.`,
    blocked: (why) => `Nu se compară: ${why}.`,
    same: "Alegeți două perioade diferite.",
    notKept: (period) =>
      `${period}: s-a păstrat doar pagina, trimisă de o versiune mai veche. Nu se poate compara.`,
    fewer: "Deocamdată există o singură perioadă.",
    obstacles: {
      definition: "definiția s-a schimbat",
      unit: "unitatea s-a schimbat",
      currency: "moneda s-a schimbat",
      zone: "fusul orar s-a schimbat",
      length: "zilele, săptămânile și lunile nu se compară între ele",
      incomplete: "datele uneia dintre perioade nu erau complete",
      maturity: "una dintre valori se mai putea schimba când a fost trimisă",
      absent: "apare doar într-unul dintre rapoarte",
      noData: "nu există date",
    },
  },
  workbook: {
    report: "Raport",
    kpis: "Indicatori",
    breakdowns: "Defalcări",
    definitions: "Definiții",
    organisation: "Organizație",
    title: "Titlu",
    whose: "Al cui",
    period: "Perioada",
    from: "Prima zi",
    to: "Ultima zi",
    dataUntil: "Date până la",
    missing: "Lipsește",
    zone: "Fus orar",
    currency: "Monedă",
    times: "Timpii sunt ore:minute:secunde.",
    value: "Valoare",
    numerator: "Numărător",
    denominator: "Numitor",
    previous: "Perioada anterioară",
    lastYear: "Anul trecut",
    atMost: "Țintă, cel mult",
    atLeast: "Țintă, cel puțin",
    status: "Față de țintă",
    state: "Stadiu",
    by: "Defalcare",
    member: "Grup",
    definition: "Definiție",
    settings: "Setări",
    identifier: "Identificator",
  },
};
