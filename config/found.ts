/**
 * Looking into the file as it is, right or wrong, so that one mistake does not hide another; anything of the wrong type
 * is passed over, because the schema reports it.
 */

import { shown } from "./say.ts";

/** A problem, and the value it is about. */
export interface Found {
  readonly path: readonly (string | number)[];
  readonly message: string;
}

/** Ids that two members of a list share. */
export function repeatedIds(group: string, members: readonly unknown[]): Found[] {
  const ids = members.map((member) => get(member, "id"));
  return ids.flatMap((id, index) => {
    const first = ids.indexOf(id);
    if (typeof id !== "string" || first === index) return [];
    return [
      {
        path: [group, index, "id"],
        message: `${shown(id)} is already the id of ${group}[${first}]; choose another`,
      },
    ];
  });
}

/** Members of a list that are there already. */
export function repeated(owner: unknown, key: string, at: Found["path"]): Found[] {
  const members = list(owner, key);
  return members.flatMap((member, index) => {
    if (typeof member !== "string" || members.indexOf(member) === index) return [];
    return [{ path: [...at, key, index], message: `${shown(member)} is listed twice; remove one` }];
  });
}

/** A key of a group, whatever the value is; undefined when it is no group or has no such key of its own. */
export function get(value: unknown, key: string): unknown {
  if (typeof value !== "object" || value === null || !Object.hasOwn(value, key)) return undefined;
  return (value as Record<string, unknown>)[key];
}

/** The list under a key, or an empty one. */
export function list(value: unknown, key: string): readonly unknown[] {
  const found = get(value, key);
  return Array.isArray(found) ? found : [];
}

/** Keys and values of a group; none of anything else. */
export function entries(value: unknown): readonly (readonly [string, unknown])[] {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? Object.entries(value) : [];
}
