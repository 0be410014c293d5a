/** What a run says of one report's messages: how many went, and of the others why not and what comes next. No reader is named. */

import { onClock } from "../core/clock.ts";
import type { ReportConfig } from "../core/config.ts";
import type { Delivery } from "../stages/deliver.ts";
import type { Sent } from "../stages/send.ts";
import { whyNotSent } from "../stages/troubles.ts";
import { plain } from "./plain.ts";

/** Neither sent nor settled: the report is not done with. */
export const isUnsent = ({ outcome }: Pick<Delivery, "outcome">): boolean =>
  outcome === "failed" || outcome === "busy" || outcome === "unknown" || outcome === "refused";

const people = (count: number) => `${count.toLocaleString("en")} ${count === 1 ? "person" : "people"}`;

/** `where`: where the emails of this home are. Nothing is said of what went out before and is done with. */
export function sentLines(
  { report, period, subject, deliveries }: Sent,
  where: string,
  zone: ReportConfig["zone"],
): readonly string[] {
  const fresh = deliveries.filter((one) => one.fresh).length;
  const others = deliveries.filter(({ outcome }) => outcome !== "sent");
  const why = grouped(others).map((same) => `          ${people(same.length)}: ${said(same, zone)}`);
  const what = `${report} ${period} to ${people(fresh || others.length)}: ${plain(subject)}`;
  if (fresh > 0) return [`sent      ${what}`, `          the emails ${where}`, ...why];
  if (others.length === 0) return [];
  const isKnown = others.some(({ outcome }) => outcome !== "unknown" && outcome !== "busy");
  return [`${(isKnown ? "not sent" : "unsure").padEnd(10)}${what}`, ...why];
}

/** Those of whom the same is to be said. */
function grouped(deliveries: readonly Delivery[]): readonly (readonly Delivery[])[] {
  const same = ({ outcome, error, isEarly }: Delivery) => JSON.stringify([outcome, error, isEarly]);
  return [...Map.groupBy(deliveries, same).values()];
}

function said(same: readonly Delivery[], zone: string): string {
  const [{ outcome, isEarly } = { outcome: "busy" as const, isEarly: false }] = same;
  const error = whyNotSent(plain(same[0]?.error ?? "it is not known why."));
  const next = same.flatMap(({ nextAt }) => nextAt ?? []).sort()[0];
  const at = next === undefined ? "later" : `at ${onClock(next, zone)} (${zone})`;
  if (outcome === "failed")
    return isEarly
      ? `not tried by this run, but again ${at}. The last try: ${error}`
      : `${error} Tried again by the first run ${next === undefined ? at : `after ${onClock(next, zone)} (${zone})`}.`;
  if (outcome === "refused") return `given up, and the report's owner is told: ${error}`;
  if (outcome === "unknown") return unknown;
  if (outcome === "busy") return "another run is sending it, or died doing so: the next runs find out which.";
  return leftOut[outcome as keyof typeof leftOut];
}

const unknown =
  "it may have arrived: the answer of the mail server was lost. It is not sent again by itself, so that nobody gets it twice. Ask, and if it is not there, resend it; after half an hour the report's owner is told how.";

const leftOut = {
  sent: "sent before.",
  suppressed: "suppressed, as the address came back or its reader complained: nothing is sent to it.",
  unsubscribed: "unsubscribed by the reader: nothing of this report is sent to them.",
  narrowed: "what they may see was changed meanwhile: they get the next one.",
};
