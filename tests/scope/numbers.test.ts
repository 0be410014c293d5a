import { parse } from "csv-parse/sync";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Scope } from "../../functions/core/config.ts";
import { composed } from "../../functions/stages/plan.ts";
import { loadState } from "../../functions/stages/tick.ts";
import { memoryLake } from "../memory.ts";
import { flows, openCentre, reportWith, w46 } from "./centre.ts";

type Centre = Awaited<ReturnType<typeof openCentre>>;
type Row = Readonly<Record<string, string>>;

let centre: Centre;
beforeAll(async () => {
  centre = await openCentre();
});
afterAll(() => centre.remove());

/** The CSV of the second week for one reader of this scope. */
async function csvOf(from: Centre, scope: Scope | null, smallestGroup: number): Promise<readonly Row[]> {
  const reader = { name: "R", address: "r@example.org", locale: "en", scope } as const;
  const report = reportWith({ to: [reader] });
  const config = {
    ...from.config,
    organisation: { ...from.config.organisation, smallestGroup },
    reports: [report],
  };
  const ports = { lake: memoryLake(), warehouse: from.ports.warehouse };
  // What has landed is known where it landed; nothing was sent from there.
  const state = await loadState({ config, polled: new Set() }, from.ports);
  const input = { config, state, period: w46, now: "2026-11-16T08:00:00Z", archive: "https://a.example" };
  const { variants } = await composed(report, input, ports);
  return parse(variants[0]!.csv, { bom: true, columns: true });
}

const nameOf = ({ kpi, by, member, period }: Row) => [kpi, by, member, period].join(" | ");
const numbersOf = ({ value, numerator, denominator, previous, previous_change, last_year }: Row) =>
  [value, numerator, denominator, previous, previous_change, last_year].join(" ");

describe.each<Scope>([
  { by: "department", member: "Brackwater" },
  { by: "department", member: "Quillfeather" },
  { by: "channel", member: "livechat" },
])("the numbers of one $by, $member,", (scope) => {
  test("are those of a house in which there is nothing else", async () => {
    const alone = await openCentre(flows.filter((one) => one[scope.by] === scope.member));
    const whole = new Map((await csvOf(alone, null, 1)).map((row) => [nameOf(row), numbersOf(row)]));
    const own = await csvOf(centre, scope, 1);
    await alone.remove();
    // Ten KPIs but the two mixes have a number of the whole scope.
    expect(own.filter(({ by, value }) => by === "all" && value !== "").length).toBeGreaterThanOrEqual(8);
    for (const row of own)
      expect(`${nameOf(row)} ${numbersOf(row)}`).toBe(`${nameOf(row)} ${whole.get(nameOf(row))}`);
    const tables = new Set(own.map(({ by }) => by));
    expect([...tables].sort()).toEqual(
      ["all", scope.by === "department" ? "channel" : "department", "reason"].sort(),
    );
    // Percentiles need histograms, which crossed breakdowns do not keep: absent, never those of the whole.
    expect(own.filter(({ kpi, by }) => kpi === "resolution_seconds_p90" && by === "channel")).toEqual([]);
  });
});

describe("small groups", () => {
  const opened = (rows: readonly Row[], by: string) =>
    Object.fromEntries(
      rows
        .filter((row) => row.kpi === "contacts_opened" && row.by === by)
        .map(({ member, value, previous }) => [member, [value, previous]]),
    );

  test("of a department are hidden with another one, and so are their earlier values", async () => {
    const rows = await csvOf(centre, { by: "department", member: "Brackwater" }, 5);
    // Of 173 + 4 + 70 = 247 this week the 4 chats are hidden with the 70 calls, so 74 is all that follows; last week 3 of
    // 167 + 3 + 65 with the 65.
    expect(opened(rows, "channel")).toEqual({
      mailbox: ["173", "167"],
      livechat: ["", ""],
      telefon: ["", ""],
    });
    // By reason 4 gulltalk with 11 anchorage; last week 3 and 4 are both small, but 7 of them are 7 - 1 >= 5.
    expect(opened(rows, "reason")).toEqual({
      saltclaim: ["173", "167"],
      tideline: ["59", "61"],
      gulltalk: ["", ""],
      anchorage: ["", ""],
    });
    const hidden = rows.filter(({ member, kpi }) => member === "livechat" && kpi !== "");
    expect(hidden.length).toBeGreaterThan(3);
    for (const row of hidden) {
      expect([row.value, row.previous]).toEqual(["", ""]);
      expect(row.note).toContain("hidden: fewer than five contacts");
    }
  });

  test("nobody is told who is among so few that nothing can be told of them", async () => {
    const rows = await csvOf(centre, { by: "department", member: "Vellichor" }, 5);
    expect(new Set(rows.map(({ by }) => by))).toEqual(new Set(["all"]));
    expect(rows.find(({ kpi, period }) => kpi === "contacts_opened" && period === "2026-W46")?.value).toBe(
      "2",
    );
  });

  test("are shown to those who see everything", async () => {
    const rows = await csvOf(centre, null, 5);
    expect(opened(rows, "reason").gulltalk).toEqual(["4", "3"]);
    expect(rows.every(({ note }) => note === "")).toBe(true);
  });
});

test("a scope that no data know is said, and nothing is counted as 0 of it in silence", async () => {
  const rows = await csvOf(centre, { by: "department", member: "Brakwater" }, 5);
  expect(rows.filter(({ by }) => by === "all")[0]?.note).toBe(
    "Missing: the data know no department called “Brakwater”, so there is nothing to count.",
  );
});
