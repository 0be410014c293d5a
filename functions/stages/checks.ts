/** queries/checks: every row one of them returns is a reason not to publish. */

import { query } from "../../queries/index.ts";
import { HeldError } from "../core/errors.ts";
import { families } from "../core/kpi.ts";
import type { Select } from "../core/warehouse.ts";
import type { Draft } from "../ports.ts";
import { ofJudged, type Staging } from "./facts.ts";

const shown = 5;

/** Runs every check on the draft. Throws HeldError naming each rule that is broken and its first rows. */
export async function check(
  input: {
    readonly staging: readonly Staging[];
    readonly cohorts: readonly string[];
    readonly days: readonly string[];
  },
  draft: Draft,
): Promise<void> {
  const broken: string[] = [];
  for (const select of selects(input)) {
    const rows: string[] = [];
    let count = 0;
    for await (const row of draft.rows(select)) if (++count <= shown) rows.push(JSON.stringify(row));
    if (count > 0)
      broken.push(
        `${select.query.name.replace("checks/", "")}: ${count} row${count === 1 ? "" : "s"}, for example ${rows.join(", ")}`,
      );
  }
  if (broken.length > 0) {
    const list = broken.map((line) => `  ${line}`).join("\n");
    throw new HeldError(
      `The run is held and nothing was published: a check that must find nothing found rows.\n${list}\nReaders keep the tables they had. Look at the rows in the source; if they are right, the check in queries/checks is wrong.`,
    );
  }
}

function selects({
  staging,
  cohorts,
  days,
}: {
  readonly staging: readonly Staging[];
  readonly cohorts: readonly string[];
  readonly days: readonly string[];
}): readonly Select[] {
  return [
    ...staging.map(({ source, runs, landed, unused = 0 }) =>
      ofJudged("checks/every_row_is_accounted_for", { runs, source, landed, unused }),
    ),
    { query: query("checks/contacts_are_unique"), params: { cohorts } },
    { query: query("checks/no_resolution_precedes_its_opening"), params: { cohorts } },
    { query: query("checks/components_count_every_contact"), params: { cohorts, families: ["volume"] } },
    { query: query("checks/breakdowns_add_up"), params: { families, days } },
  ];
}
