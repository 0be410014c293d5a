/** The Finnish words of a report for a team. */

import { pluralOf } from "../plural.ts";
import type { TeamWords } from "../words.ts";

const plural = pluralOf("fi");

export const team: TeamWords = {
  departments: "Osastot rinnakkain",
  agents: "Asiakaspalvelijat rinnakkain",
  besideNote: (versus) =>
    `Arvon alla muutos (${versus}), kun kumpikin luku perustuu riittävään määrään; ■: ei selvää muutosta`,
  all: "Kaikki yhteensä",
  ranked: "Järjestys",
  ranking: (kpi) => `Asiakaspalvelijoiden järjestys: ${kpi}`,
  rankingNote: (fewest) =>
    `n = yhteydenotot tai vastaukset, joista arvo on laskettu; sija edellyttää vähintään ${fewest}`,
  rank: "Sija",
  made: (count) => `n = ${count}`,
  change: "Muutos",
  previous: "Aiemmin",
  noRank: (names) => `Ei sijaa, koska arvo perustuu liian pieneen määrään: ${names}.`,
  andMore: (names, count) => `${names} ja lisäksi ${count}`,
  nobodyRanked: "Kenenkään arvo ei perustu riittävään määrään, joten sijoja ei ole.",
  between: (count, n) => `välissä ${count} ${plural(n, { one: "sija", other: "sijaa" })}`,
  gotWorse: "Selvästi heikentyneet asiakaspalvelijat",
  nobodyWorse: "Kukaan asiakaspalvelija ei heikentynyt selvästi.",
  noneJudged: "Yhdenkään asiakaspalvelijan muutosta ei voitu arvioida.",
  judged: (judged, all) => `Arvioitu ${judged}/${all} luvusta.`,
  worse: (agent, kpi, value, before) => `${agent}: ${kpi} ${value}, oli ${before}`,
  sla: "SLA osastoittain",
  slaNote: "Täyttyneiden tavoitteiden osuus jaksolla ratkenneista",
  slaOf: {
    sla_met_share: "Kaikki tavoitteet",
    sla_first_reply_met_share: "Ensivastaus",
    sla_next_reply_met_share: "Jatkovastaus",
    sla_resolution_met_share: "Ratkaisu",
  },
  ageing: "Avoimen työjonon ikä",
  ageingNote: "Jakson lopussa avoinna olevat yhteydenotot sen mukaan, kuinka kauan sitten ne avattiin",
  ages: { today: "Samana päivänä", days: "1–6 päivää", weeks: "7–29 päivää", months: "Vähintään 30 päivää" },
  age: "Ikä",
  open: "Avoinna",
  older: { week: "7 pv tai yli", month: "30 pv tai yli" },
  rose: "Kasvaneet yhteydenottojen syyt",
  roseNote: "Kaikki syyt tarkistettiin; nämä kasvoivat enemmän kuin sattuma selittää",
  noneRose: "Mikään syy ei kasvanut selvästi.",
  routed: "Yleisimmät syyt ja niiden vastuutahot",
  whose: "Vastuutaho",
  owner: (owner) => `vastuutaho: ${owner}`,
  mainly: (department, share) => `eniten: ${department} (${share})`,
  nobody: "ei tiedossa",
};
