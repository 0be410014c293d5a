/** Things with their number, as Russian declines them: "1 день", "3 дня", "5 дней", "1,5 дня". No line breaks between the two. */

import { pluralOf } from "../plural.ts";

export const plural = pluralOf("ru");

/** The verb or participle of so many: one form after 1, 21 and 101, another after all else. */
export const verb = (n: number, one: string, more: string) =>
  plural(n, { one, few: more, many: more, other: more });

export const daysOf = (count: string, n: number) =>
  `${count}\u00a0${plural(n, { one: "день", few: "дня", many: "дней", other: "дня" })}`;

export const weeksOf = (count: string, n: number) =>
  `${count}\u00a0${plural(n, { one: "неделя", few: "недели", many: "недель", other: "недели" })}`;

export const monthsOf = (count: string, n: number) =>
  `${count}\u00a0${plural(n, { one: "месяц", few: "месяца", many: "месяцев", other: "месяца" })}`;

export const targetsOf = (count: string, n: number) =>
  `${count}\u00a0${plural(n, { one: "цель", few: "цели", many: "целей", other: "цели" })}`;

export const kpisOf = (count: string, n: number) =>
  `${count}\u00a0${plural(n, { one: "показатель", few: "показателя", many: "показателей", other: "показателя" })}`;

export const contactsOf = (count: string, n: number) =>
  `${count}\u00a0${plural(n, { one: "обращение", few: "обращения", many: "обращений", other: "обращения" })}`;

/** In the genitive, after "менее". */
export const lessThanContacts = (n: number) => `${n}\u00a0${verb(n, "обращения", "обращений")}`;

/** "достигнута 1 цель", "достигнуты 2 цели", "достигнуто 5 целей". */
export const reached = (n: number) =>
  plural(n, { one: "достигнута", few: "достигнуты", many: "достигнуто", other: "достигнуто" });

/** "1 строка исключена", "2 строки из 14 994 исключены"; begins with the number, since a sentence may begin with it. */
export const rowsLeftOut = (rows: string, among: string, n: number) => {
  const counted = plural(n, { one: "строка", few: "строки", many: "строк", other: "строки" });
  const leftOut = plural(n, { one: "исключена", few: "исключены", many: "исключено", other: "исключено" });
  return `${rows}\u00a0${counted} ${among}${leftOut}`;
};
