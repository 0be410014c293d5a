import { expect, test } from "vitest";
import { renderEmail } from "../../templates/index.ts";
import { hostileModel, hostileTexts } from "./hostile.ts";
import { model } from "./model.ts";
import { decoded } from "./read.ts";

const subject = (changes: Partial<typeof model>): string => renderEmail({ ...model, ...changes }).subject;

test("the subject is the worst KPI with its value and change, and the period", () => {
  expect(subject({})).toBe("Open backlog 1,316 (+26.3%) – Week 46");
});

test("of the wordings the fullest is taken of which a phone shows all, else the fullest that fits", () => {
  // "Resolution time, mean 27 h (+5.9%) – Week 46" has 44 characters, with the short name 43, more than the 40 shown.
  // Nor has "Resolution time, mean 27 h – Week 46" more than 40, and it comes before its short form.
  expect(subject({ attention: ["resolution_seconds"] })).toBe("Resolution time, mean 27 h – Week 46");
  // None of this one has 40; with its name it has 32 + 1 + 8 + 7 + 10 = 58.
  expect(subject({ attention: ["resolution_seconds_p90"] })).toBe(
    "Resolution time, 90th percentile 4 d 21 h (+10%) – Week 46",
  );
});

test("a worst KPI without a comparison says its status instead", () => {
  expect(subject({ attention: ["resolved_share"] })).toBe("Resolved share 91.4% – Week 46");
  const transfers = { ...model.kpis[7]!, id: "transfers", value: 4, unit: "count" } as const;
  expect(subject({ kpis: [transfers], attention: ["transfers"] })).toBe("Transfers 4 (on target) – Week 46");
});

test("a change that may be chance is none in the subject", () => {
  const [kpi] = model.kpis.filter(({ id }) => id === "open_backlog");
  const previous = { ...kpi!.previous, verdict: "unchanged", noise: true } as const;
  // "(off target)" in its place makes 41 characters, one more than a phone shows; it is what matters, so it is said.
  expect(subject({ kpis: [{ ...kpi!, previous }], attention: ["open_backlog"] })).toBe(
    "Open backlog 1,316 (off target) – Week 46",
  );
});

test.each([
  // 13 + 1 + 5 + 1 + 17 + 3 + 9 = 49 characters: too many for a phone, and fewer than 60.
  ["fi", "Avoin työjono 1 316 (ei tavoitteessa) – viikko 46"],
] as const)("that a target is missed is said in %s, too", (locale, line) => {
  const [kpi] = model.kpis.filter(({ id }) => id === "open_backlog");
  const previous = { ...kpi!.previous, verdict: "unchanged", noise: true } as const;
  expect(subject({ locale, kpis: [{ ...kpi!, previous }], attention: ["open_backlog"] })).toBe(line);
});

test("a conclusion too long for a subject gives way to what it is about", () => {
  const near = model.kpis.find(({ status }) => status === "near")!;
  const previous = { ...near.previous, verdict: "unchanged" } as const;
  const scope = { by: "department", member: "Laskutus" } as const;
  // The conclusion has 10 + 40 + 12 = 62 characters, the KPI with "(lähellä tavoitetta)" 71, without it 50.
  const line = subject({ locale: "fi", scope, kpis: [{ ...near, previous }], attention: [] });
  expect(line).toBe("Laskutus: Ratkaistu 24 tunnissa 78,6 % – viikko 46");
});

test("with nothing to attend to the subject is the headline", () => {
  const kpis = model.kpis.filter(({ status }) => status === "on");
  expect(subject({ kpis, attention: [] })).toBe("All 3 targets are met – Week 46");
});

const valueless = model.kpis.map((kpi) => ({ ...kpi, value: null }));
const standing = (changes: object) =>
  model.kpis.map((kpi) => ({ ...kpi, status: "none" as const, ...changes }));
const none = { ...model.kpis[0]!.previous, value: null, change: null, verdict: "unknown" } as const;

test("the week is named once", () => {
  expect(subject({ kpis: valueless, attention: [] })).toBe("No data – Week 46");
  expect(subject({ kpis: standing({ value: 0 }), attention: [] })).toBe("No contacts – Week 46");
  // Of a first week nothing is concluded: it says its first figure.
  expect(subject({ kpis: standing({ previous: none }), attention: [] })).toBe(
    "Contacts opened 12,480 – Week 46",
  );
});

test("a report of too few contacts says that it can not compare", () => {
  const few = { ...none, withheld: "too few to compare" } as const;
  expect(subject({ kpis: standing({ previous: few }), attention: [] })).toBe(
    "Too few contacts to compare – Week 46",
  );
});

test.each([
  ["Technical help and returns", "Technical help…: Open backlog 1,316 (+26.3%) – Week 46"],
  ["Customer Relations", "Customer…: Open backlog 1,316 – Week 46"],
  ["Kundenbeziehungsmanagement", "Kundenbeziehung…: Open backlog 1,316 (+26.3%) – Week 46"],
])("whose numbers they are is shortened to whole words: %s", (member, line) => {
  expect(subject({ scope: { by: "department", member } })).toBe(line);
});

test("the longest subject keeps its mark, part, value and period, and cuts no word", () => {
  const line = subject({
    scope: { by: "department", member: "Technical help and returns" },
    attention: ["resolution_seconds_p90"],
    period: { ...model.period, grain: "day", name: "2026-09-16" },
    kpis: model.kpis.map((kpi) => ({ ...kpi, state: "open" as const })),
  });
  // 13 + 12 before it, 15 after it and 9 of the value leave 11 of the name.
  expect(line).toBe("[incomplete] Technical…: Resolution… 4 d 21 h – 16 Sept 2026");
});

test.each([
  // With its change it has 41 characters, with the month in full 43: one more than a phone shows, and three.
  ["day", "2026-11-15", "Open backlog 1,316 – 15 November 2026"],
  ["month", "2026-11", "Open backlog 1,316 (+26.3%) – Nov 2026"],
  ["week", "2026-W53", "Open backlog 1,316 (+26.3%) – Week 53"],
] as const)("the subject of a %s names its period", (grain, name, line) => {
  const named = subject({ period: { ...model.period, grain, name } });
  expect(named).toBe(line);
});

test.each(hostileTexts)("a subject has one line and at most 60 characters when names are %j", (text) => {
  for (const attention of [model.attention, []]) {
    const line = renderEmail({ ...hostileModel(text), attention }).subject;
    expect(line.length).toBeLessThanOrEqual(60);
    expect(line).not.toMatch(/\p{Cc}|\u2028|\u2029/u);
    expect(line).toContain("Week 46");
  }
});

test("the preheader adds what the subject does not say, and is followed by nothing of the body", () => {
  const [, preheader = ""] =
    /<div style="display:none[^>]*>([\s\S]*?)<\/div>/.exec(renderEmail(model).html) ?? [];
  const [words, filler] = [preheader.replace(/&#847;[\s\S]*/, ""), preheader.match(/&#847;/g)];
  expect(decoded(words).replaceAll("\u00a0", " ")).toMatch(
    /^Also: Mean resolution time 27 h \(\+5\.9%\)\. On target: /,
  );
  expect(decoded(words).length).toBeLessThanOrEqual(100);
  expect(filler?.length).toBeGreaterThanOrEqual(50);
});
