/** The Finnish words of the first sentences of a report. Names and numbers stay in the nominative. */

import type { NarrativeWords } from "../words.ts";

export const narrative: NarrativeWords = {
  rose: (kpi, before, now, change, since) =>
    `${kpi}: nousu ${before} → ${now} (${change}), vertailussa ${since}`,
  fell: (kpi, before, now, change, since) =>
    `${kpi}: lasku ${before} → ${now} (${change}), vertailussa ${since}`,
  stayed: (kpi, now, since) => `${kpi}: ennallaan ${now}, vertailussa ${since}`,
  stands: (kpi, now) => `${kpi}: ${now}`,
  soFar: (kpi, now) => `${kpi} tähän mennessä: ${now}`,
  target: {
    on: (said, target) => `${said}; tavoitteessa (${target})`,
    near: (said, target) => `${said}; lähellä tavoitetta (${target})`,
    off: (said, target) => `${said}; ei tavoitteessa (${target})`,
  },

  by: {
    channel: (groups) => `Kanavittain: ${groups}`,
    department: (groups) => `Osastoittain: ${groups}`,
    reason: (groups) => `Syyn mukaan: ${groups}`,
  },
  group: (name, amount) => `${name} ${amount}`,
  rest: (amount) => `muut ${amount}`,
  split: (said, mix, rate) => `${said}; jakauman muutos selittää ${mix}, tulokset ${rate}`,
  onlyMix: (said) => `${said}; jakauman muutos selittää kaiken`,
  onlyRate: (said) => `${said}; jakauman muutos ei selitä siitä mitään`,

  clear: {
    worse: "Heikompi, yli tavallisen vaihtelun",
    better: "Parempi, yli tavallisen vaihtelun",
    neutral: "Muutos ylittää tavallisen vaihtelun",
  },
  untested: {
    worse: "Heikompi, mutta sattuman osuutta ei voi arvioida",
    better: "Parempi, mutta sattuman osuutta ei voi arvioida",
    neutral: "Sattuman osuutta ei voi arvioida",
  },
  chance: "Tavallisen vaihtelun rajoissa: voi olla sattumaa",
  small: "Muutos on merkityksettömän pieni",
  notCompared: (since, why) => `Ei vertailua (${since}): ${why}`,
  also: (first, second) => `${first}; ${second}`,
  others: (worse, nWorse, better, nBetter) =>
    `muista mittareista ${nWorse === 0 ? "yksikään ei heikentynyt" : `${worse} heikkeni`}, ${nBetter === 0 ? "yksikään ei parantunut" : `${better} parani`}`,
  noOther: "mikään muu mittari ei parantunut eikä heikentynyt selvästi",
  fewToo: (others, few) => `${others}, ${few} mittarilla on liian vähän yhteydenottoja vertailuun`,
  onlyFew: (few) => `${few} muulla mittarilla on liian vähän yhteydenottoja vertailuun`,

  noContacts: "Yhteydenottoja ei tullut",
  noContactsAfter: (since, contacts) => `Yhteydenottoja ei tullut (${since}: ${contacts})`,
  nothing: "Mitään ei vertailla eikä arvioida",
  missing: "Tietoja puuttuu, joten mitään ei vertailla eikä arvioida",
  empty: "Millään mittarilla ei ole arvoa",

  action: (what, who, when) => `Toimenpide: ${what} (${who}, ${when})`,
  noAction: "Toimenpiteitä ei ole kirjattu",
  noActionFor: "Tälle mittarille ei ole kirjattu toimenpidettä",
};
