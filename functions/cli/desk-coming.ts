/** What the desk says of the coming sends. */

import { onClock } from "../core/clock.ts";
import type { Config } from "../core/config.ts";
import type { Ports } from "../ports.ts";
import type { ComingReport } from "../web/desk/coming.ts";
import { type ComingSend, comingSends } from "./coming.ts";
import { outcomeOf } from "./next.ts";
import { plain } from "./plain.ts";

/** Null where nothing is in force yet. */
export async function comingReports(
  config: Config | undefined,
  now: string,
  ports: Pick<Ports, "lake" | "warehouse">,
): Promise<readonly ComingReport[] | null> {
  if (config === undefined) return null;
  return (await comingSends({ config, now }, ports)).map((one) => comingReport(one, now));
}

function comingReport(coming: ComingSend, now: string): ComingReport {
  const { report, title, period, dueAt, local, zone, recipients, waitsFor } = coming;
  const ours = (words: string) => plain(onClock(words, zone));
  return {
    report,
    title,
    period: period.name,
    when: `${local} (${zone})`,
    isDue: dueAt <= now,
    ...standOf(coming, now),
    readers: recipients.map(({ name, locale, scope }) => ({
      name,
      locale,
      sees: scope === null ? "everything" : `${scope.by} ${scope.member}`,
    })),
    waitsFor: waitsFor.map(ours),
    notes: notesOf(coming, now).map(ours),
  };
}

/** Where it stands in a word. */
function standOf(
  { dueAt, pausedUntil, failing, waitsFor, done }: ComingSend,
  now: string,
): Pick<ComingReport, "state" | "tone"> {
  if (pausedUntil !== null) return { state: "paused", tone: "plain" };
  if (failing.length > 0) return { state: "needs somebody", tone: "bad" };
  if (waitsFor.length > 0) return { state: dueAt <= now ? "due and waiting" : "waiting", tone: "wait" };
  return { state: done === null ? "ready" : "going out", tone: "good" };
}

function notesOf(coming: ComingSend, now: string): readonly string[] {
  const { pausedUntil, begins, failing, done } = coming;
  return [
    ...(pausedUntil === null ? [] : [`paused until ${pausedUntil}`]),
    ...(begins === undefined
      ? []
      : [`the data begin on ${begins}: it says so, and nothing is concluded from it`]),
    ...failing,
    done === null ? outcomeOf(coming, now) : `${done} have theirs`,
  ];
}
