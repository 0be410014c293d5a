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
  idle: {
    contacts_handled: (hours: string, opened: string) =>
      `Hours with no contact handled: ${hours} (opened in them: ${opened})`,
    contacts_resolved: (hours: string, opened: string) =>
      `Hours with no contact resolved: ${hours} (opened in them: ${opened})`,
  },
  neverIdle: {
    contacts_handled: "Contacts were handled in every hour of the day",
    contacts_resolved: "Contacts were resolved in every hour of the day",
  },
  skipped: (day: string, hour: string) => `${day}: the clock went forward, so there was no ${hour}`,
  repeated: (day: string, hour: string) =>
    `${day}: the clock went back, so ${hour} came twice and is counted together`,
  unknown: "– marks hours the data do not cover",
  marked: (sign: string, note: string) => `${sign} ${note}`,
  counted: "In brackets: of how many contacts, messages or the like",
  notOfPart: (names: string) => `Not told by the hour for one department or channel alone: ${names}`,
};
