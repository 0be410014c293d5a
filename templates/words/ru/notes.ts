/** The Russian words on what a report is compared with, and on what its marks mean. */

import type { NotesWords } from "../words.ts";

const mayChange = "поэтому значение может измениться.";

export const notes: NotesWords = {
  holidays: (days) => `Праздники: ${days}`,
  comparedOnly: (previous, days) => `Сравнение: ${previous} (${days})`,
  compared: (previous, previousDays, lastYear, lastYearDays) =>
    `Сравнение: ${previous} (${previousDays}) и ${lastYear} (${lastYearDays})`,
  noneOf: (compared, lastYear) => `${compared}; нет данных: ${lastYear}`,
  nothingBefore: "Более ранних данных для сравнения нет",

  nearNote: (share) => `Близко к цели: отклонение не больше ${share}. Цель не достигнута: отклонение больше.`,
  openNote:
    "Неполный период: данные охватывают не весь период, поэтому эти значения относятся только к его части.",
  provisionalNote: (why) => `Предварительно: ${why}`,
  provisionalNoteOf: (kpis, why) => `Предварительно: ${kpis}. ${why}`,
  mayChange: {
    resolved: `Обращения этого периода ещё могут быть решены, ${mayChange}`,
    answered: `На опросы этого периода ещё могут ответить, ${mayChange}`,
    handedOver: `Обращения этого периода ещё могут быть переданы человеку, ${mayChange}`,
    askedAgain: (day) => `Клиенты ещё могут обратиться снова до ${day} включительно, ${mayChange}`,
    reopened: (day) => `Обращения ещё могут быть открыты снова до ${day} включительно, ${mayChange}`,
    costs: `Ещё не все затраты за эти дни известны, ${mayChange}`,
    unknown: "Значение ещё может измениться.",
  },
};
