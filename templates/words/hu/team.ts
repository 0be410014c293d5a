/** The Hungarian words of a report for a team. */

import type { TeamWords } from "../words.ts";

export const team: TeamWords = {
  departments: "Részlegek egymás mellett",
  agents: "Ügyintézők egymás mellett",
  besideNote: (versus) =>
    `Az értékek alatt a változás (${versus}), ahol mindkét érték mögött elég megkeresés áll; ■: nincs egyértelmű változás`,
  all: "Összesen",
  ranked: "Rangsor",
  ranking: (kpi) => `Ügyintézők rangsora: ${kpi}`,
  rankingNote: (fewest) =>
    `n: hány megkeresésből vagy válaszból áll az érték; helyezéshez legalább ${fewest} kell`,
  rank: "Hely",
  made: (count) => `n = ${count}`,
  change: "Változás",
  previous: "Korábban",
  noRank: (names) => `Helyezés nélkül, mert túl kevés adat áll az érték mögött: ${names}.`,
  andMore: (names, count) => `${names} és további ${count}`,
  nobodyRanked: "Senkinél sem áll elég adat az érték mögött a helyezéshez.",
  between: (count) => `közöttük további ${count} hely`,
  gotWorse: "Ügyintézők egyértelműen romló eredménnyel",
  nobodyWorse: "Egyetlen ügyintéző eredménye sem romlott egyértelműen.",
  worse: (agent, kpi, value, before) => `${agent}: ${kpi} ${value}, korábban ${before}`,
  sla: "SLA részlegenként",
  slaNote: "A teljesült célok aránya az időszakban eldőlt célokból",
  slaOf: {
    sla_met_share: "Minden cél",
    sla_first_reply_met_share: "Első válasz",
    sla_next_reply_met_share: "További válasz",
    sla_resolution_met_share: "Megoldás",
  },
  ageing: "A nyitott megkeresések kora",
  ageingNote: "Az időszak végén nyitott megkeresések aszerint, hogy mióta vannak nyitva",
  ages: { today: "Aznapi", days: "1–6 nap", weeks: "7–29 nap", months: "Legalább 30 nap" },
  age: "Kor",
  open: "Nyitott",
  older: { week: "Legalább 7 napos", month: "Legalább 30 napos" },
  rose: "Növekvő megkeresési okok",
  roseNote: "Minden okot megnéztünk; ezek jobban nőttek, mint amit a véletlen megmagyaráz",
  noneRose: "Egyetlen ok sem nőtt egyértelműen.",
  routed: "A leggyakoribb okok és felelőseik",
  whose: "Felelős",
  owner: (owner) => `felelős: ${owner}`,
  mainly: (department, share) => `a legtöbb itt: ${department} (${share})`,
  nobody: "nem ismert",
};
