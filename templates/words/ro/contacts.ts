/** The Romanian words of the list of contacts behind a report. */

import type { ContactsWords } from "../words.ts";

export const contacts: ContactsWords = {
  title: "Contactele din spatele cifrelor",
  link: (n) => `Contactele din spatele cifrelor (${n})`,
  all: (opened) => `Contactele deschise în această perioadă: ${opened}, cele mai noi primele.`,
  newest: (shown, opened) => `Cele mai noi contacte: ${shown} din ${opened} deschise în această perioadă.`,
  newestOnly: (shown) => `Cele mai noi contacte ale perioadei: ${shown}.`,
  none: "În această perioadă nu s-a deschis niciun contact.",
  note: "Lista nu numește niciun client și niciun agent. Liniuță: sursa nu spune.",
  back: "Înapoi la raport",
  csv: "Această listă ca fișier CSV",
  opened: "Deschis",
  wait: "Așteptare",
  talk: "Convorbire și reținere",
  resolved: "Rezolvat după",
  transferred: "Transferat",
  outcome: "Rezultat",
  yes: "da",
  no: "nu",
  answered: "preluat",
  unanswered: "nepreluat",
  isResolved: "rezolvat",
  isOpen: "deschis",
};
