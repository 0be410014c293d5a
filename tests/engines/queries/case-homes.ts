/**
 * The case folders as few exports, so that a query runs once for many of them: what is about KPIs becomes one source per
 * zone, its contacts named after their case; a case with a mapping or a zone of its own, or about staging, is a source.
 */

import { copyFileSync, existsSync, globSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import type { Source } from "../../../functions/core/config.ts";
import { optionalColumns, requiredColumns } from "../../../functions/core/mapping.ts";
import { sourceOf } from "../../memory.ts";
import { type Case, type Cells, cases } from "../../queries/case.ts";

export interface CaseHome {
  readonly zone: string;
  readonly landedAt: string;
  readonly runs: number;
  /** The sources of a home, their exports below `folder`. */
  sources(folder: string): readonly Source[];
  /** Puts the n-th file of every case into its export; counted from 0. */
  arrive(folder: string, run: number): void;
}

const known = ["contact_id", ...requiredColumns, ...optionalColumns].filter((name) => name !== "row_id");
const columns = [...new Set(known)];
const plainMapping = `select row_id, ${columns.map((name) => `json_extract_scalar(body, '$.${name}') as ${name}`).join(", ")} from raw`;

const filesOf = ({ folder }: Case) => globSync("contacts*.csv", { cwd: folder }).sort();
const isPlain = (one: Case) =>
  one.about !== "staging" &&
  one.settings.zone === one.settings.row_zone &&
  !existsSync(join(one.folder, "mapping.sql"));

export function caseHomes(): readonly CaseHome[] {
  // Cases about KPIs may land later than they say: nothing in them lies after it.
  const groups = Map.groupBy(cases(), (one) =>
    JSON.stringify([one.settings.zone, isPlain(one) || one.settings.landed_at]),
  );
  return [...groups.values()].map((group) => {
    const [plain, own] = [group.filter(isPlain), group.filter((one) => !isPlain(one))];
    return {
      zone: group[0]!.settings.zone,
      landedAt: group
        .map(({ settings }) => settings.landed_at)
        .sort()
        .at(-1)!,
      runs: Math.max(...group.map((one) => filesOf(one).length)),
      sources: (folder) => [
        ...(plain.length > 0 ? [plainSource(group[0]!.settings.zone, folder)] : []),
        ...own.map((one, index) => ownSource(one, `own${index}`, folder)),
      ],
      arrive(folder, run) {
        if (plain.length > 0) write(folder, "plain", run, together(plain, run));
        for (const [index, one] of own.entries()) {
          const file = filesOf(one)[run];
          mkdirSync(join(folder, `own${index}`), { recursive: true });
          if (file) copyFileSync(join(one.folder, file), join(folder, `own${index}`, file));
        }
      },
    };
  });
}

function plainSource(zone: string, folder: string): Source {
  return sourceOf({
    id: "plain",
    path: join(folder, "plain", "contacts*.csv"),
    key: "contact_id",
    version: "version",
    mapping: { file: "mapping.sql", text: plainMapping },
    zone,
  });
}

function ownSource(one: Case, id: string, folder: string): Source {
  const header = filesOf(one).flatMap((file) => headerOf(one, file));
  const given = columns.filter((name) => header.includes(name));
  const own = join(one.folder, "mapping.sql");
  const plain = `select row_id, ${given.map((name) => `json_extract_scalar(body, '$.${name}') as ${name}`).join(", ")} from raw`;
  return sourceOf({
    id,
    path: join(folder, id, "contacts*.csv"),
    key: "contact_id",
    ...(header.includes("version") ? { version: "version" } : {}),
    mapping: { file: "mapping.sql", text: existsSync(own) ? readFileSync(own, "utf8") : plain },
    zone: one.settings.row_zone,
  });
}

const textOf = (one: Case, file: string) => readFileSync(join(one.folder, file), "utf8");
const headerOf = (one: Case, file: string) => textOf(one, file).split("\n", 1)[0]?.split(",") ?? [];

/** The n-th files of these cases as one CSV with every column. */
function together(group: readonly Case[], run: number): string {
  const lines = group.flatMap((one, index) => {
    const file = filesOf(one)[run];
    if (!file) return [];
    const rows = parse(textOf(one, file), { columns: true, relax_column_count: true }) as Cells[];
    return rows.map((row) =>
      columns
        .map((name) => (name === "contact_id" ? `${index}-${row[name]}` : (row[name] ?? "")))
        .map((cell) => `"${cell.replaceAll('"', '""')}"`)
        .join(","),
    );
  });
  return lines.length === 0 ? "" : `${[columns.join(","), ...lines].join("\n")}\n`;
}

function write(folder: string, id: string, run: number, text: string): void {
  mkdirSync(join(folder, id), { recursive: true });
  if (text !== "") writeFileSync(join(folder, id, `contacts-${run}.csv`), text);
}
