/** The Hungarian words of a report for the board. */

import type { BoardWords } from "../words.ts";

export const board: BoardWords = {
  toDate: "A negyedév és az év eddig",
  toDateNote:
    "Egész hónapok, a tavalyi azonos hónapokhoz mérve; hogy a változás lehet-e véletlen, itt nincs vizsgálva.",
  quarter: "Negyedév",
  year: "Év",
  notAdded: (names) => `Csak a hónapra, mert mediánok és percentilisek nem adhatók össze: ${names}.`,
  steps: "Célok és részcélok",
  milestone: (value, day) => `részcél: ${value}, határidő: ${day}`,
  reached: "elérve",
  notYet: "még nincs elérve",
  notReached: "nincs elérve",
  events: "Előtte és utána",
  noClear: "Egyik mutató sem változott egyértelműen",
};
