/** The English words on what a report is compared with, and on what its marks mean. */

export const notes = {
  holidays: (days: string) => `Holidays: ${days}`,
  comparedOnly: (previous: string, days: string) => `Compared with ${previous} (${days})`,
  compared: (previous: string, previousDays: string, lastYear: string, lastYearDays: string) =>
    `Compared with ${previous} (${previousDays}) and with ${lastYear} (${lastYearDays})`,
  /** Where the data do not reach so far back. */
  noneOf: (compared: string, lastYear: string) => `${compared}; there are no data of ${lastYear}`,
  nothingBefore: "There are no earlier data to compare with",

  nearNote: (share: string) => `Near target: missed by at most ${share}. Off target: by more.`,
  openNote:
    "Still open: the data do not cover the whole period, so these figures hold for only a part of it.",
  provisionalNote: (why: string) => `Provisional: ${why}`,
  provisionalNoteOf: (kpis: string, why: string) => `Provisional: ${kpis}. ${why}`,
  /** What may still move a provisional figure, and until which day where that is known. */
  mayChange: {
    resolved: "Contacts of this period may still be resolved, so the figure may still change.",
    answered: "Surveys of this period may still be answered, so the figure may still change.",
    handedOver: "Contacts of this period may still be handed to a person, so the figure may still change.",
    askedAgain: (day: string) =>
      `Customers may still ask again until ${day}, so the figure may still change.`,
    reopened: (day: string) =>
      `Contacts may still be opened again until ${day}, so the figure may still change.`,
    costs: "The costs of its days are not all known yet, so the figure may still change.",
    unknown: "The figure may still change.",
  },
};
