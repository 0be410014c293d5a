/** The English words on whose numbers a report holds, what it lacks, and what was promised to be done. */

const small = ["none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];
const inWords = (count: number) => small[count] ?? String(count);

export const scoped = {
  /** Whose numbers they are stands beside the title, and first in the subject. */
  titleOf: (title: string, member: string) => `${title} · ${member}`,
  subjectOf: (member: string, subject: string) => `${member}: ${subject}`,
  missing: (what: string) => `Missing: ${what}`,
  /** What the data lack, for readers; what to do about it is told to those who run the reports. */
  lacks: {
    nothing: (source: string) => `${source}: nothing has arrived yet`,
    unclear: (source: string) => `${source}: it is not known until when its data are complete`,
    until: (source: string, instant: string) => `${source}: its data end on ${instant}`,
    dayMissing: (source: string, day: string) => `${source}: the file for ${day} has not arrived`,
    dayRefused: (source: string, day: string) => `${source}: the file for ${day} could not be read`,
    settling: (source: string, instant: string) => `${source}: its figures may change until ${instant}`,
    refused: (source: string) => `${source}: a file could not be read`,
    held: "new data could not be taken in yet",
    /** A sentence of its own: nothing is missing that could still come. */
    begins: (day: string) => `The data begin on ${day}`,
    quietDay: (day: string, found: string, usual: string) =>
      `${day}: contacts found ${found}, usual on this weekday ${usual}`,
    quietFile: (source: string, day: string, found: string, usual: string) =>
      `${source}, file for ${day}: rows found ${found}, usual on this weekday ${usual}`,
    some: "some of the data had not arrived when this report was made",
    someOfDay: (day: string) => `some of the data of ${day} had not arrived when this report was made`,
    someUntil: (instant: string) => `some of the data end on ${instant}`,
    someSettling: (instant: string) => `some of the figures may change until ${instant}`,
    unknownMember: {
      department: (member: string) =>
        `the data know no department called “${member}”, so there is nothing to count`,
      channel: (member: string) =>
        `the data know no channel called “${member}”, so there is nothing to count`,
    },
  },
  /** Why two figures are not held against each other: one of the sources tells of only one of them, or of a part of one. */
  breaks: {
    of: (source: string) => `the records of ${source}`,
    /** For readers of a part of the whole, who are told of no source by name. */
    other: "the records of another system",
    begins: (what: string, day: string) => `${what} for this figure begin on ${day}`,
    ends: (what: string, day: string) => `${what} for this figure end on ${day}`,
    /** Said once of a whole report, of whatever it shows of before and after. */
    beginsFor: (what: string, day: string, kpis: string) =>
      `${what} begin on ${day}: earlier figures are without them, and these are not compared across that day: ${kpis}`,
    endsFor: (what: string, day: string, kpis: string) =>
      `${what} end on ${day}: later figures are without them, and these are not compared across that day: ${kpis}`,
  },
  /** What a subject says of what is missing. */
  lacking: {
    day: (day: string) => `Data of ${day} are missing`,
    begins: (day: string) => `Data begin on ${day}`,
    some: "Data are missing",
  },
  /** Where nothing is missing but what was before the data began. */
  partial: "The data do not cover the whole of this period.",
  moreMissing: (n: string) => `And ${n} more in the full report.`,
  excludedOfWhole: "rows left out are told for the whole organisation only",
  notKept: {
    department: (names: string) => `Not kept for one department alone: ${names}.`,
    channel: (names: string) => `Not kept for one channel alone: ${names}.`,
  },
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
    more: (n: string) => `And ${n} more in the full report.`,
  },
};
