/** The reasons most contacts came for, as a share of all and as bars from zero. */

import type { ReasonModel } from "../functions/core/model.ts";
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
  /** The share of all contacts as the width of the bar, and the rest of its track, in percent; no bar without one. */
  readonly bar: number;
  readonly rest: number;
}

export const reasonsShown = 5;

/** The five biggest reasons, each with its share of all contacts as a bar, the same in email and page. */
export function reasonsOf(reasons: readonly ReasonModel[], format: Format): readonly ReasonView[] {
  return reasons.slice(0, reasonsShown).map(({ reason, contacts, share, previous, change }) => {
    const bar = isKnown(share) ? Math.min(100, Math.max(1, Math.round(share * 100))) : 0;
    const moved = changeView(
      { unit: "count", now: contacts, before: previous, change, verdict: "neutral" },
      format,
    );
    const view = {
      reason: clip(plain(reason), labelLength) || format.words.unknownReason,
      contacts: format.count(contacts),
      share: isKnown(share) ? format.value("share", share) : format.words.none,
      change: moved,
    };
    return { ...view, label: labelOf(view, contacts, format), bar, rest: 100 - bar };
  });
}

function labelOf(
  { contacts, share, change }: Pick<ReasonView, "contacts" | "share" | "change">,
  n: number,
  { words }: Format,
): string {
  const moved = change.short === "" ? change.words : `${change.arrow} ${change.short}`;
  const ofAll = share === words.none ? [] : [words.ofAll(share)];
  return [words.contacts(contacts, n), ...ofAll, moved].join(" · ");
}
