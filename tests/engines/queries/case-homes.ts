/**
 * The case folders as few exports, so that a query runs once for many of them: what is about KPIs becomes one source per
 * zone, settings that fit together and fact, its contacts named after their case; a case with a mapping or a zone of its own, or about
 * staging, is a source of its own.
 */

import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import type { Settings, Source } from "../../../functions/core/config.ts";
import { type FactName, factNames, facts } from "../../../functions/core/facts.ts";
import { type KpiId, kpiOf } from "../../../functions/core/kpi.ts";
import { mappingColumns } from "../../../functions/core/mapping.ts";
import { sourceOf } from "../../memory.ts";
import {
  type Case,
  type Settings as CaseSettings,
  type Cells,
  cases,
  filesOf,
  plainMapping,
  settingsOf,
} from "../../queries/case.ts";

type Members = NonNullable<CaseSettings["by_channel"]>;

export interface CaseHome {
  readonly zone: string;
  readonly settings: Settings;
  readonly landedAt: string;
  readonly runs: number;
  /** The KPIs its cases are about; none of those about staging. */
  readonly about: readonly KpiId[];
  /** The sources of a home, their exports below `folder`. */
  sources(folder: string): readonly Source[];
  /** Puts the n-th file of every case into its export; counted from 0. */
  arrive(folder: string, run: number): void;
}

const columnsOf = (fact: FactName) => mappingColumns(fact).filter((name) => name !== "row_id");
/** What names something in another fact, or must be one thing within its source only. */
const ids = [
  "contact_id",
  "leg_id",
  "message_id",
  "survey_id",
  "verdict_id",
  "interval_id",
  "cost_id",
  "customer_id",
];

const runsOf = (one: Case) => Math.max(...factNames.map((fact) => filesOf(one, fact).length));
const isPlain = (one: Case) =>
  one.about !== "staging" &&
  one.settings.zone === one.settings.row_zone &&
  !existsSync(join(one.folder, "mapping.sql"));
/** How a case says something is set: what every case of a home must not say otherwise. */
type Said = Readonly<Record<string, string>>;

function saidBy(one: Case): Said {
  const {
    zone,
    row_zone,
    landed_at,
    parameters = {},
    by_channel = {},
    by_department = {},
    ...rest
  } = one.settings;
  const members = Object.entries({ by_channel, by_department }).flatMap(([scope, group]) =>
    Object.entries(group).flatMap(([member, values]) =>
      Object.entries(values).map(([id, value]) => [`${scope} ${member} ${id}`, value] as const),
    ),
  );
  const all = [...Object.entries(rest), ...Object.entries(parameters), ...members];
  return Object.fromEntries(all.map(([name, value]) => [name, JSON.stringify(value)]));
}

/** What is the same in every case of a home whatever it says; a month's cost would be spread over others' contacts. */
const kindOf = (one: Case) => {
  const { zone, landed_at } = one.settings;
  const isUsual = Object.keys(saidBy(one)).length === 0;
  return JSON.stringify([zone, isPlain(one) || landed_at, isUsual, filesOf(one, "costs").length > 0]);
};

/**
 * Cases that say nothing together, and those that do with any that say nothing else of the same: what comes out is not
 * what the case expects, but both engines have to agree on it all the same.
 */
function groups(): readonly (readonly Case[])[] {
  return [...Map.groupBy(cases(), kindOf).values()].flatMap((alike) => {
    const made: { readonly cases: Case[]; said: Said }[] = [];
    for (const one of alike) {
      const said = saidBy(one);
      const fits = (other: Said) =>
        Object.entries(said).every(([name, value]) => (other[name] ?? value) === value);
      const home = made.find((known) => fits(known.said));
      if (home) {
        home.cases.push(one);
        home.said = { ...home.said, ...said };
      } else made.push({ cases: [one], said });
    }
    return made.map((home) => home.cases);
  });
}

/** What all of them say. */
function merged(group: readonly Case[]): CaseSettings {
  const all = group.map((one) => one.settings);
  const together = <T extends object>(pick: (settings: CaseSettings) => T | undefined) =>
    Object.assign({}, ...all.map(pick)) as T;
  const members = (pick: (settings: CaseSettings) => Members | undefined): Members => {
    const names = all.flatMap((settings) => Object.keys(pick(settings) ?? {}));
    return Object.fromEntries(names.map((name) => [name, together((settings) => pick(settings)?.[name])]));
  };
  return {
    ...together((settings) => settings),
    parameters: together((settings) => settings.parameters),
    by_channel: members((settings) => settings.by_channel),
    by_department: members((settings) => settings.by_department),
  };
}

export function caseHomes(): readonly CaseHome[] {
  // Cases about KPIs may land later than they say: nothing in them lies after it.
  return groups().map((group) => {
    const [plain, own] = [group.filter(isPlain), group.filter((one) => !isPlain(one))];
    const settings = merged(group);
    return {
      zone: settings.zone,
      settings: settingsOf(settings),
      landedAt: group
        .map((one) => one.settings.landed_at)
        .sort()
        .at(-1)!,
      runs: Math.max(...group.map(runsOf)),
      about: [
        ...new Set(group.map(({ about }) => about).filter((about) => kpiOf(about) !== undefined)),
      ] as KpiId[],
      sources: (folder) => [
        ...factNames
          .filter((fact) => plain.some((one) => filesOf(one, fact).length > 0))
          .map((fact) => plainSource(settings.zone, folder, fact)),
        ...own.flatMap((one, index) => ownSources(one, `own${index}`, folder)),
      ],
      arrive(folder, run) {
        for (const fact of factNames) write(folder, `plain-${dashed(fact)}`, run, together(plain, fact, run));
        for (const [index, one] of own.entries())
          for (const fact of factNames) {
            const file = filesOf(one, fact)[run];
            const at = join(folder, `own${index}-${dashed(fact)}`);
            mkdirSync(at, { recursive: true });
            if (file) copyFileSync(join(one.folder, file), join(at, file));
          }
      },
    };
  });
}

const dashed = (fact: FactName) => fact.replaceAll("_", "-");

function plainSource(zone: string, folder: string, fact: FactName): Source {
  return sourceOf({
    id: `plain-${dashed(fact)}`,
    path: join(folder, `plain-${dashed(fact)}`, "*.csv"),
    key: facts[fact].id,
    version: "version",
    mappings: { [fact]: { file: "mapping.sql", text: plainMapping(fact, columnsOf(fact)) } },
    contactsIn: "plain-contacts",
    zone,
  });
}

function ownSources(one: Case, id: string, folder: string): readonly Source[] {
  return factNames
    .filter((fact) => filesOf(one, fact).length > 0)
    .map((fact) => {
      const header = filesOf(one, fact).flatMap((file) => headerOf(one, file));
      const given = columnsOf(fact).filter((name) => header.includes(name));
      const own = join(one.folder, "mapping.sql");
      const text =
        fact === "contacts" && existsSync(own) ? readFileSync(own, "utf8") : plainMapping(fact, given);
      return sourceOf({
        id: `${id}-${dashed(fact)}`,
        path: join(folder, `${id}-${dashed(fact)}`, "*.csv"),
        key: facts[fact].id,
        ...(header.includes("version") ? { version: "version" } : {}),
        mappings: { [fact]: { file: "mapping.sql", text } },
        contactsIn: `${id}-contacts`,
        zone: one.settings.row_zone,
      });
    });
}

const textOf = (one: Case, file: string) => readFileSync(join(one.folder, file), "utf8");
const headerOf = (one: Case, file: string) => textOf(one, file).split("\n", 1)[0]?.split(",") ?? [];

/** The n-th files of these cases as one CSV with every column. */
function together(group: readonly Case[], fact: FactName, run: number): string {
  const columns = columnsOf(fact);
  const lines = group.flatMap((one, index) => {
    const file = filesOf(one, fact)[run];
    if (!file) return [];
    const rows = parse(textOf(one, file), { columns: true, relax_column_count: true }) as Cells[];
    return rows.map((row) =>
      columns
        .map((name) => (ids.includes(name) && row[name] ? `${index}-${row[name]}` : (row[name] ?? "")))
        .map((cell) => `"${cell.replaceAll('"', '""')}"`)
        .join(","),
    );
  });
  return lines.length === 0 ? "" : `${[columns.join(","), ...lines].join("\n")}\n`;
}

function write(folder: string, id: string, run: number, text: string): void {
  mkdirSync(join(folder, id), { recursive: true });
  if (text !== "") writeFileSync(join(folder, id, `export-${run}.csv`), text);
}
