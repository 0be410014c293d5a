/** The Romanian words of a report for the board. */

import type { BoardWords } from "../words.ts";

export const board: BoardWords = {
  toDate: "Trimestrul și anul până acum",
  toDateNote:
    "Luni întregi, față de aceleași luni ale anului trecut; aici nu se judecă dacă o schimbare poate fi întâmplătoare.",
  quarter: "Trimestru",
  year: "An",
  notAdded: (names) => `Doar pentru lună, deoarece medianele și percentilele nu se pot aduna: ${names}.`,
  steps: "Ținte și etape",
  milestone: (value, day) => `etapă: ${value} până la ${day}`,
  reached: "atinsă",
  notYet: "neatinsă încă",
  notReached: "neatinsă",
  events: "Înainte și după",
  noClear: "Niciun indicator nu s-a schimbat clar",
};
