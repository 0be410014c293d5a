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
    "holds can always come from a file beside it: a source of type `files` with `contacts_in:` naming the other. Beside a source",
    "that tells it, one that does not is in no part of a share: callbacks of Zendesk and LiveAgent are a share of Zendesk's calls.",
    "",
    ...head("KPI"),
    ...families.flatMap((family) =>
      kpis
        .filter((kpi) => kpi.family === family)
        .map((kpi) => row(`\`${kpi.id}\``, ...types.map((type) => told[feeds(type, kpi)]), "mapped")),
    ),
    "",
    "# Why not",
    "",
    "- **Targets of LiveAgent**: its SLA log has only targets that were met, in time or late. Those never met are nowhere, and every share",
    "  would be too good.",
    "- **Callbacks**: LiveAgent tells only whether a call was answered. Asterisk tells them where `callback_key` names the key for it, Amazon",
    "  Connect once the call back was made.",
    "- **Reopened**: a call is over when it ends, and nothing says that it came back. In part: the tickets and cases, not the calls and messages",
    "  beside them; those of LiveAgent where their history lands.",
    "- **First contact resolution** of a ticket nobody would say came back: it would look better than it is. In part: tickets of Zendesk that",
    "  come with their metric events; who calls again makes a new contact, so calls need no more.",
    "- **Complaints** of a call without a ticket: it cannot be tagged.",
    "- **Self-service and bots**: none of these systems says who began a contact.",
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
