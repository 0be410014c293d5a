/** What a run did, for the person who started it: counts, exclusions with their reasons, waits, and what comes next. */

import { onClock } from "../core/clock.ts";
import type { Config } from "../core/config.ts";
import type { Waiting } from "../core/due.ts";
import type { Settled } from "../core/effect.ts";
import { sendsAhead } from "../core/forecast.ts";
import { dueAt, pausedUntil } from "../core/schedule.ts";
import { sentTo } from "../home.ts";
import type { Lake, Ports, Reader } from "../ports.ts";
import { landState } from "../stages/journal.ts";
import type { RunSummary } from "../stages/run.ts";
import { readExclusions } from "../stages/values.ts";
import { settledIn } from "./changes.ts";
import { isUnsent, sentLines } from "./deliveries.ts";
import { plain } from "./plain.ts";

export const count = (number: number, one: string, many = `${one}s`) =>
  `${number.toLocaleString("en")} ${number === 1 ? one : many}`;

export async function summaryLines(
  input: {
    readonly config: Config;
    readonly now: string;
    readonly home: string;
    readonly isPaced?: boolean;
    /** What waits is shown of the period before, by whoever asks. */
    readonly isShownBefore?: boolean;
  },
  summary: RunSummary,
  ports: Pick<Ports, "warehouse" | "lake">,
): Promise<readonly string[]> {
  const { config } = input;
  const left = await ports.warehouse.read((reader) => leftOutLines(config, reader));
  const landed = summary.landed.filter(({ rows, refused }) => rows > 0 || refused.length > 0);
  const lines = landed.map(
    ({ source, rows, files, refused }) =>
      `landed    ${source}: ${count(rows, "row")}${files.length === 0 && refused.length === 0 ? "" : ` from ${count(files.length, "file")}`}${refused.length > 0 ? `, ${count(refused.length, "file")} refused` : ""}`,
  );
  if (summary.computed && !summary.computed.unchanged) lines.push(computedLine(summary));
  lines.push(...left);
  const zoneOf = (report: string) =>
    config.reports.find(({ id }) => id === report)?.zone ?? config.organisation.zone;
  for (const sent of summary.sent)
    lines.push(...sentLines(sent, sentTo(input.home, config.mail), zoneOf(sent.report)));
  for (const waiting of summary.waiting) {
    const isOldest = summary.waiting.find(({ report }) => report === waiting.report) === waiting;
    const isHinted = isOldest && !input.isShownBefore;
    lines.push(...waitingLines(waiting, config, isHinted, zoneOf(waiting.report)));
  }
  for (const { report, period, missing } of summary.skipped)
    lines.push(
      `not sent  ${report} ${period.name}: ${missing.length === 0 ? "it came due in a pause" : "its data were not complete in time, as its policy says it is skipped"}`,
    );
  for (const { report, period, begins, whole } of summary.early)
    lines.push(
      `not sent  ${report} ${period.name}: the data begin on ${begins}; the first whole ${period.grain} is ${whole.name}`,
    );
  for (const { report, period } of summary.missed)
    lines.push(
      `missed    ${report} ${period.name}: it did not go out in time, and it is too old to send now`,
    );
  for (const { subject } of summary.told) lines.push(`told      the owner: ${plain(subject)}`);
  const problems = new Set([...summary.problems, ...(await refusals(config, ports.lake))]);
  for (const one of summary.failing) lines.push(`failing   ${plain(one)}`);
  // What is told as failing need not be told twice.
  const told = (problem: string) => summary.failing.some((one) => one.endsWith(`: ${problem}`));
  for (const problem of problems) if (!told(problem)) lines.push(`problem   ${problem}`);
  if (summary.held !== null && summary.waiting.length === 0)
    lines.push(`held      ${summary.held.replaceAll("\n", "\n          ")}`);
  if (summary.isStopped)
    lines.push(
      "stopped   before everything was done: what was read is landed, and the next run goes on from there",
    );
  const idle =
    summary.isStopped === undefined &&
    summary.held === null &&
    landed.length === 0 &&
    (summary.computed?.unchanged ?? true) &&
    summary.skipped.length === 0 &&
    summary.told.length === 0 &&
    summary.sent.every(({ deliveries }) => deliveries.every(({ fresh }) => !fresh));
  if (idle) lines.unshift(nothing(summary, input.isPaced ?? false));
  return [...lines, ...upcoming(config, input.now, await settledIn(config, ports.lake))];
}

/** How many rows count in no figure, a line for each reason. */
export async function leftOutLines(
  { sources }: Pick<Config, "sources">,
  reader: Reader,
): Promise<readonly string[]> {
  const exclusions = await readExclusions(
    reader,
    sources.map(({ id }) => id),
  );
  return exclusions.map(({ reason, rows }) => `left out  ${count(rows, "row")}: ${plain(reason)}`);
}

/** What stands refused of each source: said at every run until the file is put right or taken away. */
export async function refusals(config: Config, lake: Pick<Lake, "get">): Promise<readonly string[]> {
  const states = await Promise.all(config.sources.map(({ id }) => landState(lake, id)));
  const files = states.flatMap((stored) => Object.values(stored?.state.files ?? {}));
  return files.flatMap(({ refused }) => (refused === undefined ? [] : [refused]));
}

function computedLine({ computed }: RunSummary): string {
  if (!computed) return "";
  const { landed, mapped, quarantined, unused, cohorts, days, generation, rebuilt } = computed;
  const how = rebuilt ? "rebuilt from raw, because what the tables are made with changed; " : "";
  const rest = unused > 0 ? ` + ${unused.toLocaleString("en")} that tell nothing` : "";
  return `computed  ${how}${count(landed, "row")} = ${mapped.toLocaleString("en")} mapped + ${quarantined.toLocaleString("en")} quarantined${rest}; contacts of ${count(cohorts, "day")}, sums of ${count(days, "day")} (generation ${generation})`;
}

const patiently = { send: "it goes out and says what is missing", skip: "it is not sent" };

/** When the report of the last period was due that the data do cover; undefined where they cover the one that waits. */
function coveredAt({ report, period, covered }: Waiting, { reports }: Config): string | undefined {
  const settings = reports.find(({ id }) => id === report);
  return covered && settings && covered.end < period.end ? dueAt(settings, covered) : undefined;
}

/** The instant at which the reports that wait now went out last, if there is one: ISO UTC. */
export function seenBefore({ waiting }: Pick<RunSummary, "waiting">, config: Config): string | undefined {
  return waiting
    .flatMap((one) => coveredAt(one, config) ?? [])
    .sort()
    .at(-1);
}

/** What a report waits for; hinted, also how to see what the data do cover. */
function waitingLines(waiting: Waiting, config: Config, isHinted: boolean, zone: string): string[] {
  const { report, period, reasons, until, then, covered } = waiting;
  const earlier = isHinted ? coveredAt(waiting, config) : undefined;
  return [
    `waiting   ${report} ${period.name}:`,
    ...reasons.map((reason) => `          ${onClock(reason, zone)}`),
    ...(then === "give up"
      ? []
      : [`          it waits until ${onClock(until, zone)} (${zone}); then ${patiently[then]}`]),
    ...(earlier
      ? [`          the data reach to the end of ${covered?.name}: to see its report, add --now ${earlier}`]
      : []),
  ];
}

/** Who keeps hours looked at some sources, or at none: the same is said of both, as it is said when it changes. */
function nothing({ waiting, missed, problems, sent }: RunSummary, isPaced: boolean): string {
  const looked =
    problems.length > 0
      ? "no source could give anything new"
      : "no file is new or changed, the tables are up to date";
  const what = isPaced ? "nothing new was found" : looked;
  if (sent.some(({ deliveries }) => deliveries.some(isUnsent)))
    return `nothing new: ${what}; not every email is sent yet, see below`;
  // Said of this run alone: what was skipped or given up before had been due, and was never sent.
  const rest = missed.length > 0 ? "nothing that is not too old is left to send" : "nothing is left to send";
  return `nothing to do: ${what}, and ${waiting.length > 0 ? "what is due must wait" : rest}`;
}

/** When each report goes out next, in its own zone. */
export function upcoming(config: Config, now: string, settled: Settled = {}): string[] {
  return config.reports.map((report) => {
    const [next] = sendsAhead(report, config.organisation.zone, now, settled[report.id] ?? [], 1);
    const at = dueAt(report, next!);
    const when = new Intl.DateTimeFormat("en-GB", {
      dateStyle: "full",
      timeStyle: "short",
      timeZone: report.zone,
    }).format(new Date(at));
    const pause = report.pausedUntil !== undefined && (pausedUntil(report) ?? "") > now;
    return `next      ${report.id} ${next!.name}: ${when} (${report.zone})${pause ? `, paused until ${report.pausedUntil}` : ""}`;
  });
}
