/** Targets and benchmarks as numbers in the unit of their KPI. */

import type { Benchmark, Config, Limit, Target } from "../functions/core/config.ts";
import { type KpiId, kpis } from "../functions/core/kpi.ts";
import type { Written } from "./schema.ts";
import { limitOf } from "./values.ts";

type WrittenTarget = NonNullable<NonNullable<Written["targets"]>[string]>;
type WrittenLimit = Pick<WrittenTarget, "at_most" | "at_least">;

export function targetsOf(written: NonNullable<Written["targets"]>): Config["targets"] {
  const targets: Partial<Record<KpiId, Target>> = {};
  for (const { id } of kpis) {
    const target = written[id];
    if (target) targets[id] = targetOf(target);
  }
  return targets;
}

function targetOf({ from, milestones, ...limit }: WrittenTarget): Target {
  return {
    ...limitsOf(limit),
    ...(from !== undefined && { from }),
    ...(milestones && { milestones: milestones.map(({ by, ...step }) => ({ by, ...limitsOf(step) })) }),
  };
}

function limitsOf({ at_most, at_least }: WrittenLimit): Limit {
  return {
    ...(at_most !== undefined && { atMost: limitOf(at_most) }),
    ...(at_least !== undefined && { atLeast: limitOf(at_least) }),
  };
}

export function benchmarksOf(written: NonNullable<Written["benchmarks"]>): Config["benchmarks"] {
  const benchmarks: Partial<Record<KpiId, Benchmark>> = {};
  for (const { id } of kpis) {
    const benchmark = written[id];
    if (benchmark) benchmarks[id] = { value: limitOf(benchmark.value), source: benchmark.source };
  }
  return benchmarks;
}
