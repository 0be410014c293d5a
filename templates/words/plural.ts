/** The plural a number takes in a language. Every category the language has must be given: a missing one does not compile. */

import type { Locale } from "../../functions/core/organisation.ts";
import { remembered } from "../../functions/core/remembered.ts";

interface Categories {
  readonly en: "one" | "other";
  readonly hu: "one" | "other";
  readonly ro: "one" | "few" | "other";
  readonly fi: "one" | "other";
  readonly ru: "one" | "few" | "many" | "other";
}

/** Chooses among forms by a number: `plural(3, { one: "contact", other: "contacts" })`. */
export function pluralOf<Language extends Locale>(locale: Language) {
  // Made when the language is first spoken: a function that loads knows five of them.
  let rules: Intl.PluralRules | undefined;
  const categoryOf = remembered((n: number) => {
    rules ??= new Intl.PluralRules(locale);
    return rules.select(n) as Categories[Language];
  }, 1_000);
  return (n: number, forms: Readonly<Record<Categories[Language], string>>): string => forms[categoryOf(n)];
}
