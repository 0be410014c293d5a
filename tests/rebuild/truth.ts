/** The KPIs of a history in plain TypeScript: no SQL, no components, no histogram. What the tables must agree with. */

import type { Grain, KpiId } from "../../functions/core/kpi.ts";
import { localDate, type Period } from "../../functions/core/period.ts";
import type { ExportRow, History } from "./history.ts";

export const zone = "Europe/Budapest";

/** A contact as its newest good version says; the deleted are left out. */
export interface Contact {
  readonly openedOn: string;
  readonly resolvedOn: string | null;
  readonly seconds: number;
  readonly members: Readonly<Partial<Record<Grain, string>>>;
}

export interface Figure {
  readonly numerator: number | null;
  readonly denominator: number | null;
  readonly value: number;
}

/** Every contact that exists in the end. */
export function contactsOf(history: History): readonly Contact[] {
  const good = finalRows(history).filter(({ problem }) => problem === undefined);
  return [...newest(good).values()].filter(({ deleted }) => deleted === "no").map(contactOf);
}

/** Reason -> rows left out in the end: keys whose newest row is bad, and lines that are no rows. */
export function exclusionsOf(history: History): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  const add = (reason: string, n: number) => {
    if (n > 0) counts[reason] = (counts[reason] ?? 0) + n;
  };
  for (const { problem } of newest(finalRows(history)).values()) if (problem !== undefined) add(problem, 1);
  for (const { final } of history.files) add("2 columns where the header has 8", final.broken);
  return counts;
}

/** The breakdowns worked out here. */
export const judged = [
  "all",
  "channel",
  "department",
  "reason",
  "channel_x_reason",
] as const satisfies readonly Grain[];
/** The KPIs worked out here. */
export const workedOut: readonly KpiId[] = [
  ...(["contacts_opened", "contacts_resolved", "open_backlog", "resolved_share", "channel_share"] as const),
  ...(["reason_share", "resolution_seconds", "resolution_seconds_p50", "resolution_seconds_p90"] as const),
  "resolved_within_day_share",
];

/** Every figure of these periods, keyed `kpi start by member`. Percentiles are exact nearest ranks. */
export function figuresOf(contacts: readonly Contact[], periods: readonly Period[]): Map<string, Figure> {
  const figures = new Map<string, Figure>();
  for (const period of periods)
    for (const by of judged)
      for (const [member, mine] of Map.groupBy(contacts, (one) => one.members[by]!))
        for (const [kpi, figure] of ofPeriod(mine, contacts, by, period))
          figures.set(`${kpi} ${period.start} ${by} ${member}`, figure);
  return figures;
}

function* ofPeriod(
  mine: readonly Contact[],
  everyone: readonly Contact[],
  by: Grain,
  period: Period,
): Generator<readonly [KpiId, Figure]> {
  const inside = (day: string | null) => day !== null && day >= period.start && day < period.end;
  const opened = mine.filter(({ openedOn }) => inside(openedOn));
  const resolved = mine.filter(({ resolvedOn }) => inside(resolvedOn));
  const before = mine.filter(({ openedOn }) => openedOn < period.end);
  const open = before.filter(({ resolvedOn }) => resolvedOn === null || resolvedOn >= period.end);
  if (before.length > 0) yield ["open_backlog", count(open.length)];
  if (opened.length > 0) {
    yield ["contacts_opened", count(opened.length)];
    yield [
      "resolved_share",
      ratio(opened.filter(({ resolvedOn }) => resolvedOn !== null).length, opened.length),
    ];
    const all = everyone.filter(({ openedOn }) => inside(openedOn)).length;
    if (by === "channel") yield ["channel_share", ratio(opened.length, all)];
    if (by === "reason") yield ["reason_share", ratio(opened.length, all)];
  }
  if (resolved.length === 0) return;
  const seconds = resolved.map((one) => one.seconds).sort((a, b) => a - b);
  const n = seconds.length;
  yield ["contacts_resolved", count(n)];
  yield [
    "resolution_seconds",
    ratio(
      seconds.reduce((sum, one) => sum + one, 0),
      n,
    ),
  ];
  yield ["resolved_within_day_share", ratio(seconds.filter((one) => one <= 24 * 3_600).length, n)];
  yield [
    "resolution_seconds_p50",
    { numerator: null, denominator: n, value: seconds[Math.ceil(n / 2) - 1] ?? 0 },
  ];
  yield [
    "resolution_seconds_p90",
    { numerator: null, denominator: n, value: seconds[Math.ceil((n * 9) / 10) - 1] ?? 0 },
  ];
}

const count = (n: number): Figure => ({ numerator: n, denominator: null, value: n });
const ratio = (n: number, of: number): Figure => ({ numerator: n, denominator: of, value: n / of });

const finalRows = ({ files }: History) => files.flatMap(({ final }) => final.rows);

function newest(rows: readonly ExportRow[]): Map<string, ExportRow> {
  const found = new Map<string, ExportRow>();
  for (const row of rows) if (row.version > (found.get(row.id)?.version ?? "")) found.set(row.id, row);
  return found;
}

function contactOf({ opened, resolved, channel, department, reason }: ExportRow): Contact {
  const stated = (name: string) => name || "(not stated)";
  return {
    openedOn: localDate(opened, zone),
    resolvedOn: resolved === "" ? null : localDate(resolved, zone),
    seconds: resolved === "" ? 0 : (Date.parse(resolved) - Date.parse(opened)) / 1_000,
    members: {
      all: "all",
      channel: stated(channel),
      department: stated(department),
      reason: stated(reason),
      channel_x_reason: `${stated(channel)} / ${stated(reason)}`,
    },
  };
}
