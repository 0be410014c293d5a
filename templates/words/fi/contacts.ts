/** The Finnish words of the list of contacts behind a report. */

import type { ContactsWords } from "../words.ts";

export const contacts: ContactsWords = {
  title: "Lukujen takana olevat yhteydenotot",
  link: (n) => `Lukujen takana olevat yhteydenotot (${n})`,
  all: (opened, n) =>
    n === 1
      ? `Jakson ainoa avattu yhteydenotto.`
      : `Kaikki ${opened} jaksolla avattua yhteydenottoa, uusin ensin.`,
  newest: (shown, opened) => `Uusimmat ${shown} yhteydenottoa, kaikkiaan jaksolla avattiin ${opened}.`,
  newestOnly: (shown) => `Jakson uusimmat ${shown} yhteydenottoa.`,
  none: "Jaksolla ei avattu yhteydenottoja.",
  note: "Luettelossa ei ole asiakkaiden eikä asiakaspalvelijoiden nimiä. Viiva: lähde ei kerro tietoa.",
  back: "Takaisin raporttiin",
  csv: "Tämä luettelo CSV-tiedostona",
  opened: "Avattu",
  wait: "Odotus",
  talk: "Puhe ja pito",
  resolved: "Ratkaistu ajassa",
  transferred: "Siirretty",
  outcome: "Lopputulos",
  yes: "kyllä",
  no: "ei",
  answered: "vastattu",
  unanswered: "ei vastattu",
  isResolved: "ratkaistu",
  isOpen: "avoin",
};
