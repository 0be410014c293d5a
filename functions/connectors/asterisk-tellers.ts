/**
 * What is told of the groups as lines are read: what has new lines; or, where a log comes that belongs before lines that
 * shifts were told from, where these differ from what they are now.
 */

import {
  type Group,
  type Grouping,
  type Part,
  placeOf,
  recordOf,
  shifts,
  versionOf,
} from "./asterisk-groups.ts";
import type { RawRecord } from "./connector.ts";

export interface Teller {
  /** Gives what the part makes known to be told no more. */
  add(part: Part): readonly RawRecord[];
  /** Lets go of what is over, and gives what is to be told of it. */
  close(isOver: (group: Group) => boolean): readonly RawRecord[];
  /** What is to be told of the others. */
  rest(): readonly RawRecord[];
}

/** Tells what has parts that were not told, each once. */
export function tellerOf(grouping: Grouping, telling: number): Teller {
  const { open } = grouping;
  const told = (groups: readonly Group[]) =>
    groups.filter(({ isNew }) => isNew).map((group) => tellingOf(group, grouping, telling));
  return {
    add: (part) => grouping.add(part),
    close: (isOver) => told(letGo(open, isOver)),
    rest: () => told([...open.values()]),
  };
}

/**
 * Shifts of all lines there are. How those were put together that were read before is found once more: what is another now
 * is taken back and told anew, as the `telling`-th time, which replaces what was told before it.
 */
export function tellerAnew(grouping: Grouping, telling: number): Teller {
  const known = shifts();
  const [before, now] = [new Map<string, Group>(), new Map<string, Group>()];
  const gathered = (isOver: (group: Group) => boolean) => {
    for (const group of letGo(known.open, isOver)) before.set(group.key, group);
    for (const group of letGo(grouping.open, isOver)) now.set(group.key, group);
    forgetSame(before, now);
  };
  return {
    add(part) {
      if (part.line.end <= part.line.log.read) known.add(part);
      return grouping.add(part);
    },
    close(isOver) {
      gathered(isOver);
      return [];
    },
    rest() {
      const open = [...grouping.open];
      gathered(() => true);
      for (const [name, group] of open) grouping.open.set(name, group);
      return [
        ...[...before.values()].map((group) => takenBack(group, known, telling)),
        ...[...now.values()].map((group) => tellingOf(group, grouping, telling)),
      ];
    },
  };
}

function letGo(open: Map<string, Group>, isOver: (group: Group) => boolean): readonly Group[] {
  const over = [...open].filter(([, group]) => isOver(group));
  for (const [name] of over) open.delete(name);
  return over.map(([, group]) => group);
}

function tellingOf(group: Group, grouping: Grouping, telling: number): RawRecord {
  group.isNew = false;
  group.isTold = true;
  return recordOf(group, grouping, telling);
}

/** What was told with the same lines stays as it is, and needs no place in memory. */
function forgetSame(before: Map<string, Group>, now: Map<string, Group>): void {
  for (const [key, { parts }] of now) {
    const told = before.get(key)?.parts;
    if (told?.length !== parts.length || !told.every((part, n) => part === parts[n])) continue;
    before.delete(key);
    now.delete(key);
  }
}

/** With all that was told, so that what was made of it can be found. */
function takenBack(group: Group, grouping: Grouping, telling: number): RawRecord {
  const { line } = group.parts.at(-1) as Part;
  return {
    key: group.key,
    version: versionOf(telling, 0),
    eventAt: "",
    op: "delete",
    page: placeOf(line, `${group.key} taken back`),
    body: grouping.bodyOf(group),
  };
}
