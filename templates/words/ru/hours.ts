/** The Russian words of a report for operations. */

import type { HoursWords } from "../words.ts";

export const hours: HoursWords = {
  unusual: "Необычно для этого дня недели",
  title: "Новые обращения по часам",
  note: "Столбец — день, строка — два часа; чем насыщеннее цвет, тем больше обращений",
  titleByDay: "Новые обращения по дням и часам",
  titleOfDay: (day) => `Час за часом: ${day}`,
  hour: "Час",
  day: "День",
  wholeDay: "Весь день",
  peak: (hours, contacts, n) =>
    n === 1
      ? `Самый загруженный час: ${hours}, ${contacts}`
      : `Самые загруженные часы: ${hours}, в каждом ${contacts}`,
  activity: { replied: "ответы", handled: "обработка", resolved: "решение" },
  idle: (what, hours, opened) => `Часы без активности (${what}): ${hours}; за это время поступило: ${opened}`,
  neverIdle: (what) => `Активность была в каждый час суток (${what})`,
  skipped: (day, hour) => `${day}: часы перевели вперёд, поэтому времени ${hour} не было`,
  repeated: (day, hour) =>
    `${day}: часы перевели назад, поэтому время ${hour} было дважды и посчитано вместе`,
  unknown: "– отмечены часы, за которые нет данных",
  marked: (sign, note) => `${sign} ${note}`,
  counted: "В скобках: по скольким обращениям, сообщениям и т. п. посчитано",
  notOfPart: (names) => `Для одного подразделения или канала не сообщается по часам: ${names}`,
};
