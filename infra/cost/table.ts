/** The costs of a month as text. */

import { assumptions } from "./assumptions.ts";
import type { Calls } from "./calls.ts";
import { emailsPerMonth, freeOf, type Line, type Size } from "./model.ts";
import { type Price, type PriceName, prices, pricesOf, type Region, type Seen } from "./prices.ts";

/** What a month is to cost, dollars, at 15,000 contacts a day and 700 emails. */
export const target = 2.5;

export function table(lines: readonly Line[], size: Size, region: Region, calls: Calls): string {
  const sum = (of: (line: Line) => number) => lines.reduce((all, line) => all + of(line), 0);
  const all = sum(({ dollars }) => dollars);
  const free = sum((line) => freeOf(line, region));
  return [
    `A month of ${size.contactsPerDay.toLocaleString("en")} contacts a day in ${region}: ${size.recipients} readers, each with a daily and a`,
    `weekly report, so ${Math.round(emailsPerMonth(size, calls))} emails. List prices of ${pricesOf} in US dollars, without tax and free tier.`,
    "",
    row(["", "a month", "for", "dollars", "fixed", "contacts", "readers"]),
    ...lines.map((line) => lineOf(line, region)),
    row(["all", "", "", ...[all, sum(fixed), sum(byContacts), sum(byReaders)].map(money)]),
    "",
    against(all, lines),
    `Free for ever in each account, if nothing else uses it up: ${money(free)} of it, so ${money(all - free)} remain.`,
    "",
    ...about(region),
  ].join("\n");
}

const fixed = (line: Line) => line.fixed;
const byContacts = (line: Line) => line.byContacts;
const byReaders = (line: Line) => line.byReaders;

const widths = [46, 17, 22, 9, 9, 9, 9];
const row = (cells: readonly string[]) =>
  cells
    .map((cell, at) => (at === 0 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0)))
    .join("")
    .trimEnd();

function lineOf({ name, count, dollars, ...parts }: Line, region: Region): string {
  const { page, unit, per, dollars: each }: Price = prices[name];
  const service = page.replace(/^(Amazon|AWS) | pricing$/g, "");
  const price = `${each[region]} / ${per === 1 ? 1 : per.toExponential(0).replace("e+", "e")}`;
  const shown = count >= 100 ? Math.round(count).toLocaleString("en") : String(Number(count.toFixed(2)));
  const all = [dollars, parts.fixed, parts.byContacts, parts.byReaders].map(money);
  return row([`${service}: ${unit}`, shown, price, ...all]);
}

const money = (dollars: number) => dollars.toFixed(3);

/** What lowers the largest parts. */
const lowered: Readonly<Partial<Record<PriceName, string>>> = {
  dashboards:
    "An account's first three dashboards are free; without one, the same metrics are in the console.",
  alarms: "An account's first ten alarms are free.",
  metrics:
    "An account's first ten are free; each metric that is sent only when there is something to tell saves almost all of its own.",
  puts: "Fewer ticks, and fewer lists in each.",
  gets: "Fewer ticks, and fewer objects of state read in each.",
  scanned: "Fewer statements in each computing: most read far less than the 10 MB they are billed.",
  computing: "Less memory for functions that wait for Athena.",
  stored: "Raw records kept for less time.",
  emails: "Fewer readers.",
};

function against(all: number, lines: readonly Line[]): string {
  const head = `Against the target of ${money(target)} (15,000 contacts a day, 700 emails): ${money(Math.abs(all - target))}`;
  if (all <= target) return `${head} below.`;
  const largest = lines.toSorted((one, other) => other.dollars - one.dollars).slice(0, 3);
  const reasons = largest.map(({ name, dollars }) =>
    `  ${money(dollars)}  ${prices[name].unit}. ${lowered[name] ?? ""}`.trimEnd(),
  );
  return [`${head} above. The largest parts:`, ...reasons].join("\n");
}

function about(region: Region): readonly string[] {
  const seen = (how: Seen) =>
    (Object.keys(prices) as PriceName[])
      .filter((name) => (prices[name] as Price).seen[region] === how)
      .map((name) => prices[name].unit)
      .join("; ");
  return [
    "Counted: every request of a week of the journey, with one source, of contacts, and two reports. Further sources, kinds of facts and",
    "scopes of readers ask for more, and are not in it. Nor is the first load, nor what CloudWatch asks for SES's own metrics of a",
    "configuration set, should it ask for any. Assumed:",
    ...Object.values(assumptions).map(({ value, says }) => `  ${String(value).padStart(8)}  ${says}`),
    "",
    "No price was read off AWS's own page: look before you rely on one.",
    `  From AWS's price list, second hand: ${seen("price list") || "none"}.`,
    `  From pages of others: ${seen("second hand") || "none"}.`,
    `  Not verified: ${seen("not verified") || "none"}.`,
  ];
}
