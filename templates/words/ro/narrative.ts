/** The Romanian words of the first sentences of a report. */

import { pluralOf } from "../plural.ts";
import type { NarrativeWords } from "../words.ts";

const plural = pluralOf("ro");
const kpisOf = (count: string, n: number) =>
  `${count} ${plural(n, { one: "indicator are", few: "indicatori au", other: "de indicatori au" })}`;

export const narrative: NarrativeWords = {
  rose: (kpi, before, now, change, since) =>
    `${kpi}: creștere de la ${before} la ${now} (${change}) față de ${since}`,
  fell: (kpi, before, now, change, since) =>
    `${kpi}: scădere de la ${before} la ${now} (${change}) față de ${since}`,
  stayed: (kpi, now, since) => `${kpi}: ${now}, fără schimbare față de ${since}`,
  stands: (kpi, now) => `${kpi}: ${now}`,
  soFar: (kpi, now) => `${kpi} până acum: ${now}`,
  target: {
    on: (said, target) => `${said}; țintă atinsă (${target})`,
    near: (said, target) => `${said}; aproape de țintă (${target})`,
    off: (said, target) => `${said}; țintă neatinsă (${target})`,
  },

  by: {
    channel: (groups) => `Pe canale: ${groups}`,
    department: (groups) => `Pe departamente: ${groups}`,
    reason: (groups) => `Pe motive: ${groups}`,
  },
  group: (name, amount) => `${name} ${amount}`,
  rest: (amount) => `restul ${amount}`,
  split: (said, mix, rate) => `${said}; structura explică ${mix}, rezultatele ${rate}`,
  onlyMix: (said) => `${said}; structura explică totul`,
  onlyRate: (said) => `${said}; structura nu explică nimic`,

  clear: {
    worse: "Înrăutățire peste variația obișnuită",
    better: "Îmbunătățire peste variația obișnuită",
    neutral: "Schimbarea depășește variația obișnuită",
  },
  untested: {
    worse: "Înrăutățire, dar nu se poate verifica dacă este întâmplătoare",
    better: "Îmbunătățire, dar nu se poate verifica dacă este întâmplătoare",
    neutral: "Nu se poate verifica dacă schimbarea este întâmplătoare",
  },
  chance: "În limitele variației obișnuite: poate fi întâmplător",
  small: "Schimbarea este prea mică pentru a conta",
  notCompared: (since, why) => `Fără comparație cu ${since}: ${why}`,
  also: (first, second) => `${first}; ${second}`,
  others: (worse, nWorse, better, nBetter) =>
    `dintre ceilalți indicatori, ${nWorse === 0 ? "niciunul nu s-a" : `${worse} ${nWorse === 1 ? "s-a" : "s-au"}`} înrăutățit, ${nBetter === 0 ? "niciunul nu s-a" : `${better} ${nBetter === 1 ? "s-a" : "s-au"}`} îmbunătățit`,
  noOther: "niciun alt indicator nu s-a îmbunătățit sau înrăutățit clar",
  fewToo: (others, few, n) => `${others}, ${kpisOf(few, n)} prea puține solicitări pentru comparație`,
  onlyFew: (few, n) => `încă ${kpisOf(few, n)} prea puține solicitări pentru comparație`,

  noContacts: "Nu a sosit nicio solicitare",
  noContactsAfter: (since, contacts) => `Nu a sosit nicio solicitare (${since}: ${contacts})`,
  nothing: "Nimic nu este comparat sau evaluat",
  missing: "Lipsesc date, deci nimic nu este comparat sau evaluat",
  empty: "Niciun indicator nu are valoare",

  action: (what, who, when) => `Măsură: ${what} (${who}, ${when})`,
  noAction: "Nicio măsură înregistrată",
  noActionFor: "Nicio măsură înregistrată pentru acest indicator",
};
