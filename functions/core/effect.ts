/**
 * What becomes of a change of the config, in plain lines: who gains and loses which report, what moves, what is made
 * anew. It names people, because that is what is asked: for the terminal of the admin and for nothing else.
 */

import type { Config, Recipient, ReportConfig, Scope, Source } from "./config.ts";
import { differences, durationText, sameText } from "./difference.ts";
import { sendsAhead } from "./forecast.ts";
import { landingParts } from "./landing.ts";
import type { Period } from "./period.ts";
import { dueAt, lastDue, pausedUntil } from "./schedule.ts";

/** By report, the periods that need no more sending. */
export type Settled = Readonly<Record<string, readonly string[] | undefined>>;

/** Empty where nothing changes. `before` is null where nothing was in force; `isBeginning`: nothing ever ran there. */
export function effect(
  before: Config | null,
  after: Config,
  now: string,
  settled: Settled = {},
  isBeginning = false,
): readonly string[] {
  const clock = { now, settled, isBeginning };
  return [...reportLines(before, after, clock), ...(before === null ? [] : settingLines(before, after))];
}

/** Now, and what went out before. */
interface Clock {
  readonly now: string;
  readonly settled: Settled;
  /** Its reports owe the period that was due last, too. */
  readonly isBeginning: boolean;
}

function reportLines(before: Config | null, after: Config, clock: Clock): readonly string[] {
  const zones = { before: before?.organisation.zone ?? "", after: after.organisation.zone };
  const known = new Map((before?.reports ?? []).map((report) => [report.id, report]));
  const kept = new Set(after.reports.map(({ id }) => id));
  const taken = new Set<string>();
  const lines = after.reports.flatMap((report) => {
    const former = known.get(report.id) ?? formerOf(report, known, kept);
    if (former === undefined) return newReport(report, zones.after, clock);
    taken.add(former.id);
    return changed(former, report, zones, clock);
  });
  const gone = (before?.reports ?? []).filter(({ id }) => !taken.has(id));
  return [...lines, ...gone.map(({ id, to }) => `gone      ${id}: ${people(to)} ${gets(to)} it no more`)];
}

function formerOf(report: ReportConfig, known: ReadonlyMap<string, ReportConfig>, kept: ReadonlySet<string>) {
  return report.was === undefined || kept.has(report.was) ? undefined : known.get(report.was);
}

function newReport(report: ReportConfig, zone: string, clock: Clock): readonly string[] {
  const when = `${scheduleText(report)} (${report.zone})`;
  const next = sendText(report, zone, report.id, clock);
  const last = lastDue(report, zone, clock.now);
  const isPaused = dueAt(report, last) < (pausedUntil(report) ?? "");
  const first =
    clock.isBeginning && !isPaused
      ? `at once about ${last.name}, once its data are there, then on ${next}`
      : `for the first time on ${next}`;
  return [`new       ${report.id}: ${when}, ${first}`, ...gains(report, report.to)];
}

function gains({ id }: ReportConfig, to: readonly Recipient[]): readonly string[] {
  return to.map((reader) => `gains     ${id}: ${person(reader)}${particulars(reader)}`);
}

const particulars = ({ locale, scope }: Recipient) => {
  const part = scope === null ? "" : `, ${scopeText(scope)} only`;
  return locale === "en" ? part : `, in ${locale}${part}`;
};

type Zones = { readonly before: string; readonly after: string };

function changed(former: ReportConfig, report: ReportConfig, zones: Zones, clock: Clock): readonly string[] {
  const { id } = report;
  const renamed =
    former.id === id ? [] : [`renamed   ${id} was ${former.id}: what was sent as that is not sent again`];
  return [
    ...renamed,
    ...moved(former, report, zones, clock),
    ...paused(former, report),
    ...readers(former, report),
    ...contents(former, report).map((line) => `changes   ${id}.${line}`),
  ];
}

function moved(former: ReportConfig, report: ReportConfig, zones: Zones, clock: Clock): readonly string[] {
  const [was, is] = [former, report].map((one) => `${scheduleText(one)} (${one.zone})`);
  const [last, next] = [
    sendText(former, zones.before, former.id, clock),
    sendText(report, zones.after, former.id, clock),
  ];
  const same = former.period === report.period && was === is && last === next;
  if (same) return [];
  if (was === is) return [`moves     ${report.id}: next on ${next}, not on ${last}`];
  return [`moves     ${report.id}: ${was} -> ${is}; next on ${next}, not on ${last}`];
}

function paused(former: ReportConfig, report: ReportConfig): readonly string[] {
  if (former.pausedUntil === report.pausedUntil) return [];
  return report.pausedUntil === undefined
    ? [`resumes   ${report.id}: it is paused no more`]
    : [`pauses    ${report.id}: nothing due before ${report.pausedUntil} goes out`];
}

function readers(former: ReportConfig, report: ReportConfig): readonly string[] {
  const before = new Map(former.to.map((reader) => [reader.address.toLowerCase(), reader]));
  const after = new Map(report.to.map((reader) => [reader.address.toLowerCase(), reader]));
  const added = [...after].flatMap(([address, reader]) => (before.has(address) ? [] : [reader]));
  const removed = [...before].flatMap(([address, reader]) => (after.has(address) ? [] : [reader]));
  const others = [...after].flatMap(([address, reader]) => {
    const old = before.get(address);
    return old === undefined
      ? []
      : readerChanges(old, reader).map((line) => `changes   ${report.id}: ${line}`);
  });
  return [
    ...gains(report, added),
    ...removed.map((reader) => `loses     ${report.id}: ${person(reader)}`),
    ...others,
  ];
}

function readerChanges(old: Recipient, reader: Recipient): readonly string[] {
  const changes = [
    ...(old.name === reader.name ? [] : [`is called ${reader.name}`]),
    ...(old.locale === reader.locale ? [] : [`reads ${reader.locale}, not ${old.locale}`]),
    ...(sameText(old.scope, reader.scope)
      ? []
      : [`sees ${scopeText(reader.scope)}, not ${scopeText(old.scope)}`]),
  ];
  return changes.length === 0 ? [] : [`${person(old)} ${changes.join(", ")}`];
}

/** What is neither its hour nor its readers. */
function contents(former: ReportConfig, report: ReportConfig): readonly string[] {
  const part = ({ title, template, period, kpis, comparisons, scope, incomplete, owner }: ReportConfig) => ({
    title,
    template,
    period,
    kpis,
    comparisons,
    scope: scopeText(scope),
    incomplete: incomplete === null ? "wait" : `${waitText(incomplete.wait)}, then ${incomplete.then}`,
    owner: owner ?? "nobody",
  });
  return differences(part(former), part(report), []);
}

const waitText = (wait: number | string) => (typeof wait === "number" ? durationText(wait) : `until ${wait}`);

/** Everything but the reports. */
function settingLines(before: Config, after: Config): readonly string[] {
  const part = ({ reports, version, sources, businessHours, ...rest }: Config) => ({
    ...rest,
    sources: sources.map(({ mappings, ...source }) => source),
  });
  const lines = differences(part(before), part(after), []).map((line) => `changes   ${line}`);
  const hours = sameText(before.businessHours, after.businessHours)
    ? []
    : ["changes   business_hours: other hours"];
  return [...lines, ...hours, ...mappingLines(before, after), ...landLines(before, after)];
}

function mappingLines(before: Config, after: Config): readonly string[] {
  const texts = (source: Source | undefined) =>
    Object.fromEntries(Object.entries(source?.mappings ?? {}).map(([fact, { text }]) => [fact, text]));
  return after.sources.flatMap((source) => {
    const former = before.sources.find(({ id }) => id === source.id);
    if (former === undefined || sameText(texts(former), texts(source))) return [];
    return [
      `changes   sources.${source.id}.mapping: what its columns mean; the tables are made anew from its raw rows`,
    ];
  });
}

/** What decides what lands: another of these, and everything is read again. */
const landing = (source: Source) => JSON.stringify(landingParts(source));

function landLines(before: Config, after: Config): readonly string[] {
  return after.sources.flatMap((source) => {
    const former = before.sources.find(({ id }) => id === source.id);
    return former === undefined || landing(former) === landing(source)
      ? []
      : [
          `lands     ${source.id}: everything it has is read again; what landed before stays below raw/ until: npm run raport -- forget ${source.id} --raw`,
        ];
  });
}

const person = ({ name, address }: Recipient) => `${name} <${address}>`;
const people = (to: readonly Recipient[]) => to.map(person).join(", ");
const gets = (to: readonly Recipient[]) => (to.length === 1 ? "gets" : "get");
const scopeText = (scope: Scope | null) => (scope === null ? "everything" : `${scope.by} ${scope.member}`);

const weekdays = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

function scheduleText({ at: { day, time }, period }: ReportConfig): string {
  if (typeof day !== "number") return day === undefined ? time : `${day} ${time}`;
  return `${period === "week" ? weekdays[day - 1] : `day ${day}`} ${time}`;
}

/** When its next period goes out, on its own clock; `id` is what it was called so far. */
function sendText(report: ReportConfig, zone: string, id: string, { now, settled }: Clock): string {
  const [period] = sendsAhead(report, zone, now, settled[id] ?? [], 1) as readonly [Period];
  const when = new Intl.DateTimeFormat("en-GB", {
    dateStyle: "full",
    timeStyle: "short",
    timeZone: report.zone,
  }).format(new Date(dueAt(report, period)));
  return `${when} about ${period.name}`;
}
