/** Which files a select is given to read. */

import type { TableRead } from "../core/query.ts";
import type { Pointer, Reading, Select, TableName } from "../core/warehouse.ts";

/** The files a select needs: per table it reads, the pointers its header limits it to. */
export async function readingOf(
  select: Select,
  pointers: (table: TableName) => Promise<readonly Pointer[]>,
): Promise<Reading> {
  const entries = select.query.reads.map(async (read) => {
    const table = select.standIns?.[read.table] ?? read.table;
    return [read.table, limited(await pointers(table), read, select)] as const;
  });
  return Object.fromEntries(await Promise.all(entries));
}

function limited(pointers: readonly Pointer[], read: TableRead, select: Select): readonly Pointer[] {
  const limits = Object.entries(read.by).map(([column, param]) => {
    const value = select.params[param];
    return [column, new Set(Array.isArray(value) ? value : [String(value)])] as const;
  });
  return pointers.filter(
    (pointer) =>
      pointer.location && limits.every(([column, values]) => values.has(pointer.partition[column])),
  );
}
