/** The Romanian words on what a report is compared with, and on what its marks mean. */

import type { NotesWords } from "../words.ts";

export const notes: NotesWords = {
  holidays: (days) => `Sărbători: ${days}`,
  comparedOnly: (previous, days) => `Comparație cu ${previous} (${days})`,
  compared: (previous, previousDays, lastYear, lastYearDays) =>
    `Comparație cu ${previous} (${previousDays}) și cu ${lastYear} (${lastYearDays})`,
  noneOf: (compared, lastYear) => `${compared}; fără date pentru ${lastYear}`,
  nothingBefore: "Nu există date anterioare pentru comparație",

  nearNote: (share) => `Aproape de țintă: ratată cu cel mult ${share}. Țintă neatinsă: cu mai mult.`,
  openNote: "În curs: datele nu acoperă întreaga perioadă, așa că cifrele privesc doar o parte din ea.",
  provisionalNote: (why) => `Provizoriu: ${why}`,
  provisionalNoteOf: (kpis, why) => `Provizoriu: ${kpis}. ${why}`,
  mayChange: {
    resolved: "Unele solicitări ale perioadei mai pot fi rezolvate, deci cifra se mai poate schimba.",
    answered: "La chestionarele perioadei mai pot veni răspunsuri, deci cifra se mai poate schimba.",
    handedOver:
      "Unele solicitări ale perioadei mai pot fi preluate de un om, deci cifra se mai poate schimba.",
    askedAgain: (day) => `Clienții mai pot reveni până la ${day}, deci cifra se mai poate schimba.`,
    reopened: (day) => `Solicitările mai pot fi redeschise până la ${day}, deci cifra se mai poate schimba.`,
    costs: "Costurile zilelor nu sunt încă toate cunoscute, deci cifra se mai poate schimba.",
    unknown: "Cifra se mai poate schimba.",
  },
};
