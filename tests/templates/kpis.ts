/** The periods and KPIs of the hand-made report. */

import type { KpiId } from "../../functions/core/kpi.ts";
import { kpiOf } from "../../functions/core/kpi.ts";
import type { Change, KpiModel, PeriodModel, Status, Verdict } from "../../functions/core/model.ts";

export const week46: PeriodModel = {
  grain: "week",
  start: "2026-11-09",
  end: "2026-11-16",
  name: "2026-W46",
  startsAt: "2026-11-08T23:00:00Z",
  endsAt: "2026-11-15T23:00:00Z",
};

export const week45: PeriodModel = {
  grain: "week",
  start: "2026-11-02",
  end: "2026-11-09",
  name: "2026-W45",
  startsAt: "2026-11-01T23:00:00Z",
  endsAt: "2026-11-08T23:00:00Z",
};

export const lastYear46: PeriodModel = {
  grain: "week",
  start: "2025-11-10",
  end: "2025-11-17",
  name: "2025-W46",
  startsAt: "2025-11-09T23:00:00Z",
  endsAt: "2025-11-16T23:00:00Z",
};

interface Figures {
  readonly value: number;
  readonly previous: readonly [value: number, change: number | null, verdict: Verdict];
  readonly lastYear: readonly [value: number, change: number | null, verdict: Verdict];
  readonly target?: { readonly atMost?: number; readonly atLeast?: number };
  readonly status: Status;
  readonly trend: readonly number[];
  readonly trendLastYear: readonly number[];
}

export function kpiModel(id: KpiId, figures: Figures): KpiModel {
  const kpi = kpiOf(id)!;
  const change = (against: PeriodModel, [value, moved, verdict]: Figures["previous"]): Change => ({
    against,
    value,
    change: moved,
    verdict,
  });
  return {
    id,
    name: kpi.name,
    unit: kpi.unit,
    direction: kpi.direction,
    definition: kpi.definition,
    state: "final",
    value: figures.value,
    numerator: null,
    denominator: null,
    previous: change(week45, figures.previous),
    lastYear: change(lastYear46, figures.lastYear),
    target: figures.target ?? null,
    status: figures.status,
    trend: figures.trend.map((value, at) => ({
      period: `2026-W${34 + at}`,
      value,
      lastYear: figures.trendLastYear[at] ?? null,
    })),
  };
}

const hour = 3_600;

export const opened = kpiModel("contacts_opened", {
  value: 12_480,
  // (12480 - 11020) / 11020 = 0.13249
  previous: [11_020, 0.13249, "neutral"],
  // (12480 - 10150) / 10150 = 0.22956
  lastYear: [10_150, 0.22956, "neutral"],
  status: "none",
  trend: [9840, 10120, 9970, 10310, 10880, 10460, 10720, 10990, 10630, 10900, 11240, 11020, 12480],
  trendLastYear: [9110, 9340, 9420, 9200, 9580, 9760, 9640, 9890, 9700, 9930, 10080, 9990, 10150],
});

export const resolved = kpiModel("contacts_resolved", {
  value: 12_206,
  // (12206 - 11102) / 11102 = 0.09944
  previous: [11_102, 0.09944, "neutral"],
  // (12206 - 10180) / 10180 = 0.19902
  lastYear: [10_180, 0.19902, "neutral"],
  status: "none",
  trend: [9810, 10090, 9950, 10250, 10790, 10500, 10690, 10940, 10650, 10850, 11170, 11102, 12206],
  trendLastYear: [9090, 9350, 9400, 9180, 9560, 9770, 9620, 9880, 9690, 9940, 10060, 9980, 10180],
});

export const backlog = kpiModel("open_backlog", {
  value: 1_316,
  // (1316 - 1042) / 1042 = 0.26296
  previous: [1_042, 0.26296, "worse"],
  // (1316 - 1290) / 1290 = 0.02016
  lastYear: [1_290, 0.02016, "worse"],
  target: { atMost: 1_100 },
  status: "off",
  trend: [880, 910, 930, 990, 1080, 1040, 1070, 1120, 1100, 1130, 1124, 1042, 1316],
  trendLastYear: [1150, 1140, 1160, 1180, 1200, 1190, 1210, 1220, 1230, 1220, 1320, 1320, 1290],
});

export const mean = kpiModel("resolution_seconds", {
  value: 27 * hour,
  // (97200 - 91800) / 91800 = 0.05882
  previous: [25.5 * hour, 0.05882, "worse"],
  // (97200 - 104400) / 104400 = -0.06897
  lastYear: [29 * hour, -0.06897, "better"],
  target: { atMost: 24 * hour },
  status: "off",
  trend: [22, 22.5, 23, 22.8, 23.4, 24, 24.2, 24.1, 24.9, 25, 25.2, 25.5, 27].map((hours) => hours * hour),
  trendLastYear: [31, 30.5, 31, 30.2, 30, 30.1, 29.9, 29.5, 29.7, 29.2, 29.4, 29.1, 29].map(
    (hours) => hours * hour,
  ),
});

export const median = kpiModel("resolution_seconds_p50", {
  value: 4_620,
  // (4620 - 4638) / 4638 = -0.00388
  previous: [4_638, -0.00388, "unchanged"],
  // (4620 - 5100) / 5100 = -0.09412
  lastYear: [5_100, -0.09412, "better"],
  target: { atMost: 4_800 },
  status: "on",
  trend: [4700, 4690, 4720, 4680, 4650, 4660, 4640, 4655, 4630, 4625, 4645, 4638, 4620],
  trendLastYear: [5300, 5280, 5290, 5240, 5260, 5200, 5210, 5190, 5180, 5150, 5160, 5120, 5100],
});

export const ninetieth = kpiModel("resolution_seconds_p90", {
  value: 421_200,
  // (421200 - 381600) / 381600 = 0.10377
  previous: [381_600, 0.10377, "worse"],
  // (421200 - 432000) / 432000 = -0.025
  lastYear: [432_000, -0.025, "better"],
  target: { atMost: 432_000 },
  status: "on",
  trend: [360, 364, 366, 362, 370, 374, 371, 378, 376, 380, 384, 381.6, 421.2].map(
    (thousand) => thousand * 1000,
  ),
  trendLastYear: [440, 438, 441, 436, 437, 435, 434, 436, 433, 434, 431, 433, 432].map(
    (thousand) => thousand * 1000,
  ),
});

export const withinDay = kpiModel("resolved_within_day_share", {
  value: 0.786,
  // 0.786 - 0.812 = -0.026
  previous: [0.812, -0.026, "worse"],
  // 0.786 - 0.761 = 0.025
  lastYear: [0.761, 0.025, "better"],
  target: { atLeast: 0.8 },
  status: "near",
  trend: [0.83, 0.828, 0.831, 0.826, 0.822, 0.825, 0.82, 0.818, 0.821, 0.816, 0.814, 0.812, 0.786],
  trendLastYear: [0.74, 0.742, 0.745, 0.744, 0.75, 0.748, 0.752, 0.755, 0.753, 0.757, 0.758, 0.76, 0.761],
});

const olderHadLonger = "older periods have had longer to be resolved";

export const resolvedShare: KpiModel = {
  ...kpiModel("resolved_share", {
    value: 0.914,
    previous: [0.958, null, "unknown"],
    lastYear: [0.996, null, "unknown"],
    target: { atLeast: 0.9 },
    status: "on",
    trend: [0.995, 0.994, 0.993, 0.992, 0.99, 0.988, 0.986, 0.983, 0.98, 0.976, 0.97, 0.958, 0.914],
    trendLastYear: [
      0.998, 0.998, 0.998, 0.997, 0.998, 0.997, 0.998, 0.997, 0.997, 0.997, 0.997, 0.996, 0.996,
    ],
  }),
  state: "provisional",
  numerator: 11_407,
  denominator: 12_480,
  previous: { against: week45, value: 0.958, change: null, verdict: "unknown", withheld: olderHadLonger },
  lastYear: { against: lastYear46, value: 0.996, change: null, verdict: "unknown", withheld: olderHadLonger },
};
