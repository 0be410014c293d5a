/** The English words of the charts of the archived page. */

export const charts = {
  why: "Where the changes come from",
  whyNote:
    "What each group did by itself, and what a different mix of the groups did; together they are the whole change.",
  /** A KPI, cut by what. */
  bridge: {
    channel: (kpi: string) => `${kpi}, by channel`,
    department: (kpi: string) => `${kpi}, by department`,
    reason: (kpi: string) => `${kpi}, by contact reason`,
  },
  own: "By itself",
  mix: "By the mix",
  both: "Together",
  mixRow: "A different mix",
  others: (count: string, n: number) => `${count} ${n === 1 ? "other" : "others"}`,
  whole: "The whole change",
  bar: (kpi: string) => `Bar: ${kpi}.`,
};
