/** Of the KPIs of a period the table shows those that have data, and says how many have none. */

import { expect, test } from "vitest";
import type { KpiRow } from "../../functions/cli/kpis.ts";
import { withData } from "../../functions/cli/table.ts";
import { kpis as catalogue, type Kpi } from "../../functions/core/kpi.ts";
import { addDays } from "../../functions/core/period.ts";
import { said } from "./said.ts";
import { header, twoSources } from "./two.ts";

const ofPeriod = (catalogue as readonly Kpi[]).filter(({ grains }) => grains.includes("all")).length;

test("rows without a value are left out and counted; --all and --json have every one", async () => {
  const two = await twoSources();
  await two.run();
  const week = ["kpis", "--config", two.config, "--home", two.home, "--period", "week", "--on", "2026-11-10"];
  const { out } = await said(...week);
  const more = Number(/^(\d+) more have no data in this period; --all shows them$/m.exec(out)?.[1]);
  // Two sources with two contacts of that week each.
  expect(out).toMatch(/^Contacts opened +4/m);
  expect(out).not.toContain("–");
  expect(out.match(/ (open|provisional|final)$/gm)).toHaveLength(ofPeriod - more);
  const all = await said(...week, "--all");
  expect(all.out.match(/ (open|provisional|final)$/gm)).toHaveLength(ofPeriod);
  expect(all.out).not.toContain("no data in this period");
  // What the catalogue has and no row of all can show.
  expect(all.out).toContain(
    "\n3 more are shares that members have of a whole: channel_share with --by channel, reason_share with --by reason, transfer_reason_share with --by reason\n",
  );
  expect((catalogue as readonly Kpi[]).length).toBe(ofPeriod + 3);
  expect(out).not.toContain("shares that members have");
  const mix = await said(...week, "--by", "channel", "--all");
  // Four contacts, all by telephone.
  expect(mix.out).toMatch(/^Channel mix +phone +100\.0% +4 \/ 4/m);
  expect(JSON.parse((await said(...week, "--json")).out)).toHaveLength(ofPeriod);
  const one = await said(...week, "--kpi", "net_promoter_points");
  expect(one.out).toMatch(/^Net promoter score +–/m);
});

test("before there are any data the table says so in one line", async () => {
  const two = await twoSources();
  const { out } = await said(
    ...["kpis", "--config", two.config, "--home", two.home, "--period", "week", "--on", "2026-11-10"],
  );
  expect(out).toBe(
    `2026-W46, 2026-11-09 to 2026-11-15 (UTC)\n${ofPeriod} KPIs have no data in this period; --all shows them\n`,
  );
});

test("a source that began within the period is named below its KPIs, and in no other period", async () => {
  const from = (first: string) => {
    const lines: string[] = [];
    for (let day = first; day <= "2026-11-23"; day = addDays(day, 1))
      lines.push(`${day},${day} 09:00,,phone`);
    return `${header}\n${lines.join("\n")}\n`;
  };
  const two = await twoSources({ "tickets/t.csv": from("2026-10-05"), "calls/c.csv": from("2026-11-11") });
  await two.run("2026-11-24T09:00:00Z");
  const begun = async (on: string) => {
    const place = ["--config", two.config, "--home", two.home, "--period", "week", "--on", on];
    const { out } = await said("kpis", ...place, "--kpi", "contacts_opened");
    return out.split("\n").filter((line) => line.startsWith("begins"));
  };
  expect(await begun("2026-11-10")).toEqual([
    "begins    calls on 2026-11-11, a part of 1 KPI above: not compared across that day",
  ]);
  expect(await begun("2026-11-17")).toEqual([]);
  expect(await begun("2026-10-05")).toEqual([]);
});

test("a KPI one member has data of is shown with all of its members", () => {
  const row = (kpi: string, value: number | null) => ({ kpi, value }) as unknown as KpiRow;
  const rows = [row("a", null), row("a", 1), row("b", null), row("b", null)];
  expect(withData(rows, false)).toEqual({
    shown: rows.slice(0, 2),
    note: ["1 more has no data in this period; --all shows it"],
  });
});
