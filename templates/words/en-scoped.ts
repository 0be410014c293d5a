/** The English words on whose numbers a report holds, what it lacks, and what was promised to be done. */

const small = ["none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];
const inWords = (count: number) => small[count] ?? String(count);

const kinds = { department: "department", channel: "channel" } as const;
type Kind = keyof typeof kinds;

export const scoped = {
  /** Whose numbers they are stands beside the title, and first in the subject. */
  titleOf: (title: string, member: string) => `${title} · ${member}`,
  subjectOf: (member: string, subject: string) => `${member}: ${subject}`,
  missing: (what: string) => `Missing: ${what}.`,
  moreMissing: (n: string) => `${n} more are in the full report.`,
  excludedOfWhole: "rows left out are told for the whole organisation only",
  notKept: (by: Kind, names: string) => `Not kept for one ${kinds[by]} alone: ${names}.`,
  notKeptSo: (names: string) => `Not kept so finely: ${names}.`,
  hidden: "hidden",
  hiddenNote: (smallest: number) =>
    `Hidden: fewer than ${inWords(smallest)} contacts, or another group that would give one so small away.`,
  hiddenCell: (smallest: number) =>
    `hidden: fewer than ${inWords(smallest)} contacts, or it would give such a group away`,
  noGroups: (smallest: number) => `No group of at least ${inWords(smallest)} contacts in this period.`,
  actions: {
    title: "Promised",
    overdue: (day: string) => `overdue since ${day}`,
    due: (day: string) => `due ${day}`,
    done: "done",
    of: (owner: string) => `by ${owner}`,
    about: (kpi: string) => `for ${kpi}`,
    more: (n: string) => `${n} more are in the full report.`,
  },
};
