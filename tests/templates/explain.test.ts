import { expect, test } from "vitest";
import type { Explanation } from "../../functions/core/explain.ts";
import { type Kpi, kpiOf } from "../../functions/core/kpi.ts";
import { periodOf } from "../../functions/core/period.ts";
import type { Entry } from "../../functions/core/samples.ts";
import { explainSentence, explainText } from "../../templates/index.ts";

const value = (value: number, denominator: number) => ({
  value,
  numerator: null,
  denominator,
  fingerprint: "",
});

/** Contacts of two channels, from 101 to 130: 29 more, 19 of them at the telephone. */
const moved = (change: Partial<Explanation["change"]>): Explanation => ({
  kpi: kpiOf("contacts_opened") as Kpi as Entry,
  state: "final",
  now: value(130, 130) as Explanation["now"],
  before: value(101, 101) as Explanation["before"],
  period: periodOf("week", "2026-11-09", "UTC"),
  against: periodOf("week", "2026-11-02", "UTC"),
  change: { value: 101, change: 29 / 101, verdict: "worse", ...change },
  judgedBy: { significance: 0.05, falseDiscovery: 0.1 },
  bridges: [
    {
      by: "channel",
      bridge: {
        ...{ whole: 29, rate: 29, mix: 0, mostly: "rate" },
        effects: [
          { member: "phone", rate: 19, mix: 0, whole: 19 },
          { member: "chat", rate: 10, mix: 0, whole: 10 },
        ],
      },
    },
  ] as Explanation["bridges"],
  further: [],
  parameters: {},
});

const made = "Contacts opened went from 101 to 130 (+29): most of it at phone (+19).";

test.each([
  // 0.036 is below 5 %, and above 10 % / 100: among many others it may not stand out.
  [
    { p: 0.036 },
    "By itself it is more than chance: p = 0.0360, where 0.05 or less would do (significance). No report of such periods tells it; one that tells many changes tests them together, asks for less, and may call it chance.",
  ],
  // Below 10 % / 100 = 0.001 it stands out among any hundred.
  [{ p: 0.0009 }, ""],
  [
    { p: 0.08, verdict: "unchanged", noise: true },
    "It may be chance: p = 0.0800, and even by itself a change needs 0.05 or less (significance).",
  ],
  [{ p: 0.01, verdict: "unchanged" }, "The difference is too small to matter."],
  [{}, ""],
] as const)("what %o has to do with chance is said first", (change, words) => {
  const it = moved(change);
  expect(explainSentence(it)).toBe(words === "" ? made : `${words} ${made}`);
  const lines = explainText(it).split("\n");
  expect(lines.at(-1)).toBe(made);
  expect(lines[lines.findIndex((line) => line.startsWith("change")) + 1]).toBe(words);
  // Where nothing can be split up, it is said all the same.
  expect(explainSentence({ ...it, bridges: [] })).toBe(words);
});

test("a change is called what the report calls it, with what it is by itself and what it would have to be there", () => {
  const told = { report: "weekly", verdict: "unchanged", noise: true, tested: 8, limit: 0.0125 } as const;
  const it = { ...moved({ p: 0.036, basis: "day_cluster" }), told: [told] };
  const lines = explainText(it).split("\n");
  const at = lines.findIndex((line) => line.startsWith("change"));
  // The first of eight: 0.1 * 1 / 8.
  expect(lines.slice(at, at + 2)).toEqual([
    "change       ■ +28.7%, may be chance  (p = 0.0360, by day cluster)",
    "It may be chance, as report weekly says: p = 0.0360, and of the 8 changes that it tests together this one needs 0.0125 or less (false_discovery). By itself 0.05 would do (significance).",
  ]);
  const clear = { ...told, verdict: "worse", noise: undefined as never, limit: 0.05 } as const;
  expect(explainText({ ...it, told: [clear] })).toContain(
    "▲ up 28.7%, worse  (p = 0.0360, by day cluster)\nIt is more than chance, as report weekly says: p = 0.0360, and of the 8 changes that it tests together this one needs 0.0500 or less (false_discovery).",
  );
  // Where one report calls it chance, that is said first.
  const both = explainText({ ...it, told: [clear, { ...told, report: "team" }] });
  expect(both).toContain("■ +28.7%, may be chance");
  expect(both).toContain("as report weekly says");
  expect(both).toContain("as report team says");
});

test("what other people wrote can neither colour a terminal nor turn or break a line", () => {
  const it = moved({});
  const hostile = "\u001b[31mphone\r\nBcc: x\u202e";
  const [{ by, bridge }] = it.bridges as unknown as [
    { by: string; bridge: { effects: { member: string }[] } },
  ];
  const [first, ...others] = bridge.effects;
  const effects = [{ ...first, member: hostile }, ...others];
  const bridges = [{ by, bridge: { ...bridge, effects } }] as unknown as Explanation["bridges"];
  const text = explainText({ ...it, bridges });
  expect(text).toContain("most of it at [31mphone Bcc: x (+19).");
  expect(text.split("\n").find((line) => line.startsWith("  [31mphone"))).toMatch(
    /^ {2}\[31mphone Bcc: x +\+19$/,
  );
  expect(text.replaceAll("\n", "")).not.toMatch(/\p{C}/u);
});

test("where the printed values give another change, those it was worked out from are said", () => {
  const share = (now: number, before: number): Explanation => ({
    ...moved({ change: now - before, verdict: "unchanged" }),
    ...{ kpi: kpiOf("resolved_within_day_share") as Kpi as Entry, bridges: [] },
    ...{
      now: value(now, 5_000) as Explanation["now"],
      before: value(before, 5_000) as Explanation["before"],
    },
  });
  // 84.84 - 85.46 = -0.62, and 84.8 - 85.5 = -0.7.
  const text = explainText(share(0.8484, 0.8546));
  expect(text).toMatch(
    /change +■ no clear change \(−0\.6 pts\)\nThe change is that of the unrounded values, 85\.46% and 84\.84%\.\n/,
  );
  // 84.8 - 85.4 = -0.6 by either.
  expect(explainText(share(0.8481, 0.8542))).not.toContain("unrounded");
});
