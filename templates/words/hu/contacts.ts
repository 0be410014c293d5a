/** The Hungarian words of the list of contacts behind a report. */

import type { ContactsWords } from "../words.ts";

export const contacts: ContactsWords = {
  title: "A számok mögötti megkeresések",
  link: (n) => `A számok mögötti megkeresések (${n})`,
  all: (opened) => `Az időszak összes új megkeresése: ${opened}, a legújabb elöl.`,
  newest: (shown, opened) => `A legújabb ${shown} megkeresés az időszakban érkezett ${opened} közül.`,
  newestOnly: (shown) => `Az időszak legújabb ${shown} megkeresése.`,
  none: "Az időszakban nem volt új megkeresés.",
  note: "A lista sem ügyfelet, sem ügyintézőt nem nevez meg. Kötőjel: a forrás nem közli.",
  back: "Vissza a jelentéshez",
  csv: "Ez a lista CSV-fájlként",
  opened: "Megnyitva",
  wait: "Várakozás",
  talk: "Beszélgetés és tartás",
  resolved: "Megoldva ennyi idő alatt",
  transferred: "Átadva",
  outcome: "Eredmény",
  yes: "igen",
  no: "nem",
  answered: "fogadva",
  unanswered: "nem fogadva",
  isResolved: "megoldva",
  isOpen: "nyitott",
};
