/** The Russian words of a report for the board. */

import type { BoardWords } from "../words.ts";

export const board: BoardWords = {
  toDate: "С начала квартала и года",
  toDateNote:
    "Полные месяцы в сравнении с теми же месяцами прошлого года; случайны ли изменения, здесь не оценивается.",
  quarter: "Квартал",
  year: "Год",
  notAdded: (names) => `Только за месяц, так как медианы и процентили нельзя складывать: ${names}.`,
  steps: "Цели и промежуточные цели",
  milestone: (value, day) => `промежуточная цель: ${value}, срок: ${day}`,
  reached: "достигнута",
  notYet: "пока не достигнута",
  notReached: "не достигнута",
  events: "До и после",
  noClear: "Ни один показатель не изменился заметно",
};
