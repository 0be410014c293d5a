/** The Finnish words on what a report is compared with, and on what its marks mean. */

import type { NotesWords } from "../words.ts";

export const notes: NotesWords = {
  holidays: (days) => `Pyhäpäivät: ${days}`,
  comparedOnly: (previous, days) => `Vertailujakso: ${previous} (${days})`,
  compared: (previous, previousDays, lastYear, lastYearDays) =>
    `Vertailujaksot: ${previous} (${previousDays}) ja ${lastYear} (${lastYearDays})`,
  noneOf: (compared, lastYear) => `${compared}; ei tietoja: ${lastYear}`,
  nothingBefore: "Aiempia tietoja vertailuun ei ole",

  nearNote: (share) => `Lähellä tavoitetta: enintään ${share} päässä. Ei tavoitteessa: kauempana.`,
  openNote: "Vielä kesken: tiedot eivät kata koko jaksoa, joten luvut koskevat vain osaa siitä.",
  provisionalNote: (why) => `Alustava: ${why}`,
  provisionalNoteOf: (kpis, why) => `Alustava: ${kpis}. ${why}`,
  mayChange: {
    resolved: "Jakson yhteydenottoja voi vielä ratketa, joten luku voi muuttua.",
    answered: "Jakson kyselyihin voi vielä tulla vastauksia, joten luku voi muuttua.",
    handedOver: "Jakson yhteydenottoja voi vielä siirtyä ihmiselle, joten luku voi muuttua.",
    askedAgain: (day) => `Asiakas voi vielä palata asiaan (määräaika ${day}), joten luku voi muuttua.`,
    reopened: (day) =>
      `Yhteydenottoja voidaan vielä avata uudelleen (määräaika ${day}), joten luku voi muuttua.`,
    costs: "Kaikki jakson kustannukset eivät ole vielä tiedossa, joten luku voi muuttua.",
    unknown: "Luku voi vielä muuttua.",
  },
};
