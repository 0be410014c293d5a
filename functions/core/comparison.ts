/** What an organisation decides about comparing: when a change is one, and what a period is held against. */

export interface ComparisonSettings {
  /** A change is judged only when both sides have so many observations ... */
  readonly fewest: number;
  /** ... and a share also so many of either kind on both sides. */
  readonly fewestCell: number;
  /** Which error of a share counts: as if contacts were independent, as days scatter, or the larger of the two. */
  readonly standardError: "max" | "binomial" | "day_cluster";
  /** A single change this improbable by chance is one. */
  readonly significance: number;
  /** Of all changes a report calls one, so many may be chance. */
  readonly falseDiscovery: number;
  /** A change below these is too small to matter: of a share, relative (of times, counts and money), in points. */
  readonly smallestShare: number;
  readonly smallestRelative: number;
  readonly smallestPoints: number;
  /** Last year: 364 days before, the ISO week or the month of the same number, or the same dates. */
  readonly lastYear: "364d" | "iso" | "calendar";
  /** What a day is held against. */
  readonly previousDay: "same_weekday" | "day_before";
  /** How many complete periods before this one make its trailing figure. */
  readonly trailing: number;
}

/** What holds for an organisation that says nothing. */
export const usualComparison: ComparisonSettings = {
  fewest: 30,
  fewestCell: 5,
  standardError: "max",
  significance: 0.05,
  falseDiscovery: 0.1,
  smallestShare: 0.01,
  smallestRelative: 0.05,
  smallestPoints: 5,
  lastYear: "364d",
  previousDay: "same_weekday",
  trailing: 4,
};
