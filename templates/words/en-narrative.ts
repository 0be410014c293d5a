/** The English words of the first sentences of a report. They claim no cause: what is explained is arithmetic. */

export const narrative = {
  /** A change; `change` stands beside it with its sign. */
  rose: (kpi: string, before: string, now: string, change: string, since: string) =>
    `${kpi} rose from ${before} to ${now} (${change}) since ${since}`,
  fell: (kpi: string, before: string, now: string, change: string, since: string) =>
    `${kpi} fell from ${before} to ${now} (${change}) since ${since}`,
  stayed: (kpi: string, now: string, since: string) => `${kpi} stayed at ${now} since ${since}`,
  stands: (kpi: string, now: string) => `${kpi}: ${now}`,
  soFar: (kpi: string, now: string) => `${kpi} so far: ${now}`,
  target: {
    on: (said: string, target: string) => `${said}; on target (${target})`,
    near: (said: string, target: string) => `${said}; near target (${target})`,
    off: (said: string, target: string) => `${said}; off target (${target})`,
  },

  /**
   * What groups did to the change, each with its signed part of it. Where each of them has a rate, another mix of them
   * did some of it, and better or worse results in each the rest.
   */
  by: {
    channel: (groups: string) => `By channel: ${groups}`,
    department: (groups: string) => `By department: ${groups}`,
    reason: (groups: string) => `By reason: ${groups}`,
  },
  group: (name: string, amount: string) => `${name} ${amount}`,
  rest: (amount: string) => `the others ${amount}`,
  split: (said: string, mix: string, rate: string) => `${said}; explained by mix ${mix}, by results ${rate}`,
  onlyMix: (said: string) => `${said}; all of it explained by mix`,
  onlyRate: (said: string) => `${said}; none of it explained by mix`,

  /** Whether it is noise. */
  clear: {
    worse: "Worse, beyond normal variation",
    better: "Better, beyond normal variation",
    neutral: "That is beyond normal variation",
  },
  untested: {
    worse: "Worse, though it cannot be tested for chance",
    better: "Better, though it cannot be tested for chance",
    neutral: "It cannot be tested for chance",
  },
  chance: "Within normal variation: it may be chance",
  small: "The change is too small to matter",
  notCompared: (since: string, why: string) => `Not compared with ${since}: ${why}`,
  also: (first: string, second: string) => `${first}; ${second}`,
  others: (worse: string, nWorse: number, better: string, nBetter: number) =>
    `of the other KPIs ${nWorse === 0 ? "none" : worse} got worse, ${nBetter === 0 ? "none" : better} better`,
  noOther: "no other KPI got clearly better or worse",
  fewToo: (others: string, few: string, n: number) =>
    `${others}, ${few} ${n === 1 ? "has" : "have"} too few contacts to compare`,
  onlyFew: (few: string, n: number) =>
    `${few} other ${n === 1 ? "KPI has" : "KPIs have"} too few contacts to compare`,

  noContacts: "No contacts came in",
  noContactsAfter: (since: string, contacts: string) => `No contacts came in (${since}: ${contacts})`,
  nothing: "Nothing is compared or judged",
  missing: "Data are missing, so nothing is compared or judged",
  empty: "No KPI has a value",

  action: (what: string, who: string, when: string) => `Action: ${what} (${who}, ${when})`,
  noAction: "No action recorded",
  noActionFor: "No action recorded for this KPI",
};
