/** What is wrong with a file, one line per problem, in the order of the file. */

import * as z from "zod";
import { nearest } from "../functions/core/spelling.ts";
import type { Place, YamlText } from "./document.ts";
import { type Found, get } from "./found.ts";
import { notOfKpis } from "./kpi-words.ts";
import { instead, visible } from "./say.ts";

export interface Problem {
  readonly place: Place;
  readonly path: string;
  readonly message: string;
}

/** `F:LINE:COL: path: what is wrong; what to do`, sorted by place, nothing twice. */
export function problemLines(file: string, problems: readonly Problem[]): string[] {
  const sorted = [...problems].sort((a, b) => a.place.line - b.place.line || a.place.column - b.place.column);
  const lines = sorted.map(
    ({ place, path, message }) => `${visible(file, 1000)}:${place.line}:${place.column}: ${path}: ${message}`,
  );
  return [...new Set(lines)];
}

/** Problems between the parts of the file. */
export function relationProblems(found: readonly Found[], text: YamlText): Problem[] {
  return found.map(({ path, message }) => ({ place: text.valueAt(path), path: pathText(path), message }));
}

/** Problems of shape. A missing key whose misspelling is there is told once, as the misspelling. */
export function shapeProblems(
  schema: z.ZodType,
  issues: readonly z.core.$ZodIssue[],
  text: YamlText,
): Problem[] {
  const plain = issues.flatMap(withoutChoices);
  const unknown = plain.flatMap((issue) =>
    issue.code === "unrecognized_keys"
      ? issue.keys.map((key) => unknownKey(schema, issue.path, key, text))
      : [],
  );
  const meant = new Set(unknown.map((problem) => problem.meant));
  const others = plain
    .filter((issue) => issue.code !== "unrecognized_keys" && !meant.has(pathText(issue.path)))
    .map((issue) => ({
      place: issue.code === "invalid_key" ? text.keyAt(issue.path) : text.valueAt(issue.path),
      path: pathText(issue.path),
      message: issue.code === "invalid_key" ? (issue.issues[0]?.message ?? issue.message) : issue.message,
    }));
  return [...unknown, ...others];
}

/** Where a value may be written in several ways: what is wrong with the way that was chosen, if one was. */
function withoutChoices(issue: z.core.$ZodIssue): z.core.$ZodIssue[] {
  if (issue.code !== "invalid_union") return [issue];
  const chosen = issue.errors.find((branch) =>
    branch.every(({ code, path }) => path.length > 0 || !/^invalid_(type|value)$/.test(code)),
  );
  return (chosen ?? []).length === 0
    ? [issue]
    : (chosen ?? []).flatMap((inner) => withoutChoices({ ...inner, path: [...issue.path, ...inner.path] }));
}

function unknownKey(schema: z.ZodType, parent: readonly PropertyKey[], key: string, text: YamlText) {
  const known = keysAt(schema, parent, text.value);
  const isOfKpis = parent.length === 1 && /^(targets|benchmarks)$/.test(String(parent[0]));
  const { guess, message } = isOfKpis ? notOfKpis(key, known) : notKey(key, known);
  return {
    place: text.keyAt([...parent, key]),
    path: pathText([...parent, key]),
    message,
    meant: guess && pathText([...parent, guess]),
  };
}

function notKey(key: string, known: readonly string[]): { guess: string | undefined; message: string } {
  const other = usually.get(key.toLowerCase())?.find((one) => known.includes(one));
  const guess = nearest(key, known) ?? known.find((one) => one.startsWith(`${key}_`)) ?? other;
  return { guess, message: `is not a key that belongs here; ${instead(guess, known)}` };
}

/** What other tools call it. */
const usually: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries({
    max: ["at_most"],
    maximum: ["at_most"],
    min: ["at_least"],
    minimum: ["at_least"],
    goal: ["at_most", "at_least"],
    timezone: ["zone"],
    tz: ["zone"],
    email: ["address"],
    mail: ["address"],
    schedule: ["at"],
    time: ["at"],
    when: ["at"],
    frequency: ["period"],
    recipients: ["to"],
    readers: ["to"],
    language: ["locale"],
    lang: ["locale"],
    name: ["title", "id"],
    metrics: ["kpis"],
    file: ["path"],
    files: ["path"],
    sql: ["mapping"],
    primary_key: ["key"],
    color: ["colour"],
  }),
);

/** The keys the schema knows at a path. */
function keysAt(schema: z.core.$ZodType, path: readonly PropertyKey[], value: unknown): string[] {
  if (schema instanceof z.ZodOptional) return keysAt(schema.unwrap(), path, value);
  if (schema instanceof z.ZodUnion)
    return chosen(schema.options, value).flatMap((option) => keysAt(option, path, value));
  const [key, ...rest] = path;
  const inner = key === undefined ? undefined : get(value, String(key));
  if (schema instanceof z.ZodArray) return keysAt(schema.element, rest, inner);
  if (schema instanceof z.ZodRecord) return keysAt(schema.valueType, rest, inner);
  if (!(schema instanceof z.ZodObject)) return [];
  if (key === undefined) return Object.keys(schema.shape);
  const child: z.core.$ZodType | undefined = schema.shape[String(key)];
  return child ? keysAt(child, rest, inner) : [];
}

/** Of the ways a value may be written those whose type it says, where any of them does. */
function chosen(options: readonly z.core.$ZodType[], value: unknown): readonly z.core.$ZodType[] {
  const said = options.filter(
    (option) => option instanceof z.ZodObject && option.shape.type?.safeParse(get(value, "type")).success,
  );
  return said.length > 0 ? said : options;
}

/** `reports[2].period`; the file itself is `file`. */
function pathText(path: readonly PropertyKey[]): string {
  const text = path
    .map((key) => (typeof key === "number" ? `[${key}]` : `.${visible(String(key))}`))
    .join("");
  return text.replace(/^\./, "") || "file";
}
