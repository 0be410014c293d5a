/** The Romanian words of a report for operations. */

import type { HoursWords } from "../words.ts";

export const hours: HoursWords = {
  unusual: "Neobișnuit pentru această zi a săptămânii",
  title: "Solicitări înregistrate pe ore",
  note: "O zi pe coloană, două ore pe rând; cu cât culoarea e mai intensă, cu atât mai multe solicitări",
  titleByDay: "Solicitări înregistrate pe zile și ore",
  titleOfDay: (day) => `Oră cu oră: ${day}`,
  hour: "Ora",
  day: "Ziua",
  wholeDay: "Toată ziua",
  peak: (hours, contacts, n) =>
    n === 1
      ? `Ora cea mai aglomerată: ${hours}, ${contacts}`
      : `Orele cele mai aglomerate: ${hours}, câte ${contacts}`,
  activity: { replied: "răspunsuri", handled: "tratare", resolved: "rezolvare" },
  idle: (what, hours, opened) =>
    `Ore fără activitate (${what}): ${hours}; înregistrate în acest timp: ${opened}`,
  neverIdle: (what) => `A existat activitate în fiecare oră a zilei (${what})`,
  skipped: (day, hour) => `${day}: ceasul a fost dat înainte, deci intervalul ${hour} nu a existat`,
  repeated: (day, hour) =>
    `${day}: ceasul a fost dat înapoi, deci intervalul ${hour} a fost de două ori și este numărat împreună`,
  unknown: "– înseamnă ore pentru care nu există date",
  marked: (sign, note) => `${sign} ${note}`,
  counted: "În paranteze: din câte solicitări, mesaje sau altele provine cifra",
  notOfPart: (names) => `Nu se comunică pe ore pentru un singur departament sau canal: ${names}`,
};
