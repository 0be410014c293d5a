/** The breakdowns the oracle knows. */

export const allGrains = [
  "all",
  "hour",
  "channel",
  "department",
  "agent",
  "reason",
  "location",
  "product",
  "queue",
  "department_x_channel",
  "department_x_agent",
  "channel_x_reason",
] as const;

/** Percentiles are kept by few pairs: each member has a histogram of its own. */
export const ranked: readonly string[] = allGrains.filter(
  (grain) => !grain.includes("_x_") || grain === "channel_x_reason",
);
