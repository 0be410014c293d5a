/** The English words of a report for operations: the hours of a day, and what was unlike its weekday. */

export const hours = {
  unusual: "Unusual for this weekday",
  title: "Contacts opened by the hour",
  /** How the table of the email is to be read. */
  note: "A day a column, two hours a row; the stronger the colour, the more contacts",
  titleByDay: "Contacts opened by day and hour",
  titleOfDay: (day: string) => `Hour by hour: ${day}`,
  hour: "Hour",
  day: "Day",
  wholeDay: "All day",
  peak: (hours: string, contacts: string, n: number) =>
    n === 1 ? `Busiest hour: ${hours}, ${contacts}` : `Busiest hours: ${hours}, ${contacts} in each`,
  /** What tells that somebody was there, to stand in brackets. */
  activity: { replied: "replies", handled: "contacts handled", resolved: "contacts resolved" },
  idle: (what: string, hours: string, opened: string) =>
    `Hours without activity (${what}): ${hours}; opened in them: ${opened}`,
  neverIdle: (what: string) => `No hour of the day without activity (${what})`,
  skipped: (day: string, hour: string) => `${day}: the clock went forward, so there was no ${hour}`,
  repeated: (day: string, hour: string) =>
    `${day}: the clock went back, so ${hour} came twice and is counted together`,
  unknown: "– marks hours the data do not cover",
  marked: (sign: string, note: string) => `${sign} ${note}`,
  counted: "In brackets: of how many contacts, messages or the like",
  notOfPart: (names: string) => `Not told by the hour for one department or channel alone: ${names}`,
};
