/**
 * Why there is no change to show. What English says is also what each reason is called, in models and in the words of
 * every language.
 */
export const withholdings = [
  "no data",
  "no earlier data",
  "older periods have had longer to be resolved",
  "older periods have had longer to be answered",
  "the data begin within it",
  "the data begin less than half a year before it",
  "not from the same sources",
  "the definition changed",
  "not complete yet",
  "new",
  "too few to compare",
  "it was 0 before",
  "last year has no such week",
  "the data of this period are not complete",
] as const;

export type Withheld = (typeof withholdings)[number];
