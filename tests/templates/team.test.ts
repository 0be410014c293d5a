import { parse } from "csv-parse/sync";
import { describe, expect, test } from "vitest";
import { inconclusive } from "../../functions/core/incomplete.ts";
import type { ReportModel, Verdict } from "../../functions/core/model.ts";
import { locales } from "../../functions/core/organisation.ts";
import { openTeam } from "../../functions/core/team.ts";
import { renderCsv, renderEmail, renderPage } from "../../templates/index.ts";
import { hostileTexts } from "./hostile.ts";
import { model } from "./model.ts";
import { tagsOf } from "./read.ts";
import { teamModel } from "./team-model.ts";

const names = Array.from({ length: 12 }, (_, at) => `Agent ${String.fromCharCode(65 + at)}`);
const text = (of: ReportModel = teamModel(names)) => renderEmail(of).text;
const section = (title: string, of?: ReportModel) =>
  text(of)
    .split("\n\n")
    .find((block) => block.startsWith(title)) ?? "";

describe("the email of a team", () => {
  test("shows the five best and the last three, and how many stand between", () => {
    const lines = section("AGENTS RANKED BY").split("\n");
    const ranks = lines.map((line) => /^(\d+) Agent (\w)/.exec(line)?.slice(1).join("")).filter(Boolean);
    expect(ranks).toEqual(["1A", "2B", "3C", "4D", "5E", "10J", "11K", "12L"]);
    // 12 - 5 - 3
    expect(lines).toContain("  4 more ranks between");
    // 0.95 - 0.5 * 11 / 12 = 0.4917, of the KPI's own target
    expect(lines).toContain("12 Agent L: 49.2% · ▼ −40.8 pts worse · ! Near target · n = 400");
  });

  test("says who has too little behind their value for a rank, and never ranks those nobody named", () => {
    expect(section("AGENTS RANKED BY")).toContain("No rank, too few behind their value: Newcomer.");
    expect(text()).not.toContain("not stated");
  });

  test("says of whom it tells nothing, for their place may be before others", () => {
    const whole = teamModel(names);
    const hidden = whole.breakdowns.map((one) => ({
      ...one,
      members: one.members.map((two) =>
        two.member !== "Agent C"
          ? two
          : {
              ...two,
              values: {
                resolved_within_day_share: {
                  ...{ value: null, previous: null, lastYear: null, hidden: ["value"] as const },
                },
              },
            },
      ),
    }));
    const lines = section("AGENTS RANKED BY", { ...whole, breakdowns: hidden });
    expect(lines).toContain("Agent C (hidden), Newcomer.");
  });

  test("says who got clearly worse", () => {
    expect(section("AGENTS RANKED BY")).toContain("Agent L: Resolved within 24 hours 49.2%, was 90.0%");
    expect(section("AGENTS RANKED BY")).not.toContain("Agent A: Resolved");
  });

  test("says that nobody got clearly worse only where somebody was judged, and of how many figures", () => {
    const judgedAs = (verdictOf: (at: number) => Verdict): ReportModel => ({
      ...teamModel(names),
      breakdowns: teamModel(names).breakdowns.map((one) => ({
        ...one,
        members: one.members.map(({ member, values }, at) => ({
          member,
          values: Object.fromEntries(
            Object.entries(values).map(([id, figure]) => [id, { ...figure, verdict: verdictOf(at) }]),
          ),
        })),
      })),
    });
    const said = (of: ReportModel) => {
      const [line = "", page = ""] = [section("AGENTS RANKED BY", of).split("\n").at(-1), renderPage(of)];
      expect(renderEmail(of).html).toContain(`>${line}</p>`);
      expect(page).toContain(`<p class="mu">${line}</p>`);
      return line;
    };
    // No period before, or not from the same sources, or too few contacts, or a change that cannot be tested.
    for (const none of ["unknown", "neutral"] as const)
      expect(said(judgedAs(() => none))).toBe("No change of an agent could be judged.");
    // Two figures of each of the twelve may be better or worse, and one of the newcomer: 3 * 2 of 25.
    expect(said(judgedAs((at) => (at < 3 ? "unchanged" : "unknown")))).toBe(
      "No agent got clearly worse. Judged: 6 of 25 figures.",
    );
    expect(said(judgedAs(() => "better"))).toBe("No agent got clearly worse.");
    // The share of each of the twelve: their times cannot be tested.
    expect(said(teamModel(names))).toBe("Judged: 12 of 25 figures.");
    expect(said(inconclusive(teamModel(names)))).toBe("No change of an agent could be judged.");
  });

  test("sets departments and agents beside all together", () => {
    const departments = section("DEPARTMENTS SIDE BY SIDE").split("\n");
    // (12,480 - 11,020) / 11,020 = 0.1325
    expect(departments.slice(2, 4)).toEqual(["All together", "  Contacts opened: 12,480 · ▲ +13.2%"]);
    expect(departments).toContain("Billing");
    const agents = section("AGENTS SIDE BY SIDE").split("\n");
    // Seven of twelve; the newcomer has nothing of these KPIs.
    expect(agents.filter((line) => line.startsWith("Agent "))).toHaveLength(7);
    expect(agents.at(-1)).toBe("And 5 more in the full report.");
  });

  test("tells the SLA of each department against its target", () => {
    const lines = section("SLA BY DEPARTMENT").split("\n");
    const at = lines.indexOf("Billing");
    expect(lines[at + 1]).toBe("  All targets: 80.0% · ▼ −5.0 pts worse · ✕ Off target");
  });

  test("tells how old the backlog is: the ages sum to what is open", () => {
    const lines = section("AGE OF THE BACKLOG").split("\n");
    // 40 + 35 + 15 + 10 = 100
    expect(lines).toContain("Same day: 40 · 40.0% · was 30");
    expect(lines).toContain("30 days or more: 10 · 10.0% · was 5");
    // 20 + 30 + 10 + 10 = 70, of them 10 + 10 at least 7 days old.
    expect(lines).toContain("Orders: Open 70 · 7 days or more 20 · 30 days or more 10");
  });

  test("says whose the reasons are", () => {
    const reasons = section("TOP 5 CONTACT REASONS");
    expect(reasons).toContain("   most in Orders (25.0%)");
    expect(reasons).toContain("   belongs to Billing");
    expect(section("REASONS THAT ROSE")).toContain("Late delivery: 3,120 contacts");
  });

  test("says of nobody while data are missing that too few are behind their value", () => {
    const { dataUntil: _, ...open } = inconclusive(teamModel(names));
    const text = section("AGENTS RANKED BY", { ...open, dataUntil: null });
    expect(text.split("\n").slice(-2)).toEqual([
      expect.stringMatching("All together"),
      "No change of an agent could be judged.",
    ]);
    expect(renderPage({ ...open, dataUntil: null })).not.toContain("Nobody has enough behind their value");
    expect(renderPage(inconclusive(teamModel(names)))).toContain("Nobody has enough behind their value");
  });

  test("says of how many reasons it knows whether they rose", () => {
    const whole = teamModel(names);
    const judged = (judged: number, rose = whole.team!.rose): ReportModel => ({
      ...whole,
      team: { ...whole.team!, rose, judgedReasons: { judged, all: 40 } },
    });
    const heads = (of: ReportModel) => section("REASONS THAT ROSE", of).split("\n")[1];
    expect(heads(judged(40, []))).toBe("No reason clearly rose.");
    expect(heads(judged(12, []))).toBe("No reason clearly rose. Judged: 12 of 40 figures.");
    expect(heads(judged(12))).toBe(
      "All reasons were looked at; these rose by more than chance explains. Judged: 12 of 40 figures.",
    );
    expect(renderPage(judged(12, []))).toContain("No reason clearly rose. Judged: 12 of 40 figures.</p>");
    expect(renderPage(judged(12))).toContain('<p class="mu">Judged: 12 of 40 figures.</p>');
  });

  test("compares nothing while data are missing", () => {
    const whole = teamModel(names);
    const open = {
      ...whole,
      team: openTeam(whole.team!),
      reasons: whole.reasons.map((one) => ({ ...one, change: null })),
    };
    expect(section("AGE OF THE BACKLOG", open)).not.toContain("was");
    expect(section("REASONS THAT ROSE", open)).toBe("");
  });

  test("of another report has nothing of it", () => {
    expect(
      renderEmail({ ...teamModel(names), report: model.report, team: undefined } as unknown as ReportModel)
        .text,
    ).not.toContain("SIDE BY SIDE");
  });
});

test("a department has no other beside it: its figures stand by themselves, in full", () => {
  const whole = teamModel(names);
  const scope = { by: "department", member: "Orders" } as const;
  const part = { ...whole, scope, breakdowns: whole.breakdowns.filter(({ by }) => by !== "department") };
  expect(section("KEY FIGURES", part)).toContain("Contacts opened: 12,480");
  expect(section("MORE KPIS", part)).toContain("SLA targets met: 80.0%");
  expect(section("DEPARTMENTS", part)).toBe("");
  expect(section("AGENTS SIDE BY SIDE", part)).toContain("\nOrders\n");
  expect(section("KEY FIGURES")).toBe("");
});

test("the page has everybody, with their rank", () => {
  const page = renderPage(teamModel(names));
  for (const name of [...names, "Newcomer"]) expect(page).toContain(`<bdi>${name}</bdi></th><td>`);
  expect(page).toContain('href="#ranking"');
  expect(page).toContain("most in Orders (25.0%)");
});

test("what no agent is named for is said in the reader's language", () => {
  const page = renderPage({ ...teamModel(names), locale: "fi" });
  expect(page).toContain("<bdi>(ei ilmoitettu)</bdi>");
  expect(page).not.toContain("not stated");
});

test("the CSV has every agent, and how many each value is made of", () => {
  const rows: readonly Record<string, string>[] = parse(renderCsv(teamModel(names)), {
    bom: true,
    columns: true,
  });
  const own = rows.filter(({ by, kpi }) => by === "agent" && kpi === "resolved_within_day_share");
  expect(own.map(({ member }) => member)).toEqual([...names, "Newcomer", "(not stated)"]);
  expect(own.slice(-2).map(({ value, denominator }) => [value, denominator])).toEqual([
    ["1", "7"],
    ["", ""],
  ]);
});

const longNames = Array.from({ length: 200 }, (_, at) => `${"Ő".repeat(290)}${at}`);
const long = (name: string) => `${name} ${"Щ".repeat(290)}`;

test.each(locales)(
  "an email of 200 agents and 30 departments with long names stays under 80,000 bytes in %s",
  (locale) => {
    const team = teamModel(longNames, { department: long, reason: long });
    const many = team.breakdowns.map((one) =>
      one.by === "department"
        ? { ...one, members: Array.from({ length: 30 }, (_, at) => one.members[at % 3]!) }
        : one,
    );
    const departments = Array.from({ length: 30 }, (_, at) => team.team!.ageing!.departments[at % 2]!);
    const large = {
      ...{ ...team, locale, breakdowns: many },
      team: { ...team.team!, ageing: { ...team.team!.ageing!, departments } },
    };
    expect(Buffer.byteLength(renderEmail(large).html)).toBeLessThan(80_000);
  },
);

test.each(hostileTexts)("the name %j stays text in the email and on the page", (hostile) => {
  const of = (name: string) => teamModel([name], { department: () => name, reason: () => name });
  const harmless = of("h".repeat(40));
  expect(tagsOf(renderEmail(of(hostile)).html)).toEqual(tagsOf(renderEmail(harmless).html));
  expect(tagsOf(renderPage(of(hostile)))).toEqual(tagsOf(renderPage(harmless)));
});
