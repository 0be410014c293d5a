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

test.each([
  // 0.036 is below 5 %, and above 10 % / 100: among many others it may not stand out.
  [
    { p: 0.036 },
    "By itself it is more than chance: p = 0.0360 is not above the significance of 5.0%. A report holds a change against all others that it tells, so that of those it names at most 10.0% are chance (false_discovery), and may still call this one chance.",
  ],
  // Below 10 % / 100 = 0.001 it stands out among any hundred.
  [{ p: 0.0009 }, ""],
  [
    { p: 0.08, verdict: "unchanged", noise: true },
    "Chance alone may explain it: p = 0.0800 is more than the significance of 5.0%.",
  ],
  [{ p: 0.01, verdict: "unchanged" }, "The difference is too small to matter."],
  [{}, ""],
] as const)("what %o has to do with chance ends an explanation", (change, words) => {
  const it = moved(change);
  const end = words === "" ? "" : ` ${words}`;
  const sentence = `Contacts opened went from 101 to 130 (+29): most of it at phone (+19).${end}`;
  expect(explainSentence(it)).toBe(sentence);
  expect(explainText(it).split("\n").at(-1)).toBe(sentence);
  // Where nothing can be split up, it is said all the same.
  expect(
    explainText({ ...it, bridges: [] })
      .split("\n")
      .at(-1),
  ).toBe(words);
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
