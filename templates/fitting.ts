/**
 * An email no client cuts off: Gmail does at about 100,000 bytes, and forwards and footers add to ours. Where it does not
 * fit, what a reader needs least goes first: the small pictures, then figures after the first ones. All of it stands on
 * the page the email links to, and the email says how many figures are left there.
 */

import type { Written } from "./html.ts";
import type { EmailView } from "./view.ts";

/** Bytes of HTML an email stays under. */
export const mostBytes = 80_000;

/** Beside the four key figures: twelve in all. */
const othersShown = 8;
const kpisShown = 12;

/** `whole` is the view before anything went. */
type Less = (view: EmailView, whole: EmailView) => EmailView;

const withOthers =
  (most: number): Less =>
  (view, { others, words }) => {
    const more = others.length - most;
    return more <= 0
      ? view
      : { ...view, others: others.slice(0, most), othersMore: words.attentionMore(String(more)) };
  };

const withoutSparks: Less = (view) => ({
  ...view,
  heroes: view.heroes.map(({ left, right }) => ({
    left: { ...left, spark: null },
    right: right && { ...right, spark: null },
  })),
});

const withoutTrend: Less = (view) => ({ ...view, trend: null });

/** Of the parts of one template each at most so many lines. */
const withLines =
  (most: number): Less =>
  (view) => {
    const { board, operations } = view;
    const lines = [board.toDate?.rows ?? [], board.steps, operations.unusual];
    if (lines.every(({ length }) => length <= most)) return view;
    const toDate = board.toDate && { ...board.toDate, rows: board.toDate.rows.slice(0, most) };
    return {
      ...view,
      board: { ...board, toDate, steps: board.steps.slice(0, most) },
      operations: { ...operations, unusual: operations.unusual.slice(0, most) },
    };
  };

const withoutAgents: Less = (view) => ({ ...view, team: view.team && { ...view.team, agents: null } });
const withoutNotes: Less = (view) => ({ ...view, markNotes: [] });

/** One after the other, until it fits. */
const lessenings: readonly Less[] = [
  withoutSparks,
  withoutTrend,
  withOthers(othersShown / 2),
  withLines(kpisShown / 4),
  withoutAgents,
  withOthers(0),
  withoutNotes,
];

/** The fullest view whose HTML fits, with that HTML; the barest where none does. */
export function fitted(
  whole: EmailView,
  render: (view: EmailView) => Written,
): { readonly view: EmailView; readonly html: string } {
  let view = withLines(kpisShown)(withOthers(othersShown)(whole, whole), whole);
  let made = render(view);
  for (const less of lessenings) {
    if (fits(made)) break;
    view = less(view, whole);
    made = render(view);
  }
  return { view, html: made.html };
}

/** Counting the bytes of a long text takes as long as writing it: it is done where they cannot be told from its characters. */
function fits({ html, beyond }: Written): boolean {
  return html.length + beyond < mostBytes || Buffer.byteLength(html) < mostBytes;
}
