/** A KPI by its id, and what is said of one nobody knows: the id that was meant, or where all of them are. */

import * as z from "zod";
import { kpiOf, kpis } from "../functions/core/kpi.ts";
import { meantKpi } from "../functions/core/kpi-guess.ts";
import { shown } from "./say.ts";

const ids = kpis.map(({ id }) => id);

/** The id of a KPI. */
export const kpi = z.enum(ids, {
  error: ({ input }) => {
    if (input === undefined || input === null)
      return `is ${input === null ? "empty" : "missing"}; ${lists(ids)}`;
    const guess = typeof input === "string" ? meantKpi(input) : undefined;
    return `${shown(input)} is not a KPI; ${guess === undefined ? lists(ids) : `did you mean ${shown(guess)}?`}`;
  },
});

/** Why a key is no KPI of a group that has figures of some: the guess, if there is one, and the words. */
export function notOfKpis(
  key: string,
  known: readonly string[],
): { guess: string | undefined; message: string } {
  if (kpiOf(key) !== undefined) {
    const message =
      "has a value per channel or reason only, so there is no one figure to hold it against; remove it";
    return { guess: undefined, message };
  }
  const guess = meantKpi(key, known);
  const todo = guess === undefined ? lists(known) : `did you mean ${shown(guess)}?`;
  return { guess, message: `is not a KPI; ${todo}` };
}

const lists = (known: readonly string[]) =>
  `write an id such as ${known.slice(0, 3).join(", ")}; docs/kpis.md lists all ${kpis.length}`;
