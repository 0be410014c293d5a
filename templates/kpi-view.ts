/** One KPI as readers see it, the same in email, text and page. */

import type { Change, KpiModel, State, Status } from "../functions/core/model.ts";
import { type ChangeView, changeView } from "./change.ts";
import { type Format, isKnown } from "./format.ts";
import { plain } from "./plain.ts";
import { type Spark, sparkOf } from "./spark.ts";

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
  /** `provisional`, `still open`; empty when final. */
  readonly stateWord: string;
  readonly previous: ChangeView;
  readonly lastYear: ChangeView;
  /** `up 26.3% vs week 45 (was 1,042)`, or why there is no change to tell. */
  readonly sentence: string;
  /** `vs week 45 (was 1,042)`, empty when there is no change to tell. */
  readonly versusPrevious: string;
  /** Sentences: why it is not compared. */
  readonly notes: readonly string[];
  readonly href: string;
  readonly spark: Spark | null;
}

/** The view of one KPI; `year` is the period's own, left out of names of its own year. */
export function kpiView(kpi: KpiModel, link: string, year: string, format: Format): KpiView {
  const { words } = format;
  const previous = view(kpi, kpi.previous, format);
  const lastYear = view(kpi, kpi.lastYear, format);
  const known = isKnown(kpi.value);
  const status = known ? kpi.status : "none";
  const versus = words.change.versus(format.inline(kpi.previous.against, year));
  const versusPrevious = previous.short === "" ? "" : words.change.versusWas(versus, previous.was);
  return {
    id: kpi.id,
    name: plain(kpi.name),
    shortName: words.shortNames[kpi.id] ?? plain(kpi.name),
    value: known ? format.value(kpi.unit, kpi.value) : words.none,
    missing: known ? "" : words.noData,
    status,
    sign: words.statusSign[status],
    statusWord: known ? words.status[status] : words.noData,
    target: targetText(kpi, format),
    state: kpi.state,
    stateWord: kpi.state === "final" ? "" : words.state[kpi.state],
    previous,
    lastYear,
    sentence:
      versusPrevious === ""
        ? previous.note || previous.words
        : words.change.sentence(previous.words, versusPrevious),
    versusPrevious,
    notes: notes([previous, kpi.previous], [lastYear, kpi.lastYear], year, format),
    href: `${link}#${kpi.id}`,
    spark: sparkOf(kpi, kpi.previous.against.grain, format),
  };
}

function view(kpi: KpiModel, change: Change, format: Format): ChangeView {
  const { withheld } = change;
  return changeView(
    {
      unit: kpi.unit,
      now: kpi.value,
      before: change.value,
      change: change.change,
      verdict: change.verdict,
      withheld,
    },
    format,
  );
}

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

function targetText({ target, unit }: KpiModel, { words, ...format }: Format): string {
  const { atLeast, atMost } = target ?? {};
  const low = isKnown(atLeast) ? format.target(unit, atLeast) : null;
  const high = isKnown(atMost) ? format.target(unit, atMost) : null;
  if (low !== null && high !== null) return words.target.between(low, high);
  if (high !== null) return words.target.atMost(high);
  return low === null ? "" : words.target.atLeast(low);
}
