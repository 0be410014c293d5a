/** The words of `kpis` as they are typed, and what is said where nothing can be answered. */

import type { Config } from "../core/config.ts";
import { InputError } from "../core/errors.ts";
import { kpis as catalogue, type Grain, grains, type Kpi, type KpiId, kpiOf } from "../core/kpi.ts";
import { meantKpi } from "../core/kpi-guess.ts";
import { canRank } from "../core/ranking.ts";
import { nearest } from "../core/spelling.ts";
import { isKept } from "../stages/events.ts";

export function kpiId(text: string): KpiId {
  const known = kpiOf(text);
  if (known) return known.id as KpiId;
  const meant = meantKpi(text);
  throw new InputError(
    `"${text}" is not a KPI we have; ${meant === undefined ? `docs/kpis.md lists all ${catalogue.length}.` : `did you mean ${meant}?`}`,
  );
}

/** `channel x reason` and `channel,reason` mean channel_x_reason. */
export function grainOf(text: string): Grain {
  const plain = text
    .trim()
    .toLowerCase()
    .replace(/\s*(,|×|\bx\b|-x-|_x_)\s*/, "_x_");
  const known = grains.find((grain) => grain === plain);
  if (known) return known;
  throw unknown("grain", text, grains);
}

/** The KPIs that are answered for: the one asked for, else all that are kept by the grain and, if so asked, have a rank. */
export function chosenKpis(
  asked: { readonly by: Grain; readonly kpi?: KpiId; readonly rank?: boolean },
  config: Pick<Config, "dimensions">,
): readonly Kpi[] {
  const { by, kpi, rank } = asked;
  const missing = by.split("_x_").find((part) => !isKept(part, config));
  if (missing)
    throw new InputError(`${missing} is not kept: add it to dimensions in the config, then run again.`);
  if (rank && by !== "agent") throw new InputError("--rank ranks agents: add --by agent.");
  const all = (catalogue as readonly Kpi[]).filter(({ id }) => kpi === undefined || id === kpi);
  const kept = all.filter(({ grains: allowed }) => allowed.includes(by));
  if (kpi && kept.length === 0) throw notKept(kpi, by);
  const chosen = rank ? kept.filter(canRank) : kept;
  if (kpi && chosen.length === 0)
    throw new InputError(
      `${kpi} has no rank: neither more nor less of it is better. Leave --rank out, or rank another KPI.`,
    );
  return chosen;
}

function notKept(kpi: string, by: Grain): InputError {
  const kept = kpiOf(kpi)?.grains ?? [];
  return new InputError(
    `${kpi} is not kept by ${by}. It is kept by ${kept.join(", ")}; add --by ${kept[0] ?? "all"}.`,
  );
}

function unknown(what: string, text: string, known: readonly string[]): InputError {
  const near = nearest(text, known);
  return new InputError(
    `"${text}" is not a ${what} we have${near ? `; did you mean ${near}?` : "."} Use one of ${known.join(", ")}.`,
  );
}
