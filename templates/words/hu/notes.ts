/** The Hungarian words on what a report is compared with, and on what its marks mean. */

import type { NotesWords } from "../words.ts";

export const notes: NotesWords = {
  holidays: (days) => `Ünnepnapok: ${days}`,
  comparedOnly: (previous, days) => `Összevetve: ${previous} (${days})`,
  compared: (previous, previousDays, lastYear, lastYearDays) =>
    `Összevetve: ${previous} (${previousDays}) és ${lastYear} (${lastYearDays})`,
  noneOf: (compared, lastYear) => `${compared}; nincs adat: ${lastYear}`,
  nothingBefore: "Nincs korábbi adat, amellyel össze lehetne vetni",

  nearNote: (share) => `Cél közelében: legfeljebb ${share} az eltérés. Cél nem teljesült: ennél több.`,
  openNote: "Folyamatban: az adatok nem fedik le az egész időszakot, így a számok csak egy részéről szólnak.",
  provisionalNote: (why) => `Előzetes: ${why}`,
  provisionalNoteOf: (kpis, why) => `Előzetes: ${kpis}. ${why}`,
  mayChange: {
    resolved: "Az időszak megkeresései közül még többet megoldhatnak, ezért a szám változhat.",
    answered: "Az időszak kérdőíveire még érkezhetnek válaszok, ezért a szám változhat.",
    handedOver: "Az időszak megkeresései még munkatárshoz kerülhetnek, ezért a szám változhat.",
    askedAgain: (day) => `Az ügyfelek még visszatérhetnek (határnap: ${day}), ezért a szám változhat.`,
    reopened: (day) => `A megkeresések még újranyílhatnak (határnap: ${day}), ezért a szám változhat.`,
    costs: "A napok költségei még nem mind ismertek, ezért a szám változhat.",
    unknown: "A szám még változhat.",
  },
};
