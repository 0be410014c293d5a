/** Ways to break a config, drawn from a seed: each says where the problem is told, and what its message holds. */

import { stringify } from "yaml";
import { jsonSchema } from "../../config/generate.ts";
import { byText, contradictions, duplicates, type Edit, hostile, outOfRange } from "./mistakes.ts";
import { whole } from "./whole.ts";

export interface Broken {
  readonly kind: string;
  readonly text: string | Uint8Array;
  /** Paths that are told, each with what its message holds and what stands in the file at its place. */
  readonly expected: readonly { readonly path: string; readonly says: string; readonly at?: string }[];
}

type Path = readonly (string | number)[];
interface Schema {
  readonly type?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: Schema | boolean;
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
}
interface Place {
  readonly path: Path;
  readonly schema: Schema;
  /** Whether the key is one of ours, not a name of the organisation's. */
  readonly isKey: boolean;
  readonly isRequired: boolean;
}

/** The same numbers for the same seed, from 0 up to 1. */
export function chance(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Every value of the config below `at`, with the schema it must have. */
function placesOf(value: unknown, schema: Schema, at: Path): readonly Place[] {
  if (Array.isArray(value))
    return value.flatMap((member, index) => {
      const inner = schema.items ?? schema.anyOf?.find(({ items }) => items)?.items ?? {};
      const path = [...at, index];
      return [{ path, schema: inner, isKey: false, isRequired: false }, ...placesOf(member, inner, path)];
    });
  if (typeof value !== "object" || value === null) return [];
  const group = schema.anyOf?.find(({ type }) => type === "object") ?? schema;
  return Object.entries(value).flatMap(([key, member]) => {
    const known = group.properties?.[key];
    const named = typeof group.additionalProperties === "object" ? group.additionalProperties : {};
    const path = [...at, key];
    const isRequired = group.required?.includes(key) ?? false;
    return [
      { path, schema: known ?? named, isKey: known !== undefined, isRequired },
      ...placesOf(member, known ?? named, path),
    ];
  });
}

export const pathText = (path: Path) =>
  path
    .map((key) => (typeof key === "number" ? `[${key}]` : `.${key}`))
    .join("")
    .slice(1);

/** The config with the value at the path replaced, or taken away. */
function changed(path: Path, change: (owner: Record<string, unknown>, key: string) => void): string {
  const config = whole();
  let owner = config as Record<string, unknown>;
  for (const key of path.slice(0, -1)) owner = owner[key] as Record<string, unknown>;
  change(owner, String(path.at(-1)));
  return stringify(config);
}

/** The same group with one key called otherwise, in its place. */
function renamed(owner: Record<string, unknown>, key: string, name: string): void {
  const all = Object.entries(owner);
  for (const [old] of all) delete owner[old];
  for (const [old, value] of all) owner[old === key ? name : old] = value;
}

function misspelt(word: string, pick: () => number): string {
  const at = 1 + Math.floor(pick() * (word.length - 2));
  const ways = [
    word.slice(0, at) + word.slice(at + 1),
    word.slice(0, at) + (word[at] ?? "") + word.slice(at),
    word.slice(0, at) + (word[at + 1] ?? "") + (word[at] ?? "") + word.slice(at + 2),
    word.toUpperCase(),
  ];
  const slips = ways.filter((way) => way !== word);
  return slips[Math.floor(pick() * slips.length)] ?? `${word}x`;
}

const places = placesOf(whole(), JSON.parse(jsonSchema()), []);

function deleted({ path }: Place): Broken {
  const text = changed(path, (owner, key) => delete owner[key]);
  return { kind: "delete", text, expected: [{ path: pathText(path), says: "is missing; " }] };
}

function mistyped({ path }: Place, pick: () => number): Broken {
  const name = misspelt(String(path.at(-1)), pick);
  const text = changed(path, (owner, key) => renamed(owner, key, name));
  const says = `did you mean "${path.at(-1)}"?`;
  return {
    kind: "misspell",
    text,
    expected: [{ path: pathText([...path.slice(0, -1), name]), says, at: name }],
  };
}

function wrongType({ path, schema }: Place, pick: () => number): Broken {
  const isNumber = schema.type === "number" || schema.type === "integer";
  const wrong = pick() < 0.3 ? null : isNumber ? "seven" : 7;
  const text = changed(path, (owner, key) => {
    owner[key] = wrong;
  });
  const says = wrong === null ? "is empty; " : "; ";
  return { kind: "wrong type", text, expected: [{ path: pathText(path), says, at: String(wrong) }] };
}

function edited(kind: string, { path, value, says, told = path, at }: Edit): Broken {
  const text = changed(path, (owner, key) => {
    owner[key] = typeof value === "function" ? value(owner[key]) : value;
    if (owner[key] === undefined) delete owner[key];
  });
  return { kind, text, expected: [{ path: pathText(told), says, ...(at !== undefined && { at }) }] };
}

/** Draws without putting back, and begins anew when there are no more. */
function drawn<T>(count: number, from: readonly T[], pick: () => number): readonly T[] {
  let left: T[] = [];
  return Array.from({ length: count }, () => {
    if (left.length === 0) left = [...from];
    return left.splice(Math.floor(pick() * left.length), 1)[0] as T;
  });
}

export function brokenConfigs(seed: number): readonly Broken[] {
  const pick = chance(seed);
  const required = places.filter(({ isRequired }) => isRequired);
  const keys = places.filter(({ isKey, path }) => isKey && String(path.at(-1)).length > 3);
  const whats = stringify(whole());
  return [
    ...drawn(40, required, pick).map(deleted),
    ...drawn(60, keys, pick).map((place) => mistyped(place, pick)),
    ...drawn(70, places, pick).map((place) => wrongType(place, pick)),
    ...drawn(45, outOfRange, pick).map((edit) => edited("out of range", edit)),
    ...drawn(20, duplicates, pick).map((edit) => edited("duplicate", edit)),
    ...drawn(20, contradictions, pick).map((edit) => edited("contradictory", edit)),
    ...drawn(20, hostile, pick).map((edit) => edited("hostile", edit)),
    ...drawn(25, byText, pick).map(({ change, says }) => ({
      kind: "broken YAML",
      text: change(whats, pick),
      expected: [{ path: "", says }],
    })),
  ];
}
