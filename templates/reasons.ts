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
  /** Width of the bar and of the rest of its track, in percent. */
  readonly bar: number;
  readonly rest: number;
}

const reasonsShown = 5;

/** The five biggest reasons with bars from zero, the same in email and page. */
export function reasonsOf(reasons: readonly ReasonModel[], format: Format): readonly ReasonView[] {
  const shown = reasons.slice(0, reasonsShown);
  const most = Math.max(1, ...shown.map(({ contacts }) => contacts).filter(isKnown));
  return shown.map(({ reason, contacts, share, previous, change }) => {
    const bar = Math.min(100, Math.max(1, Math.round((contacts / most) * 100)));
    return {
      reason: clip(plain(reason), labelLength) || format.words.unknownReason,
      contacts: format.count(contacts),
      share: isKnown(share) ? format.value("share", share) : format.words.none,
      change: changeView(
        { unit: "count", now: contacts, before: previous, change, verdict: "neutral" },
        format,
      ),
      bar,
      rest: 100 - bar,
    };
  });
}
