/** What a deployed installation counts, and its alarms look at. Each is sent only when it is not zero. */
export type MetricName =
  /** Reports and periods that are due for an hour and not out. */
  | "LateReports"
  /** Emails of which nobody knows whether they were accepted. */
  | "UnknownDeliveries"
  /** Of the rows of one run, in percent. */
  | "QuarantinedShare"
  | "EmailsSent"
  /** Runs that left the tables as they were, because of a check or a mapping. */
  | "HeldComputes";
