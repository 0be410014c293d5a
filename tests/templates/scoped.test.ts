import { parse } from "csv-parse/sync";
import { describe, expect, test } from "vitest";
import type { ActionModel } from "../../functions/core/actions.ts";
import type { ReportModel } from "../../functions/core/model.ts";
import { renderCsv, renderEmail, renderPage } from "../../templates/index.ts";
import { hostileTexts } from "./hostile.ts";
import { model } from "./model.ts";
import { tagsOf, textOf } from "./read.ts";

const budget = 80_000;
const rowsOf = (csv: string): readonly Readonly<Record<string, string>>[] =>
  parse(csv, { bom: true, columns: true });

describe("a report of one department", () => {
  const scoped: ReportModel = {
    ...model,
    scope: { by: "department", member: "Billing" },
    notKept: ["occupancy_share"],
    sources: [],
    exclusions: [],
    smallestGroup: 5,
  };
  const { subject, html, text } = renderEmail(scoped);

  test("says whose numbers these are in its title and its subject", () => {
    expect(subject).toBe("Billing: Open backlog 1,316 – Week 46");
    for (const read of [textOf(html), text, textOf(renderPage(scoped))])
      expect(read).toContain("· Weekly service report · Billing");
  });

  test("says what is not kept for it", () => {
    for (const read of [textOf(html), text, textOf(renderPage(scoped))])
      expect(read).toContain("Not kept for one department alone: Occupancy.");
    expect(rowsOf(renderCsv(scoped)).at(-1)).toMatchObject({
      kpi: "occupancy_share",
      value: "",
      note: "Not kept for one department alone: Occupancy.",
    });
  });

  test("tells nothing of the sources of the whole, and does not say that nothing was left out", () => {
    const read = textOf(renderPage(scoped));
    expect(read).not.toMatch(/no rows|landed|quarantined/i);
    expect(read).toContain("rows left out are told for the whole organisation only");
  });

  test("shows hidden groups as hidden, in words, and never as no data", () => {
    const hidden = { value: null, previous: null, lastYear: null, hidden: ["value", "previous"] } as const;
    const breakdown = {
      by: "channel",
      kpis: ["contacts_opened"],
      members: [
        { member: "chat", values: { contacts_opened: hidden } },
        {
          member: "phone",
          values: { contacts_opened: { value: 40, previous: null, lastYear: 9, hidden: ["previous"] } },
        },
      ],
    } as const;
    const small: ReportModel = { ...scoped, breakdowns: [breakdown] };
    const read = textOf(renderPage(small));
    expect(read).toContain("chat\nhidden\n");
    expect(read).toContain(
      "Hidden: fewer than five contacts, or another group that would give one so small away.",
    );
    const rows = rowsOf(renderCsv(small)).filter(({ by }) => by === "channel");
    expect(rows.map(({ member, value, previous, note }) => [member, value, previous, note])).toEqual([
      [
        "chat",
        "",
        "",
        "value, previous hidden: fewer than five contacts, or it would give such a group away",
      ],
      ["phone", "40", "", "previous hidden: fewer than five contacts, or it would give such a group away"],
    ]);
    expect(textOf(renderPage({ ...scoped, breakdowns: [{ ...breakdown, members: [] }] }))).toContain(
      "No group of at least five contacts in this period.",
    );
  });
});

describe("what was promised", () => {
  const action = (what: string, more: Partial<ActionModel> = {}): ActionModel => ({
    ...{ what, steps: ["Ask", "Hire"], owner: "Ilona Varga", due: "2026-11-12", kpi: "open_backlog" },
    ...{ status: "open", isOverdue: false },
    ...more,
  });
  const actions = [
    action("Hire two", { isOverdue: true }),
    action("Train chat", { due: "2026-11-20", kpi: null }),
    action("Fix routing", { status: "done" }),
    action("Fourth"),
  ];
  const promised: ReportModel = { ...model, actions };

  test("stands in email, text and page, in the order of the model", () => {
    const { html, text } = renderEmail(promised);
    for (const read of [textOf(html), text, textOf(renderPage(promised))]) {
      expect(read).toContain("✕ overdue since 12 November 2026 · by Ilona Varga, for Open backlog");
      expect(read).toContain("– due 20 November 2026 · by Ilona Varga");
      expect(read).toContain("✓ done · by Ilona Varga");
      expect(read.indexOf("Hire two")).toBeLessThan(read.indexOf("Train chat"));
    }
    expect(text).toContain("And 1 more in the full report.");
    expect(textOf(renderPage(promised))).toContain("Ask\nHire");
  });
});

test("departments and reasons are called as the reader's language calls them, in the CSV as the data do", () => {
  const named: ReportModel = {
    ...model,
    scope: { by: "department", member: "Billing" },
    breakdowns: model.breakdowns.map((one) => ({
      ...one,
      members: one.members.map(({ member, values }) => ({ member: member.replace(" × ", " / "), values })),
    })),
    labels: { departments: { Billing: "Számlázás" }, reasons: { "Late delivery": "Késés" } },
  };
  const [first] = model.reasons;
  expect(first?.reason).toBe("Late delivery");
  const { html, text, subject } = renderEmail(named);
  expect(subject).toContain("Számlázás: ");
  for (const read of [textOf(html), text, textOf(renderPage(named))]) {
    expect(read).toContain("Késés");
    expect(read).not.toContain("Late delivery");
  }
  expect(renderCsv(named)).toContain("Late delivery");
});

test("an email that can be ended says where, the page does not", () => {
  const unsubscribe = "https://reports.example.org/unsubscribe/t";
  const { html, text } = renderEmail({ ...model, unsubscribe });
  expect(html).toContain(`href="${unsubscribe}"`);
  expect(text).toContain(`Stop receiving this report: ${unsubscribe}\n`);
  expect(renderPage({ ...model, unsubscribe })).not.toContain("unsubscribe");
  expect(renderEmail({ ...model, unsubscribe: "javascript:alert(1)" }).html).not.toContain("javascript");
  expect(renderEmail(model).text).not.toContain("no more:");
});

describe("the looks of an organisation", () => {
  const branded = (brand: { readonly colour?: string; readonly logo?: string }): ReportModel => ({
    ...model,
    organisation: { ...model.organisation, brand },
  });
  const bars = (one: ReportModel) => [renderEmail(one).html, renderPage(one)];

  test("are a bar with its words on its colour, dark on a light one", () => {
    for (const html of bars(branded({ colour: "#103060", logo: "Fell" }))) {
      expect(html).toContain("#103060");
      expect(html).toMatch(/>Fell</);
    }
    const [email, page] = bars(branded({ colour: "#ffe680" })) as [string, string];
    // 1.2 to 1 is white on that yellow, 13 to 1 the dark.
    expect(email).toContain('bgcolor="#ffe680" style="padding:12px 24px;color:#1a1f29');
    expect(page).toContain(".brand{background:#ffe680;color:#1a1f29");
    expect(textOf(page)).toContain("Fell & Fjord Outfitters\nFell & Fjord Outfitters ·");
  });

  test("cannot bring a style of their own", () => {
    for (const html of bars(branded({ colour: "red;}body{display:none", logo: "<b>" }))) {
      expect(html).not.toContain("body{display:none");
      expect(html).not.toContain("red;");
      expect(html).toContain("&lt;b&gt;");
    }
  });

  test("are nothing where nothing is said of them", () => {
    for (const html of bars(model)) expect(html).not.toContain('class="brand');
  });
});

test("a report that does not look at last year says nothing of it", () => {
  const kpis = model.kpis.map((kpi) => ({
    ...kpi,
    lastYear: {
      ...kpi.lastYear,
      value: null,
      change: null,
      verdict: "unknown" as const,
      isAsked: false as const,
    },
    trend: kpi.trend.map((point) => ({ ...point, lastYear: null })),
  }));
  const without: ReportModel = { ...model, kpis, comparisons: ["trailing"] };
  const { html, text } = renderEmail(without);
  for (const read of [textOf(html), text, textOf(renderPage(without))]) {
    expect(read).not.toMatch(/last year|of 2025/i);
    expect(read).toContain("Compared with week 45 (2–8 November 2026)");
  }
});

describe.each(hostileTexts)("hostile text in whatever a scope brings: %j", (bad) => {
  const fill = (text: string): ReportModel => ({
    ...model,
    missing: [{ kind: "no_file", source: text }],
    scope: { by: "channel", member: text },
    actions: [
      {
        what: text,
        steps: [text],
        owner: text,
        due: "2026-11-12",
        kpi: null,
        status: "open",
        isOverdue: true,
      },
    ],
    labels: { departments: {}, reasons: { "Late delivery": text } },
    smallestGroup: 5,
  });

  test("adds no tag, no line of a header and no formula, and the email stays small", () => {
    const { subject, html } = renderEmail(fill(bad));
    const harmless = renderEmail(fill("x"));
    expect(tagsOf(html)).toEqual(tagsOf(harmless.html));
    expect(tagsOf(renderPage(fill(bad)))).toEqual(tagsOf(renderPage(fill("x"))));
    expect(subject).toMatch(/^[^\p{Cc}]{1,60}$/u);
    expect(Buffer.byteLength(html)).toBeLessThan(budget);
    for (const row of rowsOf(renderCsv(fill(bad))))
      for (const cell of Object.values(row)) expect(cell).not.toMatch(/^[=@\t]/);
  });
});
