/** What a month costs: wages by department, and everything with the lines of the telephone beside it. */

import { agents } from "./centre.ts";
import { random } from "./random.ts";
import { departments } from "./shifts.ts";

export interface Cost {
  readonly id: string;
  /** `2026-11`. */
  readonly month: string;
  /** Cents of the currency. */
  readonly cents: number;
  readonly currency: string;
  readonly basis: "direct" | "loaded";
  readonly department: string | null;
  readonly channel: string | null;
}

const monthlyWage = 2_150;
/** Taxes, rooms, licences and supervision on top of wages. */
const loading = 1.62;

export function costsOf(month: string, seed: string): readonly Cost[] {
  const dice = random(`${seed} costs ${month}`);
  const cost = (
    id: string,
    amount: number,
    rest: Pick<Cost, "basis"> & Partial<Pick<Cost, "department" | "channel">>,
  ): Cost => ({
    id: `${month}-${id}`,
    month,
    cents: Math.round(amount * 100),
    currency: "EUR",
    department: null,
    channel: null,
    ...rest,
  });
  const wages = departments.flatMap((department) => {
    const amount = agents[department].length * monthlyWage * (0.96 + 0.08 * dice.fraction());
    return [
      cost(`${department}-direct`, amount, { basis: "direct", department }),
      cost(`${department}-loaded`, amount * loading, { basis: "loaded", department }),
    ];
  });
  return [...wages, cost("telephone", 1_800 + dice.whole(400), { basis: "loaded", channel: "phone" })];
}
