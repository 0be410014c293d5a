/** The texts `init` writes. */

import { parse } from "yaml";
import type { Guess } from "./guess.ts";
import { plain } from "./plain.ts";

/** The reader of a starter, until somebody writes their own. */
export const placeholder = "you@example.org";

export function starterMapping(guess: Guess | undefined): string {
  const found: Readonly<Record<string, string>> = guess?.found ?? {
    opened_at: "opened_at",
    resolved_at: "resolved_at",
    channel: "channel",
    department: "department",
    reason: "reason",
    agent: "agent",
  };
  const line = (name: string) =>
    found[name] === undefined
      ? `    cast(null as varchar) as ${name}`
      : `    ${field(found[name])} as ${name}`;
  const columns = guess
    ? `--         The file has: ${guess.columns.map((column) => plain(column)).join(", ")}.\n`
    : "";
  return `-- What does each row of the export say about a contact?
--
-- grain   one row per row of the file
-- reads   raw
-- params  none
-- windows none
-- traps   Leave times as the text the file has: 2026-11-16 09:30:00, 2026-11-16T09:30:00Z and 2026-11-16T09:30+01:00 are
--         understood; a time without an offset is in the zone of the source. What is empty or NULL is "not stated".
${columns}
select
    row_id,
    key as contact_id,
${["opened_at", "resolved_at", "channel", "department", "reason", "agent", "customer_id"].map(line).join(",\n")}
from raw
`;
}

/** A column of the file, whatever its name holds. */
function field(column: string): string {
  const path = /^[A-Za-z_][A-Za-z0-9_]*$/.test(column)
    ? `$.${column}`
    : `$["${column.replace(/["\\]/g, "\\$&")}"]`;
  return `json_extract_scalar(body, '${path.replaceAll("'", "''")}')`;
}

export function starterConfig(input: {
  readonly zone: string;
  readonly path: string;
  readonly encoding: string;
  readonly guess?: Guess;
}): string {
  const found: Readonly<Record<string, string>> = input.guess?.found ?? { contact_id: "id" };
  const version =
    found.version === undefined
      ? "    # version: updated_at      # the column whose greatest text is the newest version of a contact"
      : `    # The greatest text in this column is the newest version of a contact.\n    version: ${yaml(found.version)}`;
  return `# What Raport reads, what you aim for, and who gets which report when.
#
# Check it after a change:    npm run raport -- check --config THIS_FILE

organisation:
  name: My organisation
  # Days, weeks and months are counted in this zone, whoever reads the report.
  zone: ${input.zone}
  # Where the archive will be served. Without it, links open the files on this machine.
  # url: https://reports.example.org
  sender:
    name: Service reports
    address: reports@example.org
  # The language of readers who have no own: en, hu, ro, fi or ru.
  # locale: en
  # The currency of all amounts.
  # currency: EUR

# Emails are files in the outbox until a mail server is named; then organisation.url must be, too. docs/admin.md has the rest.
# mail:
#   smtp: { host: smtp.example.org, user: raport, password_from: RAPORT_SMTP_PASSWORD }

sources:
  - id: contacts
    type: files
    # A file, or a pattern such as exports/*.csv. CSV or NDJSON, plain or gzip. It begins at the folder of this file.
    path: ${yaml(input.path)}
${input.encoding === "utf-8" ? "" : `    encoding: ${yaml(input.encoding)}\n`}    # The column that names a contact. Rows with the same value are versions of one contact.
    key: ${yaml(found.contact_id ?? "id")}
${version}
    # Which column means what, in SQL. Messages, surveys, agents' time and costs have mappings of their own: docs/admin.md.
    mapping: mappings/contacts.sql
    # When the data count as complete: up to the latest row (default), up to the file's own time, or one file per day.
    # expects: latest row        # or: file time        # or: daily, by 06:00  (needs {date} in the path)
    # Columns that must never reach the lake, emptied at landing:
    ${columnsLine("personal", input.guess?.personal ?? [], "customer_name")}
    # Columns that land as a keyed hash: who comes again is seen, and who that is, is not.
    ${columnsLine("hashed", found.customer_id === undefined ? [] : [found.customer_id], "customer_email")}

# What good looks like: at_most for what should be low, at_least for what should be high.
targets: {}
#  resolution_seconds_p50: { at_most: 8h }
#  resolved_within_day_share: { at_least: 70% }
#  open_backlog: { at_most: 400 }

# What the definitions leave open: how soon is soon, when a contact is a repeat. All of them: docs/parameters.md.
# parameters:
#   service_level_seconds: 20s
#   repeat_window_days: 7
#   by_channel:
#     email: { service_level_seconds: 4h }

# When clocks run that count business hours only. Without it no clock stops.
# business_hours:
#   schedules:
#     default: { monday_to_friday: 08:00-18:00 }

# Days on which nothing is open, and events to compare before with after.
# holidays: [2026-12-25, 2026-12-26]
# events:
#   - { id: new-phone-menu, title: New phone menu, on: 2026-09-01 }

# What was promised to be done, in a file of its own; reports show it, overdue first.
# actions: actions.yaml

reports:
  - id: weekly
    title: Weekly service digest
    template: digest
    # day, week or month, and when it goes out: 08:00, monday 08:00, day 2 08:00 or last working day 08:00.
    period: week
    at: monday 08:00
    # On which clock that is, if not the organisation's.
    # zone: Europe/London
    # Until when it rests.
    # pause_until: 2027-01-01
    # When the data are late it waits for them. Or, from a time of your choice, it goes out and says what is missing.
    # incomplete: { wait: until 12:00, then: send }
    # Who is told when something needs attention.
    # owner: team.lead@example.org
    to:
      - name: Your name
        address: ${placeholder}
        # A language of their own, and only what concerns one department or channel.
        # locale: fi
        # scope: { department: Technical }
`;
}

const columnsLine = (setting: string, columns: readonly string[], example: string) =>
  columns.length === 0 ? `# ${setting}: [${example}]` : `${setting}: [${columns.map(inList).join(", ")}]`;

/** The same within brackets, where a comma would end it. */
const inList = (text: string) => (/^[A-Za-z0-9_ -]*$/.test(text) ? yaml(text) : JSON.stringify(text));

/** A value of one line that is read back as this very text. */
function yaml(text: string): string {
  const isPlain = /^[A-Za-z0-9_./*{}-]+$/.test(text) && !/^[-{*]/.test(text) && parse(text) === text;
  return isPlain ? text : JSON.stringify(text);
}
