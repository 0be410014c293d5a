/** Customers of the simulated centre as a vendor knows them. Every number and address is one that nobody has. */

import { random } from "../random.ts";

export const languages = ["en", "hu", "fi", "ro", "ru"] as const;
export type Language = (typeof languages)[number];

export interface Customer {
  /** The centre's own: `K-00042`. */
  readonly id: string;
  /** Rises with the order in which customers were first heard of; no two share one. */
  readonly number: number;
  readonly name: string;
  readonly email: string;
  /** `+1`, an area, and 555-0100 to 555-0199, which are kept for fiction. */
  readonly phone: string;
  readonly language: Language;
}

const firstNames: Readonly<Record<Language, readonly string[]>> = {
  en: ["Martha", "Cedric", "Ione"],
  hu: ["Boglárka", "Győző", "Piroska"],
  fi: ["Väinö", "Päivikki", "Tuovi"],
  ro: ["Ștefania", "Țonel", "Rareș"],
  ru: ["Зинаида", "Аркадий", "Фёкла"],
};
const weights: Readonly<Record<Language, number>> = { en: 30, hu: 40, fi: 10, ro: 12, ru: 8 };

/** Numbers customers as they are first asked for: 80,000 of them have a telephone of their own. */
export function customersOf(seed: string): (id: string) => Customer {
  const known = new Map<string, Customer>();
  return (id) => {
    let customer = known.get(id);
    if (customer === undefined) {
      customer = customerOf(id, known.size, seed);
      known.set(id, customer);
    }
    return customer;
  };
}

function customerOf(id: string, number: number, seed: string): Customer {
  const dice = random(`${seed} customer ${id}`);
  const language = dice.weighted(languages, (each) => weights[each]);
  const name = firstNames[language][dice.whole(3)] ?? "Martha";
  const area = 200 + (Math.floor(number / 100) % 800);
  return {
    id,
    number,
    name: `${name} Nobody-${String(number).padStart(5, "0")}`,
    email: `nobody.${number}@example.org`,
    phone: `+1${area}55501${String(number % 100).padStart(2, "0")}`,
    language,
  };
}
