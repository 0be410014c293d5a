/** One change in words: arrow, direction, size, whether that is good, and what it was; or why there is nothing to compare. */

import { isAbsolute } from "../functions/core/evidence.ts";
import type { Unit } from "../functions/core/kpi.ts";
import type { Verdict } from "../functions/core/model.ts";
import type { SeriesBreak } from "../functions/core/series-breaks.ts";
import type { Withheld } from "../functions/core/withheld.ts";
import { withheldText } from "./breaks.ts";
import { type Format, isKnown } from "./format.ts";
import type { Words } from "./words/words.ts";

export type Tone = "good" | "bad" | "flat";

export interface ChangeView {
  readonly arrow: string;
  /** `+26.3%`, for tables and subjects; empty when there is nothing to compare. */
  readonly short: string;
  /** `up 26.3%`; where there is no change, the reason in two or three words. */
  readonly words: string;
  /** `up 26.3%, worse`. */
  readonly judged: string;
  /** For tables: `▲ +26.3%`; of a change that is none, what it is instead: `■ +11.8%, may be chance`. */
  readonly brief: string;
  /** `better` or `worse`; empty where neither is so. */
  readonly judgement: string;
  readonly tone: Tone;
  /** `1,042`, empty when not known. */
  readonly was: string;
  /** Why it is not compared, empty when it is. */
  readonly note: string;
}

/** What is compared with what. `change` is relative for counts, times and money, a difference for shares and points. */
export interface Compared {
  readonly unit: Unit;
  readonly now: number | null;
  readonly before: number | null;
  readonly change: number | null;
  readonly verdict: Verdict;
  readonly withheld?: Withheld | undefined;
  readonly breaks?: readonly SeriesBreak[] | undefined;
  /** Large enough to matter, but it may well be chance. */
  readonly noise?: boolean | undefined;
}

/** Below this many, a percentage says more than the numbers do. */
const smallBase = 30;
const fewWords = 24;

/** The words of one comparison. */
export function changeView(compared: Compared, format: Format): ChangeView {
  const { unit, now, before, change, withheld, breaks, noise } = compared;
  const { words } = format;
  if (withheld !== undefined) return withheldView(withheldText({ withheld, breaks }, format), words);
  if (!isKnown(now)) return nothing(words.noData, "");
  if (!isKnown(before)) return nothing(words.noEarlierData, "");
  const was = format.value(unit, before);
  const counted = unit === "count" && Math.abs(before) < smallBase;
  const size = counted ? now - before : change;
  if (!isKnown(size))
    return { ...nothing(before === 0 ? words.change.fromZero : words.notCompared, ""), was };
  const short = counted ? format.difference(size) : format.signed(unit, size);
  const unsigned = counted ? format.count(Math.abs(size)) : format.size(unit, size);
  // What reads the same on both sides has not changed: of times the last digits are not written.
  const isJudged = compared.verdict === "better" || compared.verdict === "worse";
  if (unit === "seconds" && !isJudged && format.value(unit, now) === was)
    return steady(words.change.none, format.signed(unit, 0), was, format);
  if (!/^[+−]/.test(short)) return steady(words.change.none, short, was, format);
  if (compared.verdict === "unchanged")
    return steady((noise ? words.change.mayBeChance : words.change.noClear)(short), short, was, format);
  const up = size > 0;
  const arrow = up ? words.arrow.up : words.arrow.down;
  return {
    arrow,
    short,
    brief: `${arrow}\u00a0${short}`,
    was,
    note: "",
    ...judged(compared.verdict, up ? words.change.up(unsigned) : words.change.down(unsigned), format),
  };
}

function judged(
  verdict: Verdict,
  change: string,
  { words }: Format,
): Omit<ChangeView, "arrow" | "short" | "brief" | "was" | "note"> {
  const judgement =
    verdict === "better" ? words.change.better : verdict === "worse" ? words.change.worse : "";
  return {
    words: change,
    judged: judgement === "" ? change : words.change.judged(change, judgement),
    judgement,
    tone: verdict === "better" ? "good" : verdict === "worse" ? "bad" : "flat",
  };
}

function steady(words: string, short: string, was: string, format: Format): ChangeView {
  const arrow = format.words.arrow.flat;
  return {
    arrow,
    short,
    brief: `${arrow}\u00a0${words}`,
    words,
    judged: words,
    judgement: "",
    tone: "flat",
    was,
    note: "",
  };
}

/** A reason of a few words stands where the change would; a longer one needs a line of its own. */
function withheldView(reason: string, words: Words): ChangeView {
  return reason.length <= fewWords ? nothing(reason, "") : nothing(words.notCompared, reason);
}

function nothing(words: string, note: string): ChangeView {
  const none = { arrow: "", short: "", brief: "", judgement: "", was: "" };
  return { ...none, words, judged: words, tone: "flat", note };
}

/** The change between two values by the rules of their unit, null where it has no meaning: from nothing, or from zero. */
export function changeOf(unit: Unit, now: number | null, before: number | null): number | null {
  if (!isKnown(now) || !isKnown(before)) return null;
  if (isAbsolute({ unit })) return now - before;
  return before === 0 ? (now === 0 ? 0 : null) : (now - before) / Math.abs(before);
}

/** A neutral comparison, for breakdowns and reasons, where a direction is no verdict. */
export function neutralChange(
  unit: Unit,
  now: number | null,
  before: number | null,
  format: Format,
): ChangeView {
  return changeView({ unit, now, before, change: changeOf(unit, now, before), verdict: "neutral" }, format);
}
