import { expect, test } from "vitest";
import { renderDigest } from "../../templates/index.ts";
import { hostileModel, hostileTexts } from "./hostile.ts";
import { model } from "./model.ts";
import { decoded } from "./read.ts";

const subject = (changes: Partial<typeof model>): string => renderDigest({ ...model, ...changes }).subject;

test("the subject is the worst KPI with its value and change, and the period", () => {
  expect(subject({})).toBe("Open backlog 1,316 (+26.3%) – Week 46");
});

test("a name too long for the subject gives way to its short form", () => {
  // name and value would be 32 + 1 + 8 characters, more than the 35 a phone shows
  expect(subject({ attention: ["resolution_seconds_p90"] })).toBe(
    "90th pct. resolution time 4 d 21 h (+10.4%) – Week 46",
  );
});

test("a worst KPI without a comparison says its status instead", () => {
  expect(subject({ attention: ["resolved_share"] })).toBe("Resolved share 91.4% (on target) – Week 46");
});

test("with nothing to attend to the subject is the headline", () => {
  const kpis = model.kpis.filter(({ status }) => status === "on");
  expect(subject({ kpis, attention: [] })).toBe("All 3 targets are met – Week 46");
});

test.each([
  ["day", "2026-11-15", "15 November 2026"],
  ["month", "2026-11", "November 2026"],
  ["week", "2026-W53", "Week 53"],
] as const)("the subject of a %s names its period", (grain, name, words) => {
  const named = subject({ period: { ...model.period, grain, name } });
  expect(named).toBe(`Open backlog 1,316 (+26.3%) – ${words}`);
});

test.each(hostileTexts)("a subject has one line and at most 60 characters when names are %j", (text) => {
  for (const attention of [model.attention, []]) {
    const line = renderDigest({ ...hostileModel(text), attention }).subject;
    expect(line.length).toBeLessThanOrEqual(60);
    expect(line).not.toMatch(/\p{Cc}|\u2028|\u2029/u);
    expect(line).toContain("Week 46");
  }
});

test("the preheader adds what the subject does not say, and is followed by nothing of the body", () => {
  const [, preheader = ""] =
    /<div style="display:none[^>]*>([\s\S]*?)<\/div>/.exec(renderDigest(model).html) ?? [];
  const [words, filler] = [preheader.replace(/&#847;[\s\S]*/, ""), preheader.match(/&#847;/g)];
  expect(decoded(words).replaceAll("\u00a0", " ")).toMatch(
    /^Also: Mean resolution time 27 h \(\+5\.9%\)\. On target: /,
  );
  expect(decoded(words).length).toBeLessThanOrEqual(100);
  expect(filler?.length).toBeGreaterThanOrEqual(50);
});
