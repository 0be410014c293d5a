/** Columns of contacts that hold what changes of state stand in for. */

import type { Column } from "./tables.ts";

const column = (name: string, type: Column["type"], comment: string): Column => ({ name, type, comment });

/** What the contact's own row says where its status changes say something else; the columns that everybody reads say what they do. */
export const stated: readonly Column[] = [
  column(
    "is_derived",
    "boolean",
    "Its status changes say something: the columns stated_ hold what its own row says.",
  ),
  ...["resolved", "first_resolved", "assigned"].flatMap((name) => [
    column(`stated_${name}_at`, "timestamp", `${name}_at by its own row.`),
    column(`stated_${name}_on`, "date", `${name}_on by its own row.`),
    column(`stated_${name}_hour`, "bigint", `${name}_hour by its own row.`),
  ]),
  column("stated_reopened_at", "timestamp", "reopened_at by its own row."),
  column("stated_customer_id", "varchar", "customer_id by its own row."),
  column("stated_channel", "varchar", "channel by its own row."),
  column("stated_department", "varchar", "department by its own row."),
  column("stated_agent", "varchar", "agent by its own row."),
];
