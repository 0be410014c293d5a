/** The English words of the list of contacts behind a report. */

export const contacts = {
  title: "Contacts behind the figures",
  link: (n: string) => `The contacts behind the figures (${n})`,
  all: (opened: string, n: number) =>
    n === 1
      ? "The only contact opened in this period."
      : `All ${opened} contacts opened in this period, the newest first.`,
  newest: (shown: string, opened: string, _n: number) =>
    `The newest ${shown} of ${opened} contacts opened in this period.`,
  newestOnly: (shown: string, _n: number) => `The newest ${shown} contacts opened in this period.`,
  none: "No contacts were opened in this period.",
  note: "Nothing here names a customer or an agent. A dash: the source does not say.",
  back: "Back to the report",
  csv: "This list as a CSV file",
  opened: "Opened",
  wait: "Wait",
  talk: "Talk and hold",
  resolved: "Resolved after",
  transferred: "Transferred",
  outcome: "Outcome",
  yes: "yes",
  no: "no",
  answered: "answered",
  unanswered: "not answered",
  isResolved: "resolved",
  isOpen: "open",
};
