/** The Romanian words of the list of contacts behind a report. */

import type { ContactsWords } from "../words.ts";

export const contacts: ContactsWords = {
  title: "Solicitările din spatele cifrelor",
  link: (n) => `Solicitările din spatele cifrelor (${n})`,
  all: (opened) => `Solicitările înregistrate în această perioadă: ${opened}, cele mai noi primele.`,
  newest: (shown, opened) =>
    `Cele mai noi solicitări: ${shown} din ${opened} înregistrate în această perioadă.`,
  newestOnly: (shown) => `Cele mai noi solicitări ale perioadei: ${shown}.`,
  none: "În această perioadă nu s-a înregistrat nicio solicitare.",
  note: "Lista nu numește niciun client și niciun agent. Liniuță: sursa nu precizează.",
  back: "Înapoi la raport",
  csv: "Această listă ca fișier CSV",
  opened: "Înregistrată",
  wait: "Așteptare",
  talk: "Convorbire și punere în așteptare",
  resolved: "Rezolvată după",
  transferred: "Transferată",
  outcome: "Rezultat",
  yes: "da",
  no: "nu",
  answered: "preluată",
  unanswered: "nepreluată",
  isResolved: "rezolvată",
  isOpen: "nerezolvată",
};
