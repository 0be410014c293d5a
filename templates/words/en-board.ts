/** The English words of a report for the board: the year so far, the way to the targets, before and after an event. */

export const board = {
  toDate: "Quarter and year so far",
  toDateNote:
    "Whole months, each against the same months of last year; whether a change may be chance is not judged here.",
  quarter: "Quarter",
  year: "Year",
  notAdded: (names: string) =>
    `Told for the month only, since medians and percentiles cannot be added up: ${names}.`,
  steps: "Targets and milestones",
  /** `milestone 380 by 1 December 2026`. */
  milestone: (value: string, day: string) => `milestone ${value} by ${day}`,
  reached: "reached",
  notYet: "not reached yet",
  notReached: "not reached",
  events: "Before and after",
  noClear: "No KPI changed clearly",
};
