/** What a month comes to against its target: an account pays list prices only for what it has not free, and a dashboard can be left out. */

import { freeOf, type Line } from "./model.ts";
import { type PriceName, prices, type Region } from "./prices.ts";

/** What a month is to cost, dollars, at 15,000 contacts a day and 700 emails. */
export const target = 2.5;

export function verdict(lines: readonly Line[], region: Region): readonly string[] {
  const plain = lines.filter(({ name }) => name !== "dashboards");
  const listed = (of: readonly Line[]) => of.reduce((sum, { dollars }) => sum + dollars, 0);
  const billed = (of: readonly Line[]) =>
    of.reduce((sum, line) => sum + line.dollars - freeOf(line, region), 0);
  return [
    `Against the target of ${cents(target)} (15,000 contacts a day, 700 emails):`,
    row("", "with the dashboard", "-c dashboard=no"),
    row("at list prices, as if nothing were free", said(listed(lines)), said(listed(plain))),
    row("billed to an otherwise empty account", said(billed(lines)), said(billed(plain))),
    ...reasons(lines, listed(lines)),
    `Free for ever in each account: ${allowances}, and what else the last column has.`,
    "Where other work of the account uses them up, list prices are paid.",
  ];
}

const allowances = `${prices.dashboards.free} dashboards, ${prices.alarms.free} alarms, ${prices.metrics.free} metrics of one's own`;

const row = (...cells: readonly [string, string, string]) =>
  `  ${cells[0].padEnd(42)}${cells[1].padEnd(50)}${cells[2]}`.trimEnd();

const said = (dollars: number) =>
  dollars <= target
    ? `${cents(dollars)}, met`
    : `${cents(dollars)}, missed by ${cents(dollars - target)}: ${(dollars / target).toFixed(2)} times the target`;

const cents = (dollars: number) => dollars.toFixed(2);

/** What lowers the largest parts. */
const lowered: Readonly<Partial<Record<PriceName, string>>> = {
  dashboards:
    "An account's first three are free. -c dashboard=no leaves it out: the same metrics are in the console, and no alarm needs it.",
  alarms: "An account's first ten are free.",
  metrics: "An account's first ten are free. Each is sent only when it is not zero.",
  puts: "Fewer ticks, and fewer lists in each.",
  gets: "Fewer ticks, and fewer objects of state read in each.",
  scanned: "Fewer statements in each computing: most read far less than the 10 MB they are billed.",
  computing: "Less memory for functions that wait for Athena.",
  stored: "Raw records kept for less time.",
  emails: "Fewer readers.",
};

function reasons(lines: readonly Line[], all: number): readonly string[] {
  if (all <= target) return [];
  const largest = lines.toSorted((one, other) => other.dollars - one.dollars).slice(0, 3);
  return [
    "The largest parts at list prices:",
    ...largest.map(({ name, dollars }) =>
      `  ${cents(dollars)}  ${prices[name].unit}. ${lowered[name] ?? ""}`.trimEnd(),
    ),
  ];
}
