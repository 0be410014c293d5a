/** The Romanian words of a report for a team. */

import { pluralOf } from "../plural.ts";
import type { TeamWords } from "../words.ts";

const plural = pluralOf("ro");

export const team: TeamWords = {
  departments: "Comparația departamentelor",
  agents: "Comparația agenților",
  besideNote: (versus) =>
    `Sub fiecare valoare: variația ${versus}, acolo unde ambele se bazează pe suficiente solicitări; ■: fără o schimbare clară`,
  all: "Toate la un loc",
  ranked: "Clasament",
  ranking: (kpi) => `Clasamentul agenților: ${kpi}`,
  rankingNote: (fewest) =>
    `n: din câte solicitări sau răspunsuri este calculată valoarea; pentru un loc în clasament trebuie cel puțin ${fewest}`,
  rank: "Loc",
  made: (count) => `n = ${count}`,
  change: "Variație",
  previous: "Anterior",
  noRank: (names) => `Fără loc în clasament, cu prea puține date: ${names}.`,
  andMore: (names, count) => `${names} și încă ${count}`,
  nobodyRanked: "Nimeni nu are suficiente date pentru un loc în clasament.",
  between: (count, n) =>
    `încă ${count} ${plural(n, { one: "loc", few: "locuri", other: "de locuri" })} între ele`,
  gotWorse: "Agenți cu o înrăutățire clară",
  nobodyWorse: "Niciun agent nu are o înrăutățire clară.",
  noneJudged: "Schimbarea niciunui agent nu a putut fi evaluată.",
  judged: (judged, all) => `Valori evaluate: ${judged} din ${all}.`,
  worse: (agent, kpi, value, before) => `${agent}: ${kpi} ${value}, anterior ${before}`,
  sla: "SLA pe departamente",
  slaNote: "Ponderea țintelor atinse dintre cele decise în perioadă",
  slaOf: {
    sla_met_share: "Toate țintele",
    sla_first_reply_met_share: "Primul răspuns",
    sla_next_reply_met_share: "Răspunsul următor",
    sla_resolution_met_share: "Rezolvare",
  },
  ageing: "Vechimea solicitărilor nerezolvate",
  ageingNote: "Solicitările nerezolvate la sfârșitul perioadei, după timpul scurs de la înregistrare",
  ages: { today: "Din aceeași zi", days: "1–6 zile", weeks: "7–29 de zile", months: "Cel puțin 30 de zile" },
  age: "Vechime",
  open: "Nerezolvate",
  older: { week: "Cel puțin 7 zile", month: "Cel puțin 30 de zile" },
  rose: "Motive în creștere",
  roseNote: "Au fost verificate toate motivele; acestea au crescut mai mult decât explică întâmplarea",
  noneRose: "Niciun motiv nu a crescut în mod clar.",
  routed: "Principalele motive și responsabilii lor",
  whose: "Responsabil",
  owner: (owner) => `responsabil: ${owner}`,
  mainly: (department, share) => `cele mai multe în ${department} (${share})`,
  nobody: "necunoscut",
};
