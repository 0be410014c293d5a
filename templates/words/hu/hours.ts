/** The Hungarian words of a report for operations. */

import type { HoursWords } from "../words.ts";

export const hours: HoursWords = {
  unusual: "Szokatlan a hét e napján",
  title: "Új megkeresések óránként",
  note: "Oszloponként egy nap, soronként két óra; minél erősebb a szín, annál több megkeresés",
  titleByDay: "Új megkeresések naponként és óránként",
  titleOfDay: (day) => `Óráról órára: ${day}`,
  hour: "Óra",
  day: "Nap",
  wholeDay: "Egész nap",
  peak: (hours, contacts, n) =>
    n === 1
      ? `Legforgalmasabb óra: ${hours}, ${contacts}`
      : `Legforgalmasabb órák: ${hours}, egyenként ${contacts}`,
  idle: {
    contacts_handled: (hours, opened) =>
      `Órák, amelyekben nem kezeltek megkeresést: ${hours} (ezalatt érkezett: ${opened})`,
    contacts_resolved: (hours, opened) =>
      `Órák, amelyekben nem oldottak meg megkeresést: ${hours} (ezalatt érkezett: ${opened})`,
  },
  neverIdle: {
    contacts_handled: "A nap minden órájában kezeltek megkeresést",
    contacts_resolved: "A nap minden órájában oldottak meg megkeresést",
  },
  skipped: (day, hour) => `${day}: az órát előreállították, ezért kimaradt: ${hour}`,
  repeated: (day, hour) => `${day}: az órát visszaállították, ezért kétszer volt, együtt számolva: ${hour}`,
  unknown: "A – jelű órákról nincsenek adatok",
  marked: (sign, note) => `${sign} ${note}`,
  counted: "Zárójelben: hány megkeresésből, üzenetből vagy másból adódik",
  notOfPart: (names) => `Egyetlen részlegről vagy csatornáról óránként nem közölt: ${names}`,
};
