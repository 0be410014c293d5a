/** The Russian words of the charts of the archived page. */

import { pluralOf } from "../plural.ts";
import type { ChartsWords } from "../words.ts";

const plural = pluralOf("ru");

export const charts: ChartsWords = {
  why: "Из каких групп складываются изменения",
  whyNote:
    "Сколько изменили сами группы и сколько дала другая структура групп; вместе они составляют всё изменение.",
  bridge: {
    channel: (kpi) => `${kpi}: по каналам`,
    department: (kpi) => `${kpi}: по подразделениям`,
    reason: (kpi) => `${kpi}: по причинам обращений`,
  },
  own: "Сама группа",
  mix: "Структура",
  both: "Вместе",
  mixRow: "Другая структура",
  others: (count, n) =>
    `${count} ${plural(n, { one: "другая группа", few: "другие группы", many: "других групп", other: "другой группы" })}`,
  whole: "Всё изменение",
  bar: (kpi) => `Полоса: ${kpi}.`,
};
