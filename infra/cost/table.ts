/** The costs of a month as text. */

import { assumptions } from "./assumptions.ts";
import type { Calls } from "./calls.ts";
import { emailsPerMonth, freeOf, type Line, type Size } from "./model.ts";
import { type Price, type PriceName, prices, pricesOf, type Region, type Seen } from "./prices.ts";
import { verdict } from "./verdict.ts";

export function table(lines: readonly Line[], size: Size, region: Region, calls: Calls): string {
  const sum = (of: (line: Line) => number) => lines.reduce((all, line) => all + of(line), 0);
  const free = (line: Line) => freeOf(line, region);
  return [
    `A month of ${size.contactsPerDay.toLocaleString("en")} contacts a day in ${region}: ${size.recipients} readers, each with a daily and a`,
    `weekly report, so ${Math.round(emailsPerMonth(size, calls))} emails. Prices of ${pricesOf} in US dollars, without tax.`,
    "",
    ...verdict(lines, region),
    "",
    row(["", "a month", "for", "at list", "fixed", "contacts", "readers", "free"]),
    ...lines.map((line) => lineOf(line, region)),
    row(["all", "", "", ...[listed, fixed, byContacts, byReaders, free].map(sum).map(money)]),
    "",
    ...about(region),
  ].join("\n");
}

const listed = (line: Line) => line.dollars;
const fixed = (line: Line) => line.fixed;
const byContacts = (line: Line) => line.byContacts;
const byReaders = (line: Line) => line.byReaders;

const widths = [58, 16, 20, 9, 9, 9, 9, 9];
const row = (cells: readonly string[]) =>
  cells
    .map((cell, at) => (at === 0 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0)))
    .join("")
    .trimEnd();

function lineOf(line: Line, region: Region): string {
  const { name, count, dollars } = line;
  const { page, unit, per, dollars: each }: Price = prices[name];
  const service = page.replace(/^(Amazon|AWS) | pricing$/g, "");
  const price = `${each[region]} / ${per === 1 ? 1 : per.toExponential(0).replace("e+", "e")}`;
  const shown = count >= 100 ? Math.round(count).toLocaleString("en") : String(Number(count.toFixed(2)));
  const all = [dollars, line.fixed, line.byContacts, line.byReaders, freeOf(line, region)].map(money);
  return row([`${service}: ${unit}`, shown, price, ...all]);
}

const money = (dollars: number) => dollars.toFixed(3);

function about(region: Region): readonly string[] {
  const seen = (how: Seen) =>
    (Object.keys(prices) as PriceName[])
      .filter((name) => (prices[name] as Price).seen[region] === how)
      .map((name) => prices[name].unit)
      .join("; ");
  return [
    "Counted: every request of a week of the journey, with one source, of contacts, and two reports. Further sources, kinds of facts and",
    "scopes of readers ask for more, and are not in it. Nor is the first load. Metrics that AWS's services send by themselves are free;",
    "those of a configuration set of SES are not, and are off. Assumed:",
    ...Object.values(assumptions).map(({ value, says }) => `  ${String(value).padStart(8)}  ${says}`),
    "",
    "No price was read off AWS's own page: look before you rely on one. What CloudWatch has free was, in a copy of its page.",
    `  From AWS's price list, second hand: ${seen("price list") || "none"}.`,
    `  From pages of others: ${seen("second hand") || "none"}.`,
    `  Not verified: ${seen("not verified") || "none"}.`,
  ];
}
