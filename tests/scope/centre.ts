/** A support centre whose departments and channels have names, reasons, numbers and times that nobody else has. */

import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Config, ReportConfig, Scope } from "../../functions/core/config.ts";
import type { KpiId } from "../../functions/core/kpi.ts";
import { usualOrganisation } from "../../functions/core/organisation.ts";
import { periodOf } from "../../functions/core/period.ts";
import { reportOf } from "../core/sample.ts";
import { configOf, type Home, temporaryHome } from "../home.ts";
import { sourceOf } from "../memory.ts";

export const zone = "Europe/Budapest";
export const weeks = [periodOf("week", "2026-11-02", zone), periodOf("week", "2026-11-09", zone)] as const;
export const [w45, w46] = weeks;

interface Flow {
  readonly department: string;
  readonly channel: string;
  readonly reason: string;
  readonly agent: string;
  /** Contacts in each of the two weeks, and how long each of them took. */
  readonly counts: readonly [number, number];
  readonly seconds: number;
}

/**
 * Reasons belong to one department and one channel. `carrier` is nobody's but Quillfeather's; Brackwater has three chats,
 * and Vellichor so few of everything that it can be told of nothing.
 */
export const flows: readonly Flow[] = [
  flow("Quillfeather", "mailbox", "ostrichfee", 131, 137, 6343),
  flow("Quillfeather", "livechat", "lanternlag", 83, 79, 2141),
  flow("Quillfeather", "carrier", "pigeonloss", 41, 43, 7717),
  flow("Brackwater", "mailbox", "saltclaim", 167, 173, 4219),
  flow("Brackwater", "livechat", "gulltalk", 3, 4, 1187),
  flow("Brackwater", "telefon", "tideline", 61, 59, 3371),
  flow("Brackwater", "telefon", "anchorage", 4, 11, 911),
  flow("Marrowgate", "mailbox", "hingecreak", 97, 101, 5501),
  flow("Marrowgate", "telefon", "latchfault", 53, 47, 1733),
  flow("Vellichor", "mailbox", "dustjacket", 2, 1, 8089),
  flow("Vellichor", "livechat", "foxedpage", 1, 1, 613),
];

function flow(
  department: string,
  channel: string,
  reason: string,
  before: number,
  now: number,
  seconds: number,
): Flow {
  return { department, channel, reason, agent: `agent of ${reason}`, counts: [before, now], seconds };
}

export const departments = [...new Set(flows.map(({ department }) => department))];
export const channels = [...new Set(flows.map(({ channel }) => channel))];
export const everyScope: readonly Scope[] = [
  ...departments.map((member): Scope => ({ by: "department", member })),
  ...channels.map((member): Scope => ({ by: "channel", member })),
];

/** Told to those who see everything, and to nobody else. */
export const wholeOnly = ["helpdesk-zanzibar", "Promise nobody forgets", "no-such-time", "carrier-late file"];
const titleOf = (channel: string) => `Outage of ${channel} alone`;
const labelOf = (member: string) => `~${member}~`;

/** What a reader of the scope must never see. */
export function forbiddenTo(scope: Scope | null): readonly string[] {
  const agents = flows.map(({ agent }) => agent);
  if (scope === null) return agents;
  const own = flows.filter((one) => one[scope.by] === scope.member);
  const others = flows.filter((one) => !own.includes(one));
  const names = (of: (one: Flow) => string) => {
    const mine = new Set(own.map(of));
    return [...new Set(others.map(of))].filter((name) => !mine.has(name));
  };
  return [
    ...agents,
    ...wholeOnly,
    ...names(({ department }) => department),
    ...names(({ channel }) => channel),
    ...names(({ reason }) => reason),
    ...(scope.by === "channel" ? names(({ channel }) => titleOf(channel)) : []),
  ];
}

export const kpis: readonly KpiId[] = [
  "contacts_opened",
  "contacts_resolved",
  "open_backlog",
  "resolution_seconds",
  "resolution_seconds_p90",
  "resolved_within_day_share",
  "resolved_share",
  "channel_share",
  "reason_share",
  "contacts_per_day",
];

/** Files of both weeks, landed and computed; of these flows alone. */
export async function openCentre(only: readonly Flow[] = flows): Promise<Home & { readonly config: Config }> {
  const home = temporaryHome("2026-11-16T08:00:00Z");
  const columns = ["opened_at", "resolved_at", "channel", "department", "reason", "agent"];
  const read = columns.map((name) => `json_extract_scalar(body, '$.${name}') as ${name}`).join(", ");
  const source = sourceOf({
    id: "helpdesk-zanzibar",
    path: join(home.folder, "in-*.csv"),
    mapping: { file: "mapping.sql", text: `select row_id, key as contact_id, ${read} from raw` },
  });
  const rows = only.flatMap((one) => [...rowsOf(one, 0), ...rowsOf(one, 1)]);
  const header = ["id", ...columns].join(",");
  // On the Monday after: the data reach beyond both weeks, so they are whole.
  const { channel, department, reason, agent } = only[0]!;
  const later = `later,2026-11-16 00:30:00,,${channel},${department},${reason},${agent}`;
  const bad = "bad,no-such-time,2026-11-10 09:00:00,mailbox,Brackwater,saltclaim,x";
  writeFileSync(join(home.folder, "in-1.csv"), `${[header, ...rows, later, bad].join("\n")}\n`);
  const plain = configOf(zone, [source]);
  const members = [...departments, ...flows.map(({ reason }) => reason)];
  const named = Object.fromEntries(members.map((member) => [member, labelOf(member)]));
  const config: Config = {
    ...plain,
    organisation: {
      ...usualOrganisation,
      ...plain.organisation,
      url: "https://reports.example.org",
      labels: { hu: { departments: named, reasons: named } },
    },
    events: channels.map((channel) => ({
      ...{ id: channel, title: titleOf(channel), on: "2026-11-05", channels: [channel] },
    })),
    actions: [
      {
        id: "one",
        what: "Promise nobody forgets",
        ...{ steps: [], owner: "Marrowgate", due: "2026-11-01", status: "open" },
      },
    ],
    version: "v1",
  };
  await home.run(config);
  return { ...home, config };
}

/** One a quarter of an hour from nine on, Monday to Friday in turn. */
function rowsOf({ department, channel, reason, agent, counts, seconds }: Flow, week: 0 | 1): string[] {
  return Array.from({ length: counts[week] }, (_, at) => {
    const day = String((week === 0 ? 2 : 9) + (at % 5)).padStart(2, "0");
    const opened = Date.parse(`2026-11-${day}T08:00:00Z`) + Math.floor(at / 5) * 60_000;
    const time = (instant: number) =>
      new Date(instant + 3_600_000).toISOString().slice(0, 19).replace("T", " ");
    const resolved = time(opened + seconds * 1000);
    return [`${reason}-${week}-${at}`, time(opened), resolved, channel, department, reason, agent].join(",");
  });
}

export const reportWith = (settings: Partial<ReportConfig>): ReportConfig =>
  reportOf({ id: "weekly", title: "Weekly digest", zone, kpis, sources: ["helpdesk-zanzibar"], ...settings });
