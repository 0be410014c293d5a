/** What agents are called: facts name those of some sources by an id, and who reads a report knows them by name. */

import { query } from "../../queries/index.ts";
import type { Grain } from "../core/kpi.ts";
import type { Reader } from "../ports.ts";

/** Name by what the facts call an agent; who has none is called as there. */
type Names = ReadonlyMap<string, string>;

const nobody: Names = new Map();
/** A generation never changes, and is asked several times while one report is made. */
const known = new WeakMap<Reader, Promise<Names>>();

/** The names of the agents of a generation, where any of these breakdowns shows agents: others never carry them. */
export async function agentNames(reader: Reader, grains: readonly Grain[]): Promise<Names> {
  if (!grains.some((grain) => partOf(grain) >= 0)) return nobody;
  if ((await reader.pointers("members")).length === 0) return nobody;
  const names = known.get(reader) ?? readNames(reader);
  known.set(reader, names);
  return names;
}

async function readNames(reader: Reader): Promise<Names> {
  const names = new Map<string, string>();
  for await (const row of reader.rows({ query: query("values/agents"), params: {} }))
    names.set(String(row.agent), String(row.name));
  return names;
}

/** The parts of a member of this breakdown, the agent by name. */
export function withName(grain: Grain, parts: readonly string[], names: Names): readonly string[] {
  const at = partOf(grain);
  return parts.map((part, index) => (index === at ? (names.get(part) ?? part) : part));
}

const partOf = (grain: Grain) => grain.split("_x_").indexOf("agent");
