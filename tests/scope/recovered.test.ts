import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Config, Recipient } from "../../functions/core/config.ts";
import { composed, type Variant } from "../../functions/stages/plan.ts";
import { loadState } from "../../functions/stages/tick.ts";
import { configOf, type Home, temporaryHome } from "../home.ts";
import { memoryLake, sourceOf } from "../memory.ts";
import { reportWith, w46, weeks, zone } from "./centre.ts";

/** Two large departments, one with about six contacts a week, and one with one or two. */
const departments = { Ashworth: 50, Birchwood: 46, Cinderby: 2.5, Dunmoor: 1 };
const channels = { phone: 5, chat: 3, mailbox: 2 };
const to = [
  ...Object.keys(departments).map((member) => reader("department", member)),
  ...Object.keys(channels).map((member) => reader("channel", member)),
];

function reader(by: "department" | "channel", member: string): Recipient {
  return { name: member, address: `${member}@example.org`, locale: "en", scope: { by, member } };
}

interface Contact {
  readonly channel: string;
  readonly department: string;
  readonly opened: number;
  readonly resolved: number | null;
}

/** Whole numbers below 2 ** 31, the same ones for the same seed. */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
    return state / 2 ** 31;
  };
}

function pick<Name extends string>(weights: Readonly<Record<Name, number>>, at: number): Name {
  const names = Object.keys(weights) as Name[];
  const upTo = names.map((_, end) => names.slice(0, end + 1).reduce((sum, name) => sum + weights[name], 0));
  return names[upTo.findIndex((sum) => at * (upTo.at(-1) ?? 0) < sum)] as Name;
}

/** Thirty contacts a day in both weeks; times to the second, so that a mean of them is a fraction that tells what it is of. */
function contactsOf(seed: number): readonly Contact[] {
  const next = numbers(seed);
  return weeks.flatMap(({ startsAt }) =>
    Array.from({ length: 210 }, (_, at): Contact => {
      const opened = Date.parse(startsAt) + (Math.floor(at / 30) * 24 + 8) * 3_600_000;
      const took = Math.floor(-Math.log(1 - next()) * 32_400) * 1000;
      const isOpen = next() < 0.06;
      const [channel, department] = [pick(channels, next()), pick(departments, next())];
      return { channel, department, opened, resolved: isOpen ? null : opened + took };
    }),
  );
}

async function openHome(contacts: readonly Contact[]): Promise<Home & { readonly config: Config }> {
  const home = temporaryHome("2026-11-16T08:00:00Z");
  const columns = ["opened_at", "resolved_at", "channel", "department", "reason"];
  const read = columns.map((name) => `json_extract_scalar(body, '$.${name}') as ${name}`).join(", ");
  const source = sourceOf({
    id: "helpdesk-zanzibar",
    path: join(home.folder, "in-*.csv"),
    mapping: { file: "mapping.sql", text: `select row_id, key as contact_id, ${read} from raw` },
  });
  const time = (instant: number) => new Date(instant).toISOString();
  const rows = contacts.map(({ channel, department, opened, resolved }, at) =>
    [at, time(opened), resolved === null ? "" : time(resolved), channel, department, "question"].join(","),
  );
  // On the Monday after: the data reach beyond both weeks, so they are whole.
  rows.push(`later,2026-11-16T00:30:00Z,,phone,Ashworth,question`);
  writeFileSync(join(home.folder, "in-1.csv"), `${["id", ...columns].join(",")}\n${rows.join("\n")}\n`);
  const config = { ...configOf(zone, [source]), reports: [reportWith({ to })] };
  await home.run(config);
  return { ...home, config };
}

type Row = Readonly<Record<string, string>>;
type Side = "value" | "previous";
const sides: readonly Side[] = ["value", "previous"];

/** What a page tells of the members of its breakdown, by KPI. */
function told({ csv }: Variant, side: Side): ReadonlyMap<string, Readonly<Record<string, string>>> {
  const rows: readonly Row[] = parse(csv, { bom: true, columns: true });
  const own = rows.filter(({ kpi, by }) => kpi !== "" && (by === "channel" || by === "department"));
  const members = Map.groupBy(own, ({ member }) => member as string);
  return new Map(
    [...members].map(([member, cells]) => [
      member,
      Object.fromEntries(cells.map((cell) => [cell.kpi, cell[side] ?? ""])),
    ]),
  );
}

/** The smallest number of contacts of which the mean and the share that are told both come out whole. */
function searched(cells: Readonly<Record<string, string>>): number | undefined {
  const found = [cells.resolution_seconds, cells.resolved_within_day_share].filter((value) => value);
  if (found.length === 0) return undefined;
  const isWhole = (value: number) => Math.abs(value - Math.round(value)) < 1e-6;
  return Array.from({ length: 210 }, (_, at) => at + 1).find((n) =>
    found.every((value) => isWhole(Number(value) * n)),
  );
}

describe.each([1, 2, 3, 5])("of the weeks of seed %i", (seed) => {
  let home: Awaited<ReturnType<typeof openHome>>;
  let variants: readonly Variant[];
  const contacts = contactsOf(seed);
  beforeAll(async () => {
    home = await openHome(contacts);
    const ports = { lake: memoryLake(), warehouse: home.ports.warehouse };
    const state = await loadState({ config: home.config, polled: new Set() }, home.ports);
    const input = { config: home.config, state, period: w46, now: "2026-11-16T08:00:00Z", archive: "" };
    const [report] = home.config.reports;
    ({ variants } = await composed(report!, input, ports));
  });
  afterAll(() => home.remove());

  const countsOf = (counted: "opened" | "resolved", side: Side, { scope }: Variant, member: string) => {
    const { startsAt, endsAt } = weeks[side === "value" ? 1 : 0];
    return contacts.filter((one) => {
      const at = one[counted];
      const isOwn = one[scope!.by] === scope!.member && [one.channel, one.department].includes(member);
      return isOwn && at !== null && at >= Date.parse(startsAt) && at < Date.parse(endsAt);
    }).length;
  };

  test("some group is hidden, and every one of fewer than five is", () => {
    let hidden = 0;
    for (const variant of variants)
      for (const side of sides)
        for (const [member, { contacts_opened = "" }] of told(variant, side)) {
          const count = countsOf("opened", side, variant, member);
          if (contacts_opened === "") hidden += 1;
          else expect(Number(contacts_opened)).toBe(count);
          if (count > 0 && count < 5) expect(contacts_opened).toBe("");
        }
    expect(hidden).toBeGreaterThan(4);
  });

  test("no hidden count is found in the CSV by looking for whole numbers, in neither period", () => {
    for (const variant of variants)
      for (const side of sides)
        for (const [member, cells] of told(variant, side)) {
          if (cells.contacts_resolved !== "") continue;
          const where = `${variant.id} ${member} ${side}`;
          expect(`${where}: ${searched(cells)}`).toBe(`${where}: undefined`);
        }
  });

  test("what is hidden in one KPI is hidden in all, so that no sum leaves one group alone", () => {
    for (const variant of variants)
      for (const side of sides) {
        const all = [...told(variant, side).entries()];
        const gone = all.filter(([, { contacts_opened }]) => contacts_opened === "");
        for (const [, cells] of gone) expect(Object.values(cells).join("")).toBe("");
        if (gone.length === 0) continue;
        for (const counted of ["opened", "resolved"] as const) {
          const counts = gone.map(([member]) => countsOf(counted, side, variant, member));
          const holding = counts.filter((count) => count > 0).length;
          // Each of the others holds 1 at least: one may hold the rest, and that is 5, which would be told.
          const rest = counts.reduce((sum, count) => sum + count, 0) - (holding - 1);
          expect(gone.length === all.length || (gone.length > 1 && rest >= 5)).toBe(true);
        }
      }
  });

  test("no page and no email says a number beside the name of a group that is hidden in both periods", () => {
    let seen = 0;
    for (const variant of variants) {
      const [now, before] = [told(variant, "value"), told(variant, "previous")];
      for (const [member, { contacts_opened }] of now) {
        if (contacts_opened !== "" || before.get(member)?.contacts_opened !== "") continue;
        for (const text of [variant.page, variant.email.html])
          for (const row of text.split("<tr").filter((part) => part.includes(`>${member}<`))) {
            const cells = row.slice(0, row.indexOf("</tr>")).replaceAll(/<[^>]*>/g, " ");
            expect(cells).not.toMatch(/\d/);
            seen += 1;
          }
        for (const line of variant.email.text.split("\n").filter((one) => one.includes(member)))
          expect(line).not.toMatch(/\d/);
      }
    }
    expect(seen).toBeGreaterThan(0);
  });
});
