/** The English words of a report for a team: departments and agents beside each other, ranks, the age of the backlog, reasons. */

export const team = {
  departments: "Departments side by side",
  agents: "Agents side by side",
  besideNote: (versus: string) =>
    `Under each value: its change ${versus}, where enough is behind both to compare; ■: no clear change`,
  all: "All together",
  ranked: "Ranking",
  ranking: (kpi: string) => `Agents ranked by: ${kpi}`,
  rankingNote: (fewest: string) =>
    `n: how many contacts or answers a value is made of; a rank needs at least ${fewest}`,
  rank: "Rank",
  made: (count: string) => `n = ${count}`,
  change: "Change",
  previous: "Before",
  noRank: (names: string) => `No rank, too few behind their value: ${names}.`,
  andMore: (names: string, count: string) => `${names} and ${count} more`,
  nobodyRanked: "Nobody has enough behind their value for a rank.",
  between: (count: string, n: number) => `${count} more ${n === 1 ? "rank" : "ranks"} between`,
  gotWorse: "Agents who got clearly worse",
  nobodyWorse: "No agent got clearly worse.",
  /** Where none of their changes is known well enough. */
  noneJudged: "No change of an agent could be judged.",
  /** Where some are not. */
  judged: (judged: string, all: string) => `Judged: ${judged} of ${all} figures.`,
  worse: (agent: string, kpi: string, value: string, before: string) =>
    `${agent}: ${kpi} ${value}, was ${before}`,
  sla: "SLA by department",
  slaNote: "Share of the targets met, of those decided in the period",
  slaOf: {
    sla_met_share: "All targets",
    sla_first_reply_met_share: "First reply",
    sla_next_reply_met_share: "Next reply",
    sla_resolution_met_share: "Resolution",
  },
  ageing: "Age of the backlog",
  ageingNote: "Contacts open at the end of the period, by how long ago they were opened",
  ages: { today: "Same day", days: "1 to 6 days", weeks: "7 to 29 days", months: "30 days or more" },
  age: "Age",
  open: "Open",
  older: { week: "7 days or more", month: "30 days or more" },
  rose: "Reasons that rose",
  roseNote: "All reasons were looked at; these rose by more than chance explains",
  noneRose: "No reason clearly rose.",
  routed: "Top reasons and whose they are",
  whose: "Whose it is",
  owner: (owner: string) => `belongs to ${owner}`,
  mainly: (department: string, share: string) => `most in ${department} (${share})`,
  nobody: "not known",
};
