/**
 * What the owners of reports are told, and under which key: a problem keeps its key however often it is found, so that
 * each is told once. Nobody without an owner's role is told anything, and nothing personal stands in a key. Pure.
 */

import { dataBegin, isBeforeData } from "./begin.ts";
import type { Config, ReportConfig } from "./config.ts";
import { beganAs, type State, type Waiting } from "./due.ts";
import { fingerprint } from "./fingerprint.ts";
import type { FileState } from "./landing.ts";
import type { Notice } from "./notice.ts";
import { catchUp, givenUp, type ReportState, type Skipped } from "./owed.ts";
import { type Period, trailing } from "./period.ts";
import { lastDue } from "./schedule.ts";

/** How far back a machine that stood still looks for what it missed. */
const lookedBack = 60;
const named = 10;

/** What became of a report's periods that its owner did not ask for. */
export function reportNotices(
  report: ReportConfig,
  waiting: readonly Waiting[],
  config: Config,
  state: State,
  now: string,
): readonly Notice[] {
  const { id, owner } = report;
  if (owner === undefined) return [];
  const { zone } = config.organisation;
  const known = state.reports[id];
  const skipped = recentlySkipped(report, known, zone, now);
  const missed = missedOf(report, config, state, now);
  return [
    ...skipped.map((one) => skippedNotice(id, owner, one)),
    ...(missed.length > 0 ? [missedNotice(id, owner, missed)] : []),
    ...(state.held === null ? waiting.filter((one) => isLate(one, now)) : []).map((one) =>
      waitingNotice(one, owner),
    ),
  ];
}

/** Old news are told only with new ones. What has begun is still being sent. */
function missedOf(report: ReportConfig, config: Config, state: State, now: string): readonly Period[] {
  const begins = dataBegin(report, config, state);
  const last = (count: number) =>
    givenUp(report, state.reports[report.id], config.organisation.zone, now, count).filter(
      (period) => !isBeforeData(period, begins) && !state.begun.has(beganAs(report.id, period)),
    );
  return last(catchUp).length === 0 ? [] : last(lookedBack);
}

/** What was skipped long ago was told then. */
function recentlySkipped(
  report: ReportConfig,
  known: ReportState | undefined,
  zone: string,
  now: string,
): readonly Skipped[] {
  if (!known?.skipped) return [];
  const recent = new Set(trailing(lastDue(report, zone, now), 2 * catchUp).map(({ name }) => name));
  return known.skipped.filter(({ period }) => recent.has(period));
}

function skippedNotice(report: string, to: string, { period, missing }: Skipped): Notice {
  return {
    key: keyOf("skipped", report, period),
    to,
    subject: `${report} ${period} was not sent: its data were not complete in time`,
    lines: [
      `The report ${report} on ${period} did not go out, as its policy says (incomplete: then: skip). Its readers got nothing and were told nothing. It will not be sent later.`,
      `What was missing at its deadline: ${listed(missing)}.`,
      "The numbers are in the next reports once the data are there. To give it more time, set a longer wait: in its incomplete: policy.",
    ],
  };
}

function missedNotice(report: string, to: string, missed: readonly Period[]): Notice {
  const names = missed.map(({ name }) => name);
  const last = names.at(-1) ?? "";
  return {
    key: keyOf("missed", report, last),
    to,
    subject: `${report} ${last} did not go out in time and is too old to send`,
    lines: [
      `The report ${report} did not go out to everybody for: ${names.join(", ")}. ${catchUp} newer periods are due, so these are given up: a late report is not mailed in a burst.`,
      "Either its data were never complete, or Raport did not run, or the mail server refused it every time.",
      `To see a report anyway: raport preview ${report} --on DATE. To see what the next ones wait for: raport next.`,
    ],
  };
}

/** After so long the owner is told that a report without a policy waits. */
export const lateSeconds = 3600;

/** Who has a policy knows what happens; who has none learns after an hour that nothing does. */
function isLate({ dueAt, then }: Waiting, now: string): boolean {
  return then === "give up" && Date.parse(now) >= Date.parse(dueAt) + lateSeconds * 1000;
}

function waitingNotice({ report, period, reasons, until }: Waiting, to: string): Notice {
  return {
    key: keyOf("waiting", report, period.name),
    to,
    subject: `${report} ${period.name} waits: its data are not complete`,
    lines: [
      `The report ${report} on ${period.name} was due and has not gone out. It waits for: ${listed(reasons)}.`,
      `It goes out as soon as that is there. After ${until} it is too old, and is given up.`,
      "To decide what happens instead, give the report an incomplete: policy, for example { wait: 6h, then: send }.",
    ],
  };
}

/** Problems of the data themselves, told once to each owner of a report that reads them. */
export function dataNotices(config: Config, state: State): readonly Notice[] {
  const owners = new Set(config.reports.flatMap(({ owner }) => (owner === undefined ? [] : [owner])));
  return [...owners].flatMap((owner) => {
    const read = new Set(
      config.reports.filter((one) => one.owner === owner).flatMap(({ sources }) => sources),
    );
    const held = state.held === null ? [] : [heldNotice(state.held, state.warehouse.generation, owner)];
    const of = (source: string) => [
      ...failingNotice(source, state, owner),
      ...refusedNotice(source, state, owner),
    ];
    return [...held, ...[...read].flatMap(of)];
  });
}

/** Told again only when the tables were right in between; the numbers in the words may change with every row that lands. */
function heldNotice(held: string, generation: number, to: string): Notice {
  const problem = fingerprint([held.replaceAll(/\d+/g, "#"), String(generation), to]);
  return {
    key: keyOf("held", problem),
    to,
    subject: "The KPI tables are held: new data are not in them",
    lines: [
      `New rows landed, but the tables were left as they were: ${held}`,
      "Reports that need these rows wait, or do at their deadline what their policy says. What was sent before is not touched.",
      "Correct the mapping or the file named above; it is tried again by itself.",
    ],
  };
}

/** So many tries must fail, which takes twenty minutes: a file that is late by less is nobody's trouble. */
const failedOften = 3;

/** Told again only when it could be landed in between. */
function failingNotice(source: string, { tried }: State, to: string): readonly Notice[] {
  const { failed, why, doneAt } = tried?.landings[source] ?? { failed: 0, why: null, doneAt: null };
  if (failed < failedOften || why === null) return [];
  const problem = fingerprint([why.replaceAll(/\d+/g, "#"), doneAt ?? "", to]);
  return [
    {
      key: keyOf("failing", source, problem),
      to,
      subject: `${source}: nothing new of it can be landed`,
      lines: [
        `${doneAt === null ? "It never could be" : `It could be the last time at ${doneAt}`}. Every try since then failed: ${why}`,
        "Reports that need it wait, or do at their deadline what their policy says. The other sources go on.",
        "It is tried again with growing pauses for about a day, and at once when its files or its settings change. Where it does not run by itself, `raport run` tries now.",
      ],
    },
  ];
}

function refusedNotice(source: string, { sources }: State, to: string): readonly Notice[] {
  const refused = Object.entries(sources[source]?.files ?? {})
    .filter(([, { refused }]) => refused !== undefined)
    .sort(([one, a], [other, b]) => byText(a.modifiedAt, b.modifiedAt) || byText(one, other));
  const newest = refused.at(-1);
  if (newest === undefined) return [];
  const messages = refused.map(([, { refused }]: [string, FileState]) => refused ?? "");
  const more = messages.length - named;
  return [
    {
      key: keyOf("refused", source, fingerprint([newest[0], newest[1].etag, to])),
      to,
      subject: `${source}: ${messages.length === 1 ? "a file was" : `${messages.length} files were`} refused`,
      lines: [
        "Nothing of what is named here was taken in, and reports on its days wait.",
        ...messages.slice(-named),
        ...(more > 0 ? [`And ${more} more.`] : []),
        "Put each right or take it away; the next run looks again by itself.",
      ],
    },
  ];
}

/** Reasons may end as sentences do. */
const listed = (reasons: readonly string[]) => reasons.map((one) => one.replace(/\.$/, "")).join("; ");

const byText = (one: string, other: string) => (one < other ? -1 : one > other ? 1 : 0);

/** Ids of sources and reports are plain already; names of weeks hold a capital. */
const keyOf = (...parts: readonly string[]) =>
  parts
    .join("-")
    .toLowerCase()
    .replaceAll(/[^a-z0-9-]/g, "-");
