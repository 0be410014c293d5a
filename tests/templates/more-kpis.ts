/** Four KPIs more for the hand-made report: with them it has the twelve an email may have. */

import { kpiModel } from "./kpis.ts";

const firstResponse = kpiModel("first_response_seconds_p50", {
  value: 1_500,
  // (1500 - 1380) / 1380 = 0.08696
  previous: [1_380, 0.08696, "worse"],
  // (1500 - 1620) / 1620 = -0.07407
  lastYear: [1_620, -0.07407, "better"],
  target: { atMost: 1_800 },
  status: "on",
  trend: [1290, 1300, 1310, 1290, 1320, 1330, 1340, 1350, 1345, 1360, 1370, 1380, 1500],
  trendLastYear: [1700, 1690, 1695, 1680, 1670, 1675, 1660, 1655, 1650, 1640, 1645, 1630, 1620],
});

const serviceLevel = kpiModel("service_level_share", {
  value: 0.712,
  // 0.712 - 0.768 = -0.056
  previous: [0.768, -0.056, "worse"],
  // 0.712 - 0.741 = -0.029
  lastYear: [0.741, -0.029, "worse"],
  target: { atLeast: 0.8 },
  // (0.8 - 0.712) / 0.8 = 0.11, more than 0.03
  status: "off",
  trend: [0.82, 0.815, 0.81, 0.806, 0.81, 0.802, 0.798, 0.79, 0.792, 0.781, 0.774, 0.768, 0.712],
  trendLastYear: [0.75, 0.752, 0.748, 0.751, 0.747, 0.75, 0.746, 0.744, 0.745, 0.743, 0.742, 0.74, 0.741],
});

const satisfaction = kpiModel("customer_satisfaction_share", {
  value: 0.876,
  // 0.876 - 0.871 = 0.005, which is the least change worth naming
  previous: [0.871, 0.005, "unchanged"],
  // 0.876 - 0.842 = 0.034
  lastYear: [0.842, 0.034, "better"],
  target: { atLeast: 0.85 },
  status: "on",
  trend: [0.86, 0.862, 0.861, 0.865, 0.863, 0.866, 0.868, 0.867, 0.869, 0.87, 0.872, 0.871, 0.876],
  trendLastYear: [0.83, 0.832, 0.831, 0.834, 0.836, 0.835, 0.837, 0.838, 0.84, 0.839, 0.841, 0.84, 0.842],
});

const repeated = kpiModel("repeat_contact_share", {
  value: 0.143,
  // 0.143 - 0.121 = 0.022
  previous: [0.121, 0.022, "worse"],
  // 0.143 - 0.138 = 0.005
  lastYear: [0.138, 0.005, "worse"],
  status: "none",
  trend: [0.115, 0.116, 0.114, 0.117, 0.118, 0.116, 0.119, 0.12, 0.118, 0.12, 0.122, 0.121, 0.143],
  trendLastYear: [0.13, 0.131, 0.132, 0.131, 0.133, 0.134, 0.133, 0.135, 0.136, 0.135, 0.137, 0.136, 0.138],
});

export const moreKpis = [firstResponse, serviceLevel, satisfaction, repeated] as const;
