/** What a provider of mail tells of one message after it took it. */

export interface MailEvent {
  /** Our id of the message. */
  readonly id: string;
  /**
   * `accepted` and no more; `delivered` to the reader's mail server; `returned` for a reason that may pass; `bounced` for
   * good; `complained` by its reader.
   */
  readonly kind: "accepted" | "delivered" | "returned" | "bounced" | "complained";
  /** ISO UTC instant. */
  readonly at: string;
}

/** What a message of a report was sent for; undefined for a notice, or an id that is none of ours. */
export function messageOf(
  id: string,
): { readonly report: string; readonly period: string; readonly address: string } | undefined {
  const [, report, period, address] =
    /^(.+)-(\d{4}-W\d{2}|\d{4}-\d{2}-\d{2}|\d{4}-\d{2})-([0-9a-f]{16})(?:\.\d+)?$/.exec(id) ?? [];
  return report && period && address ? { report, period, address } : undefined;
}
