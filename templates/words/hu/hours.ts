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
  activity: { replied: "válasz", handled: "kezelés", resolved: "megoldás" },
  idle: (what, hours, opened) => `Órák tevékenység nélkül (${what}): ${hours}; ezalatt érkezett: ${opened}`,
  neverIdle: (what) => `A nap minden órájában volt tevékenység (${what})`,
  skipped: (day, hour) => `${day}: az órát előreállították, ezért kimaradt: ${hour}`,
  repeated: (day, hour) => `${day}: az órát visszaállították, ezért kétszer volt, együtt számolva: ${hour}`,
  unknown: "A – jelű órákról nincsenek adatok",
  marked: (sign, note) => `${sign} ${note}`,
  counted: "Zárójelben: hány megkeresésből, üzenetből vagy másból adódik",
  notOfPart: (names) => `Egyetlen részlegről vagy csatornáról óránként nem közölt: ${names}`,
};
