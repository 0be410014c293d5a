/** The SF 311 file, how it is mapped, and the tables of figures its README gives. */

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import { expect } from "vitest";
import { type Period, periodOf } from "../../functions/core/period.ts";
import { configOf } from "../home.ts";
import { sourceOf } from "../memory.ts";

export const file = join(import.meta.dirname, "../../../shared/data/sf311.csv");
const zone = "America/Los_Angeles";
const mapping = `select row_id, key as contact_id,
  json_extract_scalar(body, '$.created_date') as opened_at,
  json_extract_scalar(body, '$.closed_date') as resolved_at,
  json_extract_scalar(body, '$.source') as channel,
  json_extract_scalar(body, '$.category') as reason,
  json_extract_scalar(body, '$.agency_name') as department
from raw`;
export const config = configOf(zone, [
  sourceOf({
    id: "sf311",
    path: file,
    key: "unique_key",
    mapping: { file: "sf311.sql", text: mapping },
    personal: ["status_notes", "incident_address"],
    zone,
  }),
]);

/** A request as the file has it, with its local day of creation. */
export interface BadRow {
  readonly opened: string;
  readonly closed: string;
  readonly day: string;
  readonly source: string;
  readonly category: string;
  readonly agency: string;
}

/** The rows closed before they were created, from the file itself: times are `YYYY-MM-DD hh:mm:ss`, UTC. */
export function badRows(): readonly BadRow[] {
  const rows = parse(readFileSync(file), { columns: true }) as Record<string, string>[];
  const localDay = new Intl.DateTimeFormat("en-CA", { timeZone: zone });
  return rows
    .filter((row) => row.closed_date && (row.closed_date as string) < (row.created_date as string))
    .map((row) => {
      const [opened, closed] = [row.created_date, row.closed_date].map((text) => String(text).slice(0, 19));
      return {
        opened: opened as string,
        closed: closed as string,
        day: localDay.format(new Date(`${opened?.replace(" ", "T")}Z`)),
        source: String(row.source),
        category: String(row.category),
        agency: String(row.agency_name),
      };
    });
}

/** Every landed row: those that are facts, and the bad ones, of which the lake keeps no more than why they are bad. */
export function landedWith(bad: readonly BadRow[]): string {
  const text = (value: string) => `'${value.replaceAll("'", "''")}'`;
  const values = bad.map(
    ({ opened, closed, day, source, category, agency }) =>
      `(timestamp '${opened}', timestamp '${closed}', date '${day}', ${text(source)}, ${text(agency)}, ${text(category)})`,
  );
  const columns = "opened_at, resolved_at, opened_on, channel, department, reason";
  return `(
  select ${columns} from contacts
  union all
  select ${columns} from (values ${values.join(", ")}) as bad(${columns})) as landed`;
}

/** Rows per source, and how many of them are closed. */
export const sources = {
  Phone: [5_895, 5_680],
  "Mobile/Open311": [2_256, 2_158],
  Web: [1_658, 1_610],
  "Integrated Agency": [93, 93],
  Twitter: [89, 87],
  Email: [9, 9],
} as const;

/** The six categories with most rows. */
export const categories = [
  ["Sewer Issues", 804],
  ["SFHA Requests", 772],
  ["Graffiti", 724],
  ["Litter Receptacles", 686],
  ["Abandoned Vehicle", 666],
  ["Rec and Park Requests", 651],
];

const years = [313, 527, 585, 566, 641, 760, 916, 878, 1_025, 1_142, 1_342, 1_305];
const yearNames = years.map((_, index) => String(2008 + index));
/** Rows per year of creation in UTC. */
export const inUtc = Object.fromEntries(years.map((n, index) => [yearNames[index], n]));

/** Rows created per month of 2019, January to November. */
export const utc2019 = [118, 103, 118, 131, 130, 114, 130, 117, 141, 141, 62];
export const local2019 = [118, 104, 117, 132, 129, 114, 130, 117, 142, 140, 62];
/** Every month of 2008 to 2019. */
export function everyMonth(): Period[] {
  const starts: string[] = [];
  for (let year = 2008; year <= 2019; year += 1)
    for (let month = 1; month <= 12; month += 1) starts.push(`${year}-${String(month).padStart(2, "0")}-01`);
  return starts.map((start) => periodOf("month", start, zone));
}

/** At most 1 % from the exact figure. */
export function within(found: number, exact: number): void {
  expect(Math.abs(found - exact) / exact).toBeLessThanOrEqual(0.01);
}
