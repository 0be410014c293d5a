/** What raises an alarm, with what it means for readers in a sentence: the stack's alarms and docs are made of this. */

import type { MetricName } from "../functions/core/metrics.ts";

/** What is measured: one of Raport's own, or one that AWS keeps of a part of the stack and asks nothing for. */
export type Measured =
  /** Whether every tick of the time failed: the least of their errors, each of which is 0 or 1. */
  | { readonly kind: "failed ticks" }
  | { readonly kind: "own"; readonly metric: MetricName; readonly statistic: "Sum" | "Maximum" }
  | { readonly kind: "dead letters" }
  | { readonly kind: "scanned bytes" };

export interface AlarmText {
  readonly name: string;
  readonly measured: Measured;
  readonly minutes: number;
  /** It is one when the value is above. */
  readonly threshold: number;
  /** Set where nothing measured is an alarm, too: of what must not happen, silence is good news. */
  readonly mustSpeak?: true;
  readonly unit?: string;
  /** What it means for readers, and how much time there is. */
  readonly impact: string;
}

const own = (metric: MetricName, statistic: "Sum" | "Maximum"): Measured => ({
  kind: "own",
  metric,
  statistic,
});

export const alarms: readonly AlarmText[] = [
  {
    name: "missed-tick",
    measured: { kind: "failed ticks" },
    minutes: 30,
    threshold: 0,
    mustSpeak: true,
    impact:
      "For half an hour nothing looked what is due: no report goes out until it does, and the next tick makes up for all that was missed.",
  },
  {
    name: "late-report",
    measured: own("LateReports", "Maximum"),
    minutes: 15,
    threshold: 0,
    impact:
      "A report is an hour late, or an hour past the deadline its config gives it: its data are not complete, or it cannot be sent. Its readers have nothing yet, and nobody was sent a wrong number.",
  },
  {
    name: "unknown-delivery",
    measured: own("UnknownDeliveries", "Maximum"),
    minutes: 60,
    threshold: 0,
    impact:
      "Nobody knows whether a reader got an email: it is not sent again by itself, so that nobody gets it twice.",
  },
  {
    name: "dead-letters",
    measured: { kind: "dead letters" },
    minutes: 5,
    threshold: 0,
    impact:
      "An event of SES could not be taken in, or a tick not delivered: a reader whose address bounced may be written to again.",
  },
  {
    name: "quarantined-rows",
    measured: own("QuarantinedShare", "Maximum"),
    minutes: 60,
    threshold: 5,
    unit: "percent of the rows of one run",
    impact:
      "More rows than usual could not be taken in: the reports say how many are left out, and their numbers lack those contacts.",
  },
  {
    name: "held-tables",
    measured: own("HeldComputes", "Sum"),
    minutes: 60,
    threshold: 0,
    impact:
      "A check or a mapping keeps new rows out of the tables: readers keep the numbers they had, and reports that need the new ones wait.",
  },
  {
    name: "scanned-bytes",
    measured: { kind: "scanned bytes" },
    minutes: 1440,
    threshold: 200_000_000_000,
    unit: "bytes a day, for which Athena bills about one US dollar",
    impact: "Athena reads far more than a day needs: readers notice nothing, the bill does.",
  },
];
