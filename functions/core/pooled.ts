/** Several periods as one: a ratio of sums, never a mean of ratios. */

import type { Daily } from "./clusters.ts";
import { isCount, type Measured, type Sample } from "./evidence.ts";

/**
 * What the periods are together: a count is their mean, the largest the largest of them. Undefined where one of them is
 * not known, and for percentiles, which need the contacts themselves.
 */
export function pooled(kpi: Measured, samples: readonly (Sample | undefined)[]): Sample | undefined {
  const known = samples.filter((one) => one !== undefined);
  if (known.length === 0 || known.length < samples.length) return undefined;
  if (kpi.kind === "median" || kpi.kind === "ninetieth") return undefined;
  const common = { fingerprint: fingerprintOf(known), unfinished: known.some((one) => one.unfinished) };
  if (kpi.kind === "largest") return { ...common, ...largest(known) };
  if (kpi.kind === "per_day") return { ...common, ...perDay(known) };
  if (isCount(kpi)) return { ...common, ...meanCount(kpi, known) };
  return { ...common, ...ratio(kpi, known) };
}

function meanCount({ kind }: Measured, samples: readonly Sample[]): Sample {
  if (samples.some(({ value }) => value === null)) return { value: null };
  const sum = sumOf(samples, "value");
  const days = kind === "running" ? undefined : meanDays(samples);
  return {
    value: sum / samples.length,
    standardError: Math.sqrt(Math.max(0, sum)) / samples.length,
    ...(days && { days }),
  };
}

function perDay(samples: readonly Sample[]): Sample {
  const [numerator, denominator] = [sumOf(samples, "numerator"), sumOf(samples, "denominator")];
  if (!(denominator > 0)) return { value: null };
  const standardError = Math.sqrt(Math.max(0, numerator)) / denominator;
  return { value: numerator / denominator, numerator, denominator, standardError };
}

function ratio({ unit }: Measured, samples: readonly Sample[]): Sample {
  // Nothing to count is part of the sum; what was not said, as a cost not loaded yet, is not nothing.
  if (samples.some(({ value, denominator, n }) => value === null && (denominator ?? n) !== 0))
    return { value: null };
  const factor = unit === "points" ? 100 : 1;
  const days = samples.every((one) => one.days) ? samples.flatMap((one) => one.days ?? []) : undefined;
  const moments = samples.every(({ n, total }) => n != null && total != null);
  const numerator = sumOf(samples, "numerator");
  const denominator = sumOf(samples, "denominator");
  const [n, total] = [sumOf(samples, "n"), sumOf(samples, "total")];
  const [part, whole] = moments && unit !== "share" ? [total, n] : [numerator, denominator];
  return {
    value: whole > 0 ? (factor * part) / whole : null,
    numerator,
    denominator,
    ...(moments && { n, total }),
    ...(samples.every(({ sumOfSquares }) => sumOfSquares != null) && {
      sumOfSquares: sumOf(samples, "sumOfSquares"),
    }),
    ...(days && { days }),
  };
}

function largest(samples: readonly Sample[]): Sample {
  const values = samples.flatMap(({ value }) => value ?? []);
  return {
    value: values.length === 0 ? null : Math.max(...values),
    denominator: sumOf(samples, "denominator"),
  };
}

/** The mean first day, second day and so on; of whole weeks, so that each is of one weekday. */
function meanDays(samples: readonly Sample[]): Daily | undefined {
  const first = samples[0]?.days;
  if (!first || first.length % 7 !== 0) return undefined;
  if (samples.some(({ days }) => days?.length !== first.length)) return undefined;
  return first.map((_, day) => ({
    numerator: samples.reduce((sum, { days }) => sum + (days?.[day]?.numerator ?? 0), 0) / samples.length,
    denominator: 1,
  }));
}

/** Periods of several definitions are comparable with nothing; a 0 that no row made has none. */
function fingerprintOf(samples: readonly Sample[]): string {
  const found = new Set(samples.flatMap(({ fingerprint }) => fingerprint || []));
  return found.size > 1 ? "several" : ([...found][0] ?? "");
}

function sumOf(
  samples: readonly Sample[],
  of: "value" | "numerator" | "denominator" | "n" | "total" | "sumOfSquares",
): number {
  return samples.reduce((sum, one) => sum + (one[of] ?? 0), 0);
}
