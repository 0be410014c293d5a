/** What a deployed installation counts, and its alarms look at. */
export type MetricName =
  /** Ticks that came to their end. */
  | "Ticks"
  /** Reports and periods that are due for an hour and not out. */
  | "LateReports"
  /** Emails of which nobody knows whether they were accepted. */
  | "UnknownDeliveries"
  /** Of the rows of one run, in percent. */
  | "QuarantinedShare"
  | "EmailsSent"
  /** Runs that left the tables as they were, because of a check or a mapping. */
  | "HeldComputes";
