/** The reasons most contacts came for, as a share of all and as bars from zero. */

import { isOfTooFew } from "../functions/core/compare.ts";
import type { ReasonModel, ReportModel } from "../functions/core/model.ts";
import { notStated } from "../functions/core/ranking.ts";
import { type ChangeView, changeView } from "./change.ts";
import { type Format, isKnown } from "./format.ts";
import { clip, labelLength, plain } from "./plain.ts";

export interface ReasonView {
  readonly reason: string;
  readonly contacts: string;
  readonly share: string;
  readonly change: ChangeView;
  /** `819 contacts · 37.0% of all · ▲ +202.2%`. */
  readonly label: string;
  /** Whose it is, in a report for a team; else empty. */
  readonly whose: string;
  /** The share of all contacts as the width of the bar, and the rest of its track, in percent; no bar without one. */
  readonly bar: number;
  readonly rest: number;
}

export const reasonsShown = 5;

/** The five biggest reasons, each with its share of all contacts as a bar, the same in email and page. */
export function reasonsOf(
  reasons: readonly ReasonModel[],
  format: Format,
  most = reasonsShown,
): readonly ReasonView[] {
  return reasons.slice(0, most).map((one) => {
    const { reason, contacts, share, previous, change, verdict = "neutral", withheld, breaks, noise } = one;
    const bar = isKnown(share) ? Math.min(100, Math.max(1, Math.round(share * 100))) : 0;
    const moved = changeView(
      { unit: "count", now: contacts, before: previous, change, verdict, withheld, breaks, noise },
      format,
    );
    const view = {
      reason: (reason !== notStated && clip(plain(reason), labelLength)) || format.words.unknownReason,
      contacts: format.count(contacts),
      share: isKnown(share) ? format.value("share", share) : format.words.none,
      change: { ...moved, words: isOfTooFew(one) ? earlier(previous, format) : moved.words },
    };
    return {
      ...view,
      label: labelOf(view, contacts, format),
      whose: whoseOf(one, format),
      bar,
      rest: 100 - bar,
    };
  });
}

/** Who the reason belongs to as the organisation says; else the department most of its contacts came to. */
export function whoseOf({ owner, mostIn, contacts }: ReasonModel, format: Format): string {
  const { team } = format.words;
  const name = (text: string) => clip(plain(text), labelLength);
  if (owner !== undefined) return team.owner(name(owner));
  if (!mostIn || contacts === 0) return "";
  return team.mainly(name(mostIn.department), format.value("share", mostIn.contacts / contacts));
}

/** What they are called together: the top ones, unless one that is hidden from the reader may be among those. */
export function reasonsTitle(model: ReportModel, { words, count }: Format): string {
  const n = Math.min(model.reasons.length, reasonsShown);
  return hidesReasons(model) ? words.someReasons : words.reasons(count(n), n);
}

/** Whether a reason is hidden from the reader, who then cannot know which are the largest. */
export function hidesReasons({ breakdowns }: Pick<ReportModel, "breakdowns">): boolean {
  return breakdowns.some(
    ({ by, members }) =>
      by === "reason" &&
      members.some(({ values }) => Object.values(values).some(({ hidden }) => hidden?.includes("value"))),
  );
}

/** Of too few there is no change to tell, only how many there were. */
function earlier(previous: number | null, { words, count }: Format): string {
  return isKnown(previous) ? words.change.was(count(previous)) : words.change.tooFew;
}

/** `▲ +26.3%`; why there is none where there is none. */
export function movedText({ brief, words: said }: ChangeView): string {
  return brief || said;
}

function labelOf(
  { contacts, share, change }: Pick<ReasonView, "contacts" | "share" | "change">,
  n: number,
  { words }: Format,
): string {
  const moved = movedText(change);
  const ofAll = share === words.none ? [] : [words.ofAll(share)];
  return [words.contacts(contacts, n), ...ofAll, moved].join(" · ");
}
