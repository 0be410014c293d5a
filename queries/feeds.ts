/** What each vendor's own mappings state, as far as their text tells, and which KPIs can be made of it. */

import { type FactName, facts } from "../functions/core/facts.ts";
import { familyFacts, type Kpi } from "../functions/core/kpi.ts";
import type { VendorType } from "../functions/core/source.ts";
import { builtInFacts } from "../functions/core/vendors.ts";
import { type Need, needs } from "./needs.ts";
import { query } from "./query.ts";

/** `part`: some of its rows state it, others leave it empty. */
export type Feeds = "yes" | "part" | "no";

/** Whether a source of this type can feed a KPI. */
export function feeds(type: VendorType, kpi: Pick<Kpi, "id" | "family">): Feeds {
  const told = toldBy(type);
  const wanted = [
    ...familyFacts[kpi.family].map((fact) => [fact]),
    ...((needs as Readonly<Record<string, readonly Need[]>>)[kpi.id] ?? []),
  ];
  return least(wanted.map((either) => most(either.map((one) => told(one)))));
}

/** Whether rows of a source of this type can be a part of a KPI: they state one thing at least of those it needs. */
export function adds(type: VendorType, { id }: Pick<Kpi, "id">): boolean {
  const wanted = (needs as Readonly<Record<string, readonly Need[]>>)[id] ?? [];
  const told = toldBy(type);
  return wanted.length === 0 || wanted.some((either) => either.some((one) => told(one) !== "no"));
}

const order = ["no", "part", "yes"] as const;
const most = (all: readonly Feeds[]): Feeds =>
  order[Math.max(...all.map((one) => order.indexOf(one)))] ?? "no";
const least = (all: readonly Feeds[]): Feeds =>
  order[Math.min(...all.map((one) => order.indexOf(one)))] ?? "no";

/** Answers `contacts`, `contacts.customer_id` and `surveys.kind=promoter`. */
function toldBy(type: VendorType): (what: string) => Feeds {
  return (what) => {
    const [, fact = "", column, word] = /^(\w+)(?:\.(\w+))?(?:=([\w|]+))?$/.exec(what) ?? [];
    if (!builtInFacts[type].includes(fact as FactName)) return "no";
    if (what === fact) return "yes";
    const { text } = query(`vendors/${type}/${fact}`);
    if (column === "tells" && word !== undefined) return tells(type, fact as FactName, word.split("|"));
    if (word !== undefined) return withoutComments(text).includes(`'${word}'`) ? "yes" : "no";
    if (column === undefined) throw new RangeError(`${what} is no fact`);
    if (!facts[fact as FactName].columns.some(({ name }) => name === column))
      throw new RangeError(`${fact} has no column ${column}`);
    return stated(text).get(column) ?? "no";
  };
}

/** Whether `tells` says one of these words, in each branch and case; what its settings decide counts as said. */
function tells(type: VendorType, fact: FactName, words: readonly string[]): Feeds {
  const implied = facts[fact].columns.find(({ name }) => name === "tells")?.implied ?? {};
  const { text } = query(`vendors/${type}/${fact}`);
  const given = stated(text);
  const cells = cellsOf(text, "tells").filter((cell) => !isNull(cell));
  if (cells.length === 0) {
    const beside = (name: string) =>
      (builtInFacts[type] as readonly string[]).includes(name) ? "yes" : "no";
    const names = words.flatMap((word) => implied[word] ?? []);
    return most(names.map((name) => given.get(name) ?? beside(name)));
  }
  const each = cells.map((cell): Feeds => {
    const lists = [...cell.matchAll(/'([^']*)'/g)]
      .map(([, list = ""]) => list.split("|"))
      .filter((list) => list.some((one) => one in implied || words.includes(one)));
    const saying = lists.filter((list) => words.some((word) => list.includes(word))).length;
    if (saying === 0) return "no";
    return saying === lists.length || /\{\w+\}/.test(cell) ? "yes" : "part";
  });
  return least(each) === most(each) ? least(each) : "part";
}

const withoutComments = (text: string) => text.replace(/^\s*--.*$/gm, "");

/** Of each column of a query's last select, whether its branches give it a value; marks of deletion are not asked. */
export function stated(text: string): ReadonlyMap<string, Feeds> {
  const { names } = branchesOf(text);
  return new Map(
    names.map((name) => {
      const cells = cellsOf(text, name);
      const given = cells.filter((cell) => !isNull(cell)).length;
      return [name, given === cells.length ? "yes" : given === 0 ? "no" : "part"];
    }),
  );
}

/** What each branch of a query gives as a column. */
function cellsOf(text: string, column: string): readonly string[] {
  const { names, asked } = branchesOf(text);
  const index = names.indexOf(column);
  return index < 0 ? [] : asked.map((cells) => cells[index] ?? "");
}

function branchesOf(text: string) {
  const branches = selectLists(withoutComments(text));
  const names = (branches[0] ?? []).map(nameOf);
  const deleted = names.indexOf("is_deleted");
  return { names, asked: branches.filter((cells) => !/^'true'/.test(cells[deleted] ?? "")) };
}

const isNull = (cell: string) => /^(?:cast\(null as \w+\)|null)(?: as \w+)?$/i.test(cell);

const nameOf = (cell: string) => /(\w+)$/.exec(cell)?.[1] ?? "";

/** The columns of the last select of a query, branch by branch of its unions: what stands outside of all brackets. */
function selectLists(text: string): readonly (readonly string[])[] {
  const lists: string[][] = [];
  let depth = 0;
  let cell: string | undefined;
  for (const [part] of text.matchAll(/'(?:[^']|'')*'|\w+|[(),]|\s+|./g)) {
    const word = depth === 0 ? part.toLowerCase() : "";
    if (part === "(") depth += 1;
    if (part === ")") depth -= 1;
    const list = lists.at(-1);
    if (word === "select") {
      lists.push([]);
      cell = "";
    } else if (cell !== undefined && (word === "from" || word === ",")) {
      list?.push(cell.trim().replace(/\s+/g, " "));
      cell = word === "from" ? undefined : "";
    } else if (cell !== undefined) cell += part;
  }
  return lists;
}
