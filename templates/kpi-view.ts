/** One KPI as readers see it, the same in email, text and page. */

import type { Change, KpiModel, State, Status } from "../functions/core/model.ts";
import { breaksText } from "./breaks.ts";
import { type ChangeView, changeView, type Tone } from "./change.ts";
import { formatOfKpi } from "./durations.ts";
import { type Format, isKnown } from "./format.ts";
import { isStated, yearOf } from "./shown.ts";
import type { Words } from "./words/words.ts";

/**
 * A change for a narrow cell, in two parts that need not share a line: `▲ +26.3% worse`, `vs week 45`. `lead` is empty
 * where there is no change, and `rest` says why.
 */
export interface ChangeLine {
  readonly tone: Tone;
  readonly lead: string;
  readonly rest: string;
}

export interface KpiView {
  readonly id: string;
  readonly name: string;
  /** Fits a subject line. */
  readonly shortName: string;
  /** `1,316`, or a dash. */
  readonly value: string;
  /** `no data` when there is none, else empty. */
  readonly missing: string;
  readonly status: Status;
  readonly sign: string;
  readonly statusWord: string;
  /** `at most 1,100`, empty without a target. */
  readonly target: string;
  readonly state: State;
  /** `provisional`, `still open`; empty when final, and where there is nothing that could be provisional. */
  readonly stateWord: string;
  readonly previous: ChangeView;
  readonly lastYear: ChangeView;
  /** Against the period before, then last year; one line for both where neither is compared. */
  readonly changes: readonly ChangeLine[];
  /** `up 26.3% vs week 45 (was 1,042)`, or why there is no change to tell. */
  readonly sentence: string;
  /** `vs week 45 (was 1,042)`, empty when there is no change to tell. */
  readonly versusPrevious: string;
  /** Sentences: why it is not compared. */
  readonly notes: readonly string[];
  readonly href: string;
}

/** A target that data are missing for is there, and not judged. */
const standing = ({ status, target }: KpiModel, words: Words) =>
  status === "none" && target !== null ? words.notJudged : words.status[status];

/** The view of one KPI; `year` is the period's own, left out of names of its own year. `withYear`: beside last year. */
export function kpiView(kpi: KpiModel, link: string, year: string, common: Format, withYear = true): KpiView {
  const format = formatOfKpi(kpi, common);
  const { words } = format;
  const known = isKnown(kpi.value);
  // Where there is no value, that is all there is to say.
  const previous = known ? view(kpi, kpi.previous, format) : nothing;
  const isWithYear = withYear && kpi.lastYear.isAsked !== false;
  const lastYear = isWithYear && known ? view(kpi, kpi.lastYear, format) : nothing;
  const status = known ? kpi.status : "none";
  const versus = words.change.versus(format.against(kpi.previous.against, year));
  const versusPrevious = previous.short === "" ? "" : words.change.versusWas(versus, previous.was);
  return {
    id: kpi.id,
    name: words.kpis[kpi.id].name,
    shortName: words.shortNames[kpi.id] ?? words.kpis[kpi.id].name,
    value: known ? format.value(kpi.unit, kpi.value) : words.none,
    missing: known ? "" : words.noData,
    status,
    sign: words.statusSign[status],
    statusWord: known ? standing(kpi, words) : words.noData,
    target: targetText(kpi, format),
    state: kpi.state,
    stateWord: isStated(kpi) ? words.state[kpi.state] : "",
    previous,
    lastYear,
    changes: !known
      ? []
      : isWithYear
        ? changeLines([previous, versus], [lastYear, words.lastYearVersus], words)
        : [changeLine(previous, versus, words)],
    sentence:
      versusPrevious === ""
        ? previous.note || previous.words
        : words.change.sentence(previous.words, versusPrevious),
    versusPrevious,
    notes: notes([previous, kpi.previous], [lastYear, kpi.lastYear], year, format),
    href: `${link}#${kpi.id}`,
  };
}

function view(kpi: KpiModel, change: Change, format: Format): ChangeView {
  const { withheld, breaks, noise } = change;
  return changeView(
    {
      unit: kpi.unit,
      now: kpi.value,
      before: change.value,
      change: change.change,
      verdict: change.verdict,
      withheld,
      breaks,
      noise,
    },
    format,
  );
}

type Against = readonly [change: ChangeView, versus: string];

function changeLines(previous: Against, lastYear: Against, words: Words): readonly ChangeLine[] {
  const [first, second] = [previous[0], lastYear[0]];
  if (first.short === "" && second.short === "" && first.words === second.words)
    return [{ tone: "flat", lead: "", rest: first.words }];
  return [previous, lastYear].map(([change, versus]) => changeLine(change, versus, words));
}

function changeLine(change: ChangeView, versus: string, words: Words): ChangeLine {
  const { tone, arrow, short, judgement } = change;
  if (short === "") return { tone, lead: "", rest: words.change.versusNone(versus, change.words) };
  // What is no change has no place among those that are, however large it looks.
  if (arrow === words.arrow.flat)
    return { tone, lead: "", rest: words.change.sentence(change.brief, versus) };
  return {
    tone,
    // A long judgement goes below its number rather than break in the middle.
    lead: `${arrow}\u00a0${short}${judgement === "" ? "" : ` ${judgement}`}`,
    rest: versus,
  };
}

const nothing: ChangeView = {
  ...{ arrow: "", short: "", brief: "", words: "", judged: "", judgement: "", was: "", note: "" },
  tone: "flat",
};

type Pair = readonly [ChangeView, Change];

/** One sentence per comparison that is withheld; one for both when the reason is the same. */
function notes(previous: Pair, lastYear: Pair, year: string, { words, inline }: Format): readonly string[] {
  const withheld = [previous, lastYear].filter(([change]) => change.note !== "");
  const [first, second] = withheld;
  if (first && second && first[0].note === second[0].note) {
    const both = words.orWith(inline(first[1].against, year), inline(second[1].against, year));
    return [words.change.withheld(both, first[0].note)];
  }
  return withheld.map(([change, { against }]) => words.change.withheld(inline(against, year), change.note));
}

/** The same of those that are not from the same sources, for tables whose readers would take the difference themselves. */
export function apartNotes(kpi: KpiModel, period: string, format: Format): readonly string[] {
  const told = (change: Change): Pair => [
    { ...nothing, note: change.breaks ? breaksText(change.breaks, format) : "" },
    change,
  ];
  return notes(told(kpi.previous), told(kpi.lastYear), yearOf(period), format);
}

/** `at most 1,100`, empty without a target. */
export function targetText({ target, unit }: KpiModel, format: Format): string {
  if (!target) return "";
  const { words } = format;
  const { atLeast, atMost } = target;
  const low = isKnown(atLeast) ? format.target(unit, atLeast) : null;
  const high = isKnown(atMost) ? format.target(unit, atMost) : null;
  if (low !== null && high !== null) return words.target.between(low, high);
  if (high !== null) return words.target.atMost(high);
  return low === null ? "" : words.target.atLeast(low);
}
