/** docs/sources.md: which KPI each vendor feeds and which it cannot, from the mappings themselves. */

import { facts } from "../functions/core/facts.ts";
import { families, kpis } from "../functions/core/kpi.ts";
import { apiTypes, dropTypes } from "../functions/core/source.ts";
import { builtInFacts } from "../functions/core/vendors.ts";
import { type Feeds, feeds, stated } from "./feeds.ts";
import { query } from "./index.ts";

const types = [...apiTypes, ...dropTypes];
const told: Readonly<Record<Feeds, string>> = { yes: "yes", part: "in part", no: "–" };
const row = (...cells: readonly string[]) => `| ${cells.join(" | ")} |`;
const head = (first: string) => [
  row(first, ...types.map((type) => `[${type}](sources/${type}.md)`), "files"),
  row("---", ...types.map(() => "---"), "---"),
];

export function sourcesPage(): string {
  return `${[
    "<!-- Made by `npm run schema`; edit queries/vendors/, queries/needs.ts and functions/core/vendors.ts instead. -->",
    "",
    "# Which source feeds which KPI",
    "",
    "What a source does not state has no value, never 0. *In part*: some of its contacts state what the KPI needs, others",
    "do not. What a setting of the source must say first is counted as there; its own page names it, and tells what was",
    "never checked against a live account. Files give what their mapping gives. Costs, targets and rosters that no system",
    "holds can always come from a file beside it: a source of type `files` with `contacts_in:` naming the other. **Four shares are",
    "made of what is not said**, and are 0, or too small beside another source, where a dash stands: a contact whose source does",
    "not tell who began it was begun by a person (`self_service_share`), a call that is not said to have left the queue did not",
    "(`callback_share`, `flow_out_share`), and what is not said to have been reopened was not (`reopened_share`). Leave them out of",
    "the reports of such a source.",
    "",
    ...head("KPI"),
    ...families.flatMap((family) =>
      kpis
        .filter((kpi) => kpi.family === family)
        .map((kpi) => row(`\`${kpi.id}\``, ...types.map((type) => told[feeds(type, kpi)]), "mapped")),
    ),
    "",
    "# What a contact can be told apart by",
    "",
    ...head("breakdown"),
    ...["channel", "department", "agent", "reason", "location", "product", "queue"].map((column) =>
      row(
        column,
        ...types.map((type) => told[stated(query(`vendors/${type}/contacts`).text).get(column) ?? "no"]),
        "mapped",
      ),
    ),
    "",
    "# Facts",
    "",
    ...head("fact"),
    ...Object.keys(facts).map((fact) =>
      row(
        fact,
        ...types.map((type) => told[(builtInFacts[type] as readonly string[]).includes(fact) ? "yes" : "no"]),
        "mapped",
      ),
    ),
  ].join("\n")}\n`;
}
