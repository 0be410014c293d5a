/** Some lines a month that should not be in the exports beside the contacts. */

import { csvOf, type Record } from "./csv.ts";
import type { Day, Export } from "./exports.ts";
import { random } from "./random.ts";

export interface Spoilt {
  readonly fault: string;
  readonly record: Record;
}

/** The dirty records of a day, the same ones every time: about four a month, and one in every second month with costs. */
export function spoiltOn(from: Export, { date, seed }: Day, clean: readonly Record[]): readonly Spoilt[] {
  const dice = random(`${seed} dirt ${from.name} ${date}`);
  const share = from.name === "costs" ? 0.5 : 0.13;
  const record = clean[dice.whole(clean.length)];
  if (dice.fraction() >= share || record === undefined) return [];
  const { name, spoil } = dice.weighted(from.faults, () => 1);
  const id = `X-${from.name}-${date}`;
  return [{ fault: name, record: { ...record, [from.columns[0] ?? ""]: id, ...spoil(record) } }];
}

/** The whole text of an export's file, and how many records it has. */
export function textOf(from: Export, day: Day): { readonly text: string; readonly rows: number } {
  const records = [...from.recordsOn(day)];
  const dice = random(`${day.seed} places ${from.name} ${day.date}`);
  for (const { record } of spoiltOn(from, day, [...records])) {
    records.splice(dice.whole(records.length + 1), 0, record);
  }
  return { text: csvOf(from.columns, records), rows: records.length };
}
