/** The Russian words of a report for the board. */

import type { BoardWords } from "../words.ts";

export const board: BoardWords = {
  toDate: "Квартал и год на сегодня",
  toDateNote:
    "Полные месяцы в сравнении с теми же месяцами прошлого года; случайны ли изменения, здесь не оценивается.",
  quarter: "Квартал",
  year: "Год",
  notAdded: (names) => `Только за месяц, так как медианы и процентили нельзя складывать: ${names}.`,
  steps: "Цели и этапы",
  milestone: (value, day) => `этап: ${value}, срок: ${day}`,
  reached: "достигнут",
  notYet: "пока не достигнут",
  notReached: "не достигнут",
  events: "До и после",
  noClear: "Ни один показатель не изменился заметно.",
};
