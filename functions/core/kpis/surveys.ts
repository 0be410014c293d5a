/** What customers answer when they are asked. */

import { grains, type Kpi } from "./entry.ts";

const survey = { family: "surveys", grains } as const;

export const surveys = [
  {
    ...survey,
    id: "customer_satisfaction_share",
    name: "Customer satisfaction",
    unit: "share",
    direction: "up",
    kind: "share",
    parameters: ["satisfaction_scale", "satisfaction_from", "survey_day"],
    definition:
      "Of the satisfaction scores given in the period, the share at or above the score that counts as satisfied.",
    headline: true,
  },
  {
    ...survey,
    id: "customer_satisfaction_score",
    name: "Customer satisfaction, mean score",
    unit: "number",
    direction: "up",
    kind: "mean",
    parameters: ["satisfaction_scale", "survey_day"],
    definition: "The mean of the satisfaction scores given in the period.",
  },
  {
    ...survey,
    id: "customer_effort_share",
    name: "Found it easy",
    unit: "share",
    direction: "up",
    kind: "share",
    parameters: ["effort_scale", "effort_from", "effort_polarity", "survey_day"],
    definition:
      "Of the effort scores given in the period, the share that says it was easy to be helped: at or beyond the score that counts as easy.",
  },
  {
    ...survey,
    id: "customer_effort_score",
    name: "Customer effort, mean score",
    unit: "number",
    // Which end of the scale is good is the organisation's to say, so the mean is shown without a verdict.
    direction: "none",
    kind: "mean",
    parameters: ["effort_scale", "effort_polarity", "survey_day"],
    definition:
      "The mean of the effort scores given in the period, on the organisation's scale; the share tells which way is easy.",
  },
  {
    ...survey,
    id: "net_promoter_points",
    name: "Net promoter score",
    unit: "points",
    direction: "up",
    kind: "points",
    parameters: ["promoter_from", "detractor_to", "survey_day"],
    definition:
      "Of the customers who said in the period, from 0 to 10, whether they would recommend us, the percent of promoters less the percent of detractors; the others count as answers.",
  },
  {
    ...survey,
    id: "survey_response_share",
    name: "Survey response rate",
    unit: "share",
    direction: "up",
    kind: "share",
    parameters: ["survey_response_of"],
    matures: true,
    incomparable: "older periods have had longer to be answered",
    definition:
      "Of the surveys sent in the period, the share answered so far (or, where the organisation counts so, of the contacts resolved in it the share that answered one).",
  },
] as const satisfies readonly Kpi[];
