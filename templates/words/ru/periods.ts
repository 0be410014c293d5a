/** Names of periods as Russian declines them: "к 45-й неделе", "за 46-ю неделю", "к октябрю 2026 г.". Unknown ones stay as they are. */

import { remembered } from "../../../functions/core/remembered.ts";
import { lower } from "../first.ts";

/** Weeks as they are named: "45-я неделя". */
export const weekNamed = (n: string): string => `${n}-я\u00a0неделя`;

const week = /(?<=^(?:к|за)\u00a0\d+)-я\u00a0неделя/;
/** Months and their year: январь, май; март, август. A day begins with a number and needs no ending of its own. */
const soft = /(?<=^к\u00a0\p{L}+)[ьй](?=\s\d{4})/u;
const hard = /(?<=^к\u00a0\p{L}+т)(?=\s\d{4})/u;

/** What a change is measured from; "к 14 ноября" alone would say by when. */
export const to = remembered((period: string): string => {
  const said = `к\u00a0${period}`;
  if (week.test(said)) return said.replace(week, "-й\u00a0неделе");
  if (soft.test(said)) return said.replace(soft, "ю");
  if (hard.test(said)) return said.replace(hard, "у");
  return `к уровню ${period}`;
}, 1_000);

/** Months and days look alike in the nominative and after "за". */
export const during = remembered(
  (period: string): string => `за\u00a0${lower(period)}`.replace(week, "-ю\u00a0неделю"),
  1_000,
);
