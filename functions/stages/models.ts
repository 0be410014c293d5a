/** The models of one report: one for each part of the whole that its readers may see, all read from one generation. */

import { actionsOf } from "../core/actions.ts";
import { dataBegin, isCut } from "../core/begin.ts";
import { causesOf } from "../core/causes.ts";
import type { Config, ReportConfig, Scope } from "../core/config.ts";
import { type State, sourceUntil } from "../core/due.ts";
import { type Groups, groupsOf, guarded, type Untold } from "../core/groups.ts";
import { concluded, untilHeld } from "../core/incomplete.ts";
import type { Grain } from "../core/kpi.ts";
import { type Lack, withoutSources } from "../core/lack.ts";
import { type ContactsModel, type ListedContact, listedWithin, mostListed } from "../core/listed.ts";
import type { MemberModel, ReportModel, SourceModel } from "../core/model.ts";
import { alsoRead, grainsFor, kpisFor } from "../core/parts.ts";
import { localDate, type Period, periodOf } from "../core/period.ts";
import { buildReport, daysCompared, periodsBroken, periodsShown } from "../core/report.ts";
import { dayValuesOf } from "../core/samples.ts";
import { grainWithin, isSameScope, type Parted, spelled, valuesWithin } from "../core/scope.ts";
import { type Coverage, valuesOf } from "../core/values.ts";
import type { Reader } from "../ports.ts";
import { readListed } from "./listed.ts";
import { coverageOf, operatingOf, readExclusions, readParted } from "./values.ts";

export interface ModelInput {
  readonly config: Config;
  readonly state: State;
  readonly period: Period;
  readonly now: string;
  /** What the report goes out without; without it, nothing. */
  readonly missing?: readonly Lack[];
}

/** What was said of a period before, of one scope. */
export interface Said {
  readonly scope: Scope | null;
  readonly model: ReportModel;
}

/** A model without its link, which depends on who reads it. */
export type ScopedModel = Omit<ReportModel, "link">;

/** One model for each of the scopes, in their order; null is everything. */
export async function modelsOf(
  report: ReportConfig,
  input: ModelInput,
  scopes: readonly (Scope | null)[],
  reader: Reader,
  earlier: readonly Said[] = [],
): Promise<readonly ScopedModel[]> {
  const all = await readAll(report, input, scopes, reader);
  const groups = groupsOf(all.values, input.config.organisation.smallestGroup, untoldOf(earlier, all.values));
  return scopes.map((scope) => modelOf(report, input, scope, { ...all, groups }, earlier));
}

interface Read {
  readonly values: readonly Parted[];
  readonly days: readonly Parted[];
  readonly coverage: Coverage;
  readonly sources: readonly SourceModel[];
  readonly exclusions: ReportModel["exclusions"];
  readonly generation: number;
  readonly groups: Groups;
  /** What it is made of, newest first; undefined where the report does not grant it. */
  readonly listed?: readonly ListedContact[];
}

async function readAll(
  report: ReportConfig,
  { config, state, period, now, missing = [] }: ModelInput,
  scopes: readonly (Scope | null)[],
  reader: Reader,
): Promise<Omit<Read, "groups">> {
  const sources = config.sources
    .filter(({ id }) => report.sources.includes(id))
    .map((source): SourceModel => {
      const consumed = reader.state.consumed[source.id];
      const { landed = 0, mapped = 0, unused = 0, quarantined = 0 } = consumed ?? {};
      const reaches = sourceUntil(source, config, { ...state, warehouse: reader.state }, now);
      const completeUntil = untilHeld(source, missing, reaches, period.zone);
      return { id: source.id, completeUntil, landed, mapped, ...(unused > 0 && { unused }), quarantined };
    });
  const asked = { kpis: kpisFor(report), isOperating: operatingOf(config) };
  const within = (...grains: readonly Grain[]) => [
    ...new Set(scopes.flatMap((scope) => grains.flatMap((grain) => grainWithin(scope, grain) ?? []))),
  ];
  const wholes = within("all");
  const parts = within(...grainsFor(report)).filter((grain) => !wholes.includes(grain));
  const days = daysCompared(period, config).map((day) => periodOf("day", day, period.zone));
  const until = sources.map(({ completeUntil }) => completeUntil);
  const also: Parted[] = [];
  for (const { kpis, grains, periods } of alsoRead(report, period))
    also.push(
      ...(await readParted(reader, period.grain, periods, { ...asked, kpis, grains: within(...grains) })),
    );
  return {
    days: await readParted(reader, "day", days, { ...asked, grains: wholes }),
    values: [
      ...(await readParted(reader, period.grain, periodsShown(period), { ...asked, grains: wholes })),
      ...(await readParted(reader, period.grain, periodsBroken(period, config), { ...asked, grains: parts })),
      ...also,
    ],
    coverage: await coverageOf(config, until, reader, dataBegin(report, config, state), state.sources),
    sources,
    exclusions: scopes.includes(null) ? await readExclusions(reader, report.sources) : [],
    generation: reader.state.generation,
    ...(report.listsContacts && { listed: await readListed(period, reader) }),
  };
}

function modelOf(
  report: ReportConfig,
  input: ModelInput,
  scope: Scope | null,
  read: Read,
  earlier: readonly Said[],
): ScopedModel {
  const { config, period, now } = input;
  const { coverage, sources, exclusions, generation, groups } = read;
  const { smallestGroup } = config.organisation;
  const all = valuesOf(valuesWithin(scope, read.values), coverage);
  const member = scope && spelled(scope, read.values);
  const values =
    scope && member !== undefined ? guarded(all, { ...scope, member: member as string }, groups) : all;
  const { link: _, ...model } = buildReport({
    report,
    organisation: config.organisation,
    period,
    values,
    days: dayValuesOf(valuesOf(valuesWithin(scope, read.days), coverage), period.zone),
    coverage,
    targets: config.targets,
    settings: config,
    earlier: earlier.filter((said) => isSameScope(said.scope, scope)).map(({ model }) => model),
    // How much a source gave, and what was left out of it, is told of the whole organisation alone.
    sources: scope === null ? sources : [],
    exclusions: scope === null ? exclusions : [],
    link: "",
    generation,
    scope,
  });
  const contacts = contactsOf(scope, member, model, read);
  const missing = missingOf(input, scope, read);
  const today = localDate(now, config.organisation.zone);
  const actions = scope === null ? actionsOf(config.actions, report, period, today) : [];
  return {
    ...concluded({ ...model, ...causesOf(model, { period, values, settings: config, scope }) }, missing),
    ...(scope && { smallestGroup }),
    ...(missing.length > 0 && { missing }),
    ...(actions.length > 0 && { actions }),
    ...(contacts && { contacts }),
  };
}

function contactsOf(
  scope: Scope | null,
  member: string | null | undefined,
  { kpis }: Pick<ReportModel, "kpis">,
  { listed }: Pick<Read, "listed">,
): ContactsModel | undefined {
  if (listed === undefined) return undefined;
  const rows = listedWithin(scope, member ?? undefined, listed);
  const told = kpis.find(({ id }) => id === "contacts_opened")?.value ?? null;
  // A list that is not full is all of them, whether the report tells the number or not.
  const opened = rows.length < mostListed ? rows.length : told;
  return { opened, rows };
}

/** Groups that earlier pages did not tell of their own period: this one shows them again, beside it. */
function untoldOf(earlier: readonly Said[], values: readonly Parted[]): readonly Untold[] {
  return earlier.flatMap(({ scope, model }) => {
    const member = scope && spelled(scope, values);
    if (!scope || member == null) return [];
    return model.breakdowns.flatMap(({ by, members }): readonly Untold[] => {
      const grain = by === "transfer_reason" ? undefined : grainWithin(scope, by);
      if (grain === undefined) return [];
      return members
        .filter(({ values }) => isHiddenWhole(values))
        .map((one) => {
          const parts = grain.startsWith(scope.by) ? [member, one.member] : [one.member, member];
          return { start: model.period.start, by: grain, parts };
        });
    });
  });
}

/** A hidden group is hidden in all that is shown of it. */
function isHiddenWhole(values: MemberModel["values"]): boolean {
  const cells = values.contacts_opened ? [values.contacts_opened] : Object.values(values);
  return cells.length > 0 && cells.every(({ hidden }) => hidden?.includes("value"));
}

/** What is missing is told by name to those who see everything; to others of which days, and until when. */
function missingOf(
  { missing = [], period }: ModelInput,
  scope: Scope | null,
  { values, coverage: { begins } }: Pick<Read, "values" | "coverage">,
): readonly Lack[] {
  const cut: readonly Lack[] = begins && isCut(period, begins) ? [{ kind: "begins", day: begins }] : [];
  if (scope === null) return [...missing, ...cut];
  return [
    ...withoutSources(missing),
    ...cut,
    ...(spelled(scope, values) === undefined ? [{ kind: "unknown_member", ...scope } as const] : []),
  ];
}
