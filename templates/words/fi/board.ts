/** The Finnish words of a report for the board. */

import type { BoardWords } from "../words.ts";

export const board: BoardWords = {
  toDate: "Vuosineljännes ja vuosi tähän mennessä",
  toDateNote:
    "Kokonaisia kuukausia, verrattuna viime vuoden samoihin kuukausiin. Muutosten sattumanvaraisuutta ei ole tässä arvioitu.",
  quarter: "Neljännes",
  year: "Vuosi",
  notAdded: (names) =>
    `Vain kuukaudelta, koska mediaaneja ja prosenttipisteitä ei voi laskea yhteen: ${names}.`,
  steps: "Tavoitteet ja välitavoitteet",
  milestone: (value, day) => `välitavoite ${value}, määräpäivä ${day}`,
  reached: "saavutettu",
  notYet: "ei vielä saavutettu",
  notReached: "ei saavutettu",
  events: "Ennen ja jälkeen",
  noClear: "Mikään mittari ei muuttunut selvästi",
};
