/** The Russian words of a report for a team. */

import type { TeamWords } from "../words.ts";
import { plural } from "./counts.ts";

export const team: TeamWords = {
  departments: "Сравнение подразделений",
  agents: "Сравнение операторов",
  besideNote: (versus) =>
    `Под каждым значением: изменение ${versus}, если данных для сравнения достаточно; ■: без явных изменений`,
  all: "Все вместе",
  ranked: "Рейтинг",
  ranking: (kpi) => `Рейтинг операторов: ${kpi}`,
  rankingNote: (fewest) =>
    `n: из скольких обращений или ответов получено значение; для места в рейтинге нужно не меньше ${fewest}`,
  rank: "Место",
  made: (count) => `n = ${count}`,
  change: "Изменение",
  previous: "Раньше",
  noRank: (names) => `Без места в рейтинге, слишком мало данных: ${names}.`,
  andMore: (names, count) => `${names} и ещё ${count}`,
  nobodyRanked: "Ни у кого нет достаточно данных для места в рейтинге.",
  between: (count, n) =>
    `между ними ещё ${count}\u00a0${plural(n, { one: "место", few: "места", many: "мест", other: "места" })}`,
  gotWorse: "Операторы с явным ухудшением",
  nobodyWorse: "Ни у одного оператора нет явного ухудшения.",
  noneJudged: "Изменения нельзя оценить ни у одного оператора.",
  judged: (judged, all) => `Оценено значений: ${judged} из\u00a0${all}.`,
  worse: (agent, kpi, value, before) => `${agent}: ${kpi} ${value}, было\u00a0${before}`,
  sla: "SLA по подразделениям",
  slaNote: "Доля выполненных целей среди тех, по которым в этом периоде есть результат",
  slaOf: {
    sla_met_share: "Все цели",
    sla_first_reply_met_share: "Первый ответ",
    sla_next_reply_met_share: "Следующий ответ",
    sla_resolution_met_share: "Решение",
  },
  ageing: "Возраст открытых обращений",
  ageingNote: "Обращения, открытые на конец периода, по времени с момента их создания",
  ages: { today: "В тот же день", days: "1–6 дней", weeks: "7–29 дней", months: "30 дней и больше" },
  age: "Возраст",
  open: "Открыто",
  older: { week: "7 дней и больше", month: "30 дней и больше" },
  rose: "Причины, которых стало больше",
  roseNote: "Проверены все причины; рост этих больше, чем объясняет случайность",
  noneRose: "Явного роста нет ни у одной причины.",
  routed: "Главные причины и кто за них отвечает",
  whose: "Кто отвечает",
  owner: (owner) => `отвечает: ${owner}`,
  mainly: (department, share) => `больше всего: ${department} (${share})`,
  nobody: "неизвестно",
};
