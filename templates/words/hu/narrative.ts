/** The Hungarian words of the first sentences of a report. No article and no suffix meets a name or a number. */

import type { NarrativeWords } from "../words.ts";

export const narrative: NarrativeWords = {
  rose: (kpi, before, now, change, since) =>
    `${kpi}: növekedés, ${before} → ${now} (${change}), ehhez képest: ${since}`,
  fell: (kpi, before, now, change, since) =>
    `${kpi}: csökkenés, ${before} → ${now} (${change}), ehhez képest: ${since}`,
  stayed: (kpi, now, since) => `${kpi}: változatlanul ${now}, ehhez képest: ${since}`,
  stands: (kpi, now) => `${kpi}: ${now}`,
  soFar: (kpi, now) => `${kpi} eddig: ${now}`,
  target: {
    on: (said, target) => `${said}; a cél teljesült (${target})`,
    near: (said, target) => `${said}; a cél közelében (${target})`,
    off: (said, target) => `${said}; a cél nem teljesült (${target})`,
  },

  by: {
    channel: (groups) => `Csatornánként: ${groups}`,
    department: (groups) => `Részlegenként: ${groups}`,
    reason: (groups) => `Okonként: ${groups}`,
  },
  group: (name, amount) => `${name} ${amount}`,
  rest: (amount) => `a többi ${amount}`,
  split: (said, mix, rate) => `${said}; ebből a megoszlás változása ${mix}, az eredményeké ${rate}`,
  onlyMix: (said) => `${said}; mindezt a megoszlás változása magyarázza`,
  onlyRate: (said) => `${said}; ebből a megoszlás változása semmit sem magyaráz`,

  clear: {
    worse: "Romlás, nagyobb a szokásos ingadozásnál",
    better: "Javulás, nagyobb a szokásos ingadozásnál",
    neutral: "A változás nagyobb a szokásos ingadozásnál",
  },
  untested: {
    worse: "Romlás, de nem vizsgálható, hogy véletlen-e",
    better: "Javulás, de nem vizsgálható, hogy véletlen-e",
    neutral: "Nem vizsgálható, hogy véletlen-e",
  },
  chance: "A szokásos ingadozáson belül van: lehet véletlen",
  small: "A változás elhanyagolhatóan kicsi",
  notCompared: (since, why) => `Nincs összevetve (${since}): ${why}`,
  also: (first, second) => `${first}; ${second}`,
  others: (worse, nWorse, better, nBetter) =>
    `a többi mutató közül ${nWorse === 0 ? "egy sem" : worse} romlott, ${nBetter === 0 ? "egy sem" : better} javult`,
  noOther: "más mutató nem javult és nem romlott egyértelműen",
  fewToo: (others, few) => `${others}, ${few} mutatónál túl kevés a megkeresés az összevetéshez`,
  onlyFew: (few) => `további ${few} mutatónál túl kevés a megkeresés az összevetéshez`,

  noContacts: "Nem érkezett megkeresés",
  noContactsAfter: (since, contacts) => `Nem érkezett megkeresés (${since}: ${contacts})`,
  nothing: "Nincs mit összevetni és értékelni",
  missing: "Hiányoznak adatok, ezért nincs összevetés és értékelés",
  empty: "Egyik mutatónak sincs értéke",

  action: (what, who, when) => `Intézkedés: ${what} (${who}, ${when})`,
  noAction: "Nincs rögzített intézkedés",
  noActionFor: "Ehhez a mutatóhoz nincs rögzített intézkedés",
};
