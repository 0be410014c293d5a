/** Figures of a KPI an admin names: targets on the way to better, and what others reach. In the KPI's own unit. */

import * as z from "zod";
import { type Kpi, kpis, type Unit } from "../functions/core/kpi.ts";
import { says, saysNear } from "./say.ts";
import { day, listOf, text } from "./shapes.ts";
import { durationPattern, limitOf, percentPattern } from "./values.ts";

function plainNumber(what: string, least: number, most: number, todo: string) {
  return z.number(says("a number", todo)).min(least, says(what, todo)).max(most, says(what, todo));
}

function notation(what: string, form: RegExp, todo: string) {
  const wrong = saysNear(what, todo, (text) => form.test(text));
  return z.string(wrong).regex(form, wrong);
}

/** How a figure of each unit is written. */
export const figures: Readonly<Record<Unit, z.ZodType<string | number>>> = {
  seconds: notation(
    "a duration",
    durationPattern,
    "this KPI is a time: write a duration like 90s, 15m, 8h or 2d",
  ),
  share: notation(
    "a share",
    percentPattern,
    "this KPI is a share: write a percentage from 0% to 100%, like 70%",
  ),
  count: z
    .number(says("a number", "this KPI is a count: write a plain number like 400"))
    .min(0, says("a count", "this KPI is a count: write 0 or more")),
  points: plainNumber(
    "a score in points",
    -100,
    100,
    "this KPI is in points: write a number from -100 to 100, like 40",
  ),
  money: plainNumber(
    "an amount",
    0,
    1e12,
    "this KPI is an amount: write a number of 0 or more in the organisation's currency, like 4.5",
  ),
  number: plainNumber("a number of 0 or more", 0, 1e12, "write a plain number like 2.5"),
};

interface Bounds {
  readonly at_most?: string | number | undefined;
  readonly at_least?: string | number | undefined;
}

const setsLimit = (value: Bounds) => value.at_most !== undefined || value.at_least !== undefined;
const canBeMet = ({ at_most, at_least }: Bounds) => !(limitOf(at_least) > limitOf(at_most));
const isClean = ({ issues }: { readonly issues: readonly unknown[] }) => issues.length === 0;
const noLimit = (todo: string) => ({ error: `sets no limit; ${todo}`, when: isClean });
const unmet = {
  error: "at_least is above at_most, which nothing can meet; swap them, or keep one",
  when: isClean,
};

type Figure = z.ZodType<string | number>;

/** Made once for each unit and shared by its KPIs: making a schema takes long, and every function makes this one as it loads. */
function byUnit<T>(shape: (figure: Figure) => T): Readonly<Record<Unit, T>> {
  const made = Object.entries(figures).map(([unit, figure]) => [unit, shape(figure)]);
  return Object.fromEntries(made) as Record<Unit, T>;
}

function milestone(figure: Figure) {
  const bound = figure.optional();
  const todo = "write { by: 2026-12-31, at_most: ... }, or at_least";
  return z
    .strictObject({ by: day, at_most: bound, at_least: bound }, says("a milestone", todo))
    .refine(setsLimit, noLimit(todo));
}

const target = byUnit((figure) => {
  const bound = figure.optional();
  const todo = "write { at_most: ... } or { at_least: ... }";
  const milestones = listOf(milestone(figure), "[{ by: 2026-12-31, at_most: ... }]");
  return z
    .strictObject(
      {
        at_most: bound,
        at_least: bound,
        from: day.optional().meta({ description: "The first day it counts" }),
        milestones: milestones
          .optional()
          .meta({ description: "Steps on the way, in the order of their days" }),
      },
      says("a target", todo),
    )
    .refine(setsLimit, noLimit(todo))
    .refine(canBeMet, unmet)
    .optional();
});

const benchmark = byUnit((figure) =>
  z
    .strictObject(
      { value: figure, source: text("a source", "say who published the figure, and when") },
      says("a benchmark", "write { value: ..., source: ... }"),
    )
    .optional(),
);

/** A KPI that exists only per channel or reason has no one value to hold against a target. */
const withOneValue: readonly Kpi[] = kpis.filter((kpi) => (kpi.grains as readonly string[]).includes("all"));

function byKpi<T extends z.ZodType>(what: string, shape: (kpi: Kpi) => T, example: string) {
  return z.strictObject(
    Object.fromEntries(withOneValue.map((kpi) => [kpi.id, shape(kpi)])),
    says(what, `write one KPI per line, such as ${example}`),
  );
}

export const targets = byKpi(
  "a group of targets",
  ({ unit, definition }) => target[unit].meta({ description: definition }),
  "open_backlog: { at_most: 400 }",
);
export const benchmarks = byKpi(
  "a group of benchmarks",
  ({ unit }) => benchmark[unit],
  "open_backlog: { value: 400, source: ... }",
);
