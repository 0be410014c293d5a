/** How old the contacts are that are still open. */

import { type AgeingModel, total } from "../functions/core/ageing.ts";
import { besideName } from "./beside.ts";
import type { Format } from "./format.ts";

export interface AgeingView {
  readonly ages: readonly {
    readonly name: string;
    readonly open: string;
    readonly share: string;
    /** `was 1,042`; empty where it is not known. */
    readonly was: string;
    /** Of the track, in percent. */
    readonly bar: number;
    readonly rest: number;
  }[];
  readonly departments: readonly { readonly name: string; readonly cells: readonly string[] }[];
  readonly more: string;
}

export function ageNames({ words }: Format): readonly string[] {
  const { today, days, weeks, months } = words.team.ages;
  return [today, days, weeks, months];
}

/** Null where no contact is open: then none is old. */
export function ageingView(ageing: AgeingModel | null, format: Format, most: number): AgeingView | null {
  const open = ageing?.open;
  if (!ageing || !open || total(open) === 0) return null;
  const { words, count } = format;
  const all = total(open);
  const more = ageing.departments.length - most;
  return {
    ages: ageNames(format).map((name, at) => {
      const [now = 0, before] = [open[at], ageing.previous?.[at]];
      const bar = now === 0 ? 0 : Math.min(100, Math.max(1, Math.round((100 * now) / all)));
      return {
        name,
        open: count(now),
        share: format.value("share", now / all),
        was: before === undefined ? "" : words.change.was(count(before)),
        bar,
        rest: 100 - bar,
      };
    }),
    departments: ageing.departments.slice(0, most).map(({ member, open: own }) => ({
      name: besideName(member, format),
      cells: own
        ? [total(own), total(own.slice(2)), own[3] ?? 0].map(count)
        : [words.hidden, words.hidden, words.hidden],
    })),
    more: more > 0 ? words.moreMissing(count(more)) : "",
  };
}
