/** Mistakes in the file of actions, which are told in that file: lines and columns as counted in rich.ts. */

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Mistake } from "./problems.ts";
import { actions, rich, richProblems } from "./rich.ts";

const ofActions: Mistake[] = [
  ["due: 2026-12-01", "due: tomorrow", "5:8", "[0].due", '"tomorrow" is not a date; write YYYY-MM-DD'],
  [
    "kpi: abandonment_share",
    "kpi: abandonement_share",
    "6:8",
    "[0].kpi",
    'did you mean "abandonment_share"?',
  ],
  ["status: open", "status: closed", "7:11", "[0].status", "use one of open, done, dropped"],
  [
    "- what: Hire two people",
    "- id: shorter-menu\n  what: Hire",
    "8:7",
    "[1].id",
    "is already the id of actions[0]",
  ],
  ["  owner: Bo Ek\n", "", "8:3", "[1].owner", "is missing; write who sees to it"],
  ["  owner: Bo Ek\n", "  onwer: Bo Ek\n", "9:3", "[1].onwer", 'did you mean "owner"?'],
  ["steps: [Ask the callers, Record it again]", "steps: Ask", "3:10", "[0].steps", '"Ask" is not a list'],
  ["- id: shorter-menu", "- id: [", "1:7", "yaml", "write ] where it ends"],
];

describe("a mistake in the actions is told in their own file", () => {
  test.each(ofActions)("%j -> %j", async (from, to, place, path, message) => {
    expect(actions).toContain(from);
    const problems = await richProblems(
      rich,
      actions.replace(from, () => to),
    );
    expect(problems[0]?.startsWith(`conf/actions.yaml:${place}: ${path}: `), problems[0]).toBe(true);
    expect(problems[0]).toContain(message);
    expect(path === "yaml" ? 1 : problems.length).toBe(1);
  });
});

test("the problems of both files come at once, the config's first", async () => {
  const problems = await richProblems(
    rich.replace("locale: hu", "locale: de"),
    actions.replace("2026-12-01", "soon"),
  );
  expect(problems.map((line) => line.split(": ").slice(0, 2).join(" "))).toEqual([
    "conf/raport.yaml:4:11 organisation.locale",
    "conf/actions.yaml:5:8 [0].due",
  ]);
});

test("whatever is done to the actions, they load or are refused line by line", async () => {
  const cut = fc.record({
    at: fc.nat(actions.length),
    remove: fc.nat(20),
    insert: fc.oneof(
      fc.constantFrom(
        "\n",
        "\t",
        ": ",
        "- ",
        "{",
        "]",
        "&a ",
        "*a",
        "!!binary ",
        "---\n",
        '"',
        "__proto__: 1",
      ),
      fc.string({ maxLength: 8, unit: "binary" }),
    ),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(cut, { minLength: 1, maxLength: 3 }), async (cuts) => {
      const text = cuts.reduce(
        (old, { at, remove, insert }) => old.slice(0, at) + insert + old.slice(at + remove),
        actions,
      );
      for (const problem of await richProblems(rich, text))
        expect(problem).toMatch(
          /^conf\/(actions|raport)\.yaml:[1-9]\d*:[1-9]\d*: \S.*: [^\p{C}]+; ?[^\p{C}]+$/u,
        );
    }),
    { numRuns: 300 },
  );
});
