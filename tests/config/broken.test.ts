import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { problemsOf } from "./problems.ts";
import { sample } from "./sample.ts";

describe("a text that is not YAML", () => {
  test.each([
    ["a tab for indenting", "organisation:\n\tname: x\n", "2:1", "indent with spaces"],
    ["a quote left open", 'organisation:\n  name: "x\n', "3:1", "close the quote"],
    ["a bracket left open", "sources: [a, b\n", "2:1", "close every bracket"],
    ["a key given twice", "sources: []\nsources: []\n", "2:1", "this key is there twice; keep one"],
    [
      "a colon in plain text",
      "organisation:\n  name: North: wind\n",
      "2:9",
      "put text that holds a colon in quotes",
    ],
    ["an unknown tag", "sources: !secret x\n", "1:10", "remove the word that begins with !"],
    ["a glob without quotes", "sources:\n  - path: *.csv\n", "2:11", "text that begins with * needs quotes"],
    ["two documents", "a: 1\n---\nb: 2\n", "2:1", "remove the line ---"],
    ["a key that is a list", "? [a]\n: 1\n", "1:3", "write the key as a plain word"],
  ])("%s", async (_, text, place, cure) => {
    const problems = await problemsOf(text);
    expect(problems[0]?.startsWith(`conf/raport.yaml:${place}: yaml: `)).toBe(true);
    expect(problems[0]).toContain(cure);
  });

  test("a bomb of aliases is refused, not unfolded", async () => {
    const layers = Array.from(
      { length: 12 },
      (_, n) => `k${n + 1}: &a${n + 1} [${Array(9).fill(`*a${n}`).join(", ")}]`,
    );
    const problems = await problemsOf(["k0: &a0 [x]", ...layers].join("\n"));
    expect(problems).toEqual([expect.stringContaining("conf/raport.yaml:1:1: yaml: Excessive alias count")]);
  });
});

describe("a file that is no config at all", () => {
  test.each([
    ["nothing", ""],
    ["a comment", "# later\n"],
    ["null", "~\n"],
  ])("%s", async (_, text) => {
    expect(await problemsOf(text)).toEqual([
      "conf/raport.yaml:1:1: file: is empty; run npm run raport -- init to make one that works",
    ]);
  });

  test("a list", async () => {
    expect(await problemsOf("- 1\n")).toEqual([
      expect.stringMatching(/^conf\/raport.yaml:1:1: file: a list is not a config; /),
    ]);
  });

  test("an empty group", async () => {
    const problems = await problemsOf("{}");
    expect(problems.map((line) => line.split(": ")[1])).toEqual(["organisation", "sources", "reports"]);
  });

  test("bytes that are not UTF-8 are found where they stand", async () => {
    // "Café" in latin1: the é is byte 0xE9, the fourth letter after `  name: ` (8 letters): column 12.
    const bytes = Buffer.from("organisation:\n  name: Caf\u00E9 au lait\n", "latin1");
    expect(await problemsOf(bytes)).toEqual([
      "conf/raport.yaml:2:12: file: is not UTF-8 text from here on; save it as UTF-8",
    ]);
  });

  test("lists without members are refused", async () => {
    const [top] = sample.split("sources:\n");
    const problems = await problemsOf(`${top}sources: []\nreports: []\n`);
    expect(problems).toEqual([
      "conf/raport.yaml:7:10: sources: the list is empty; name a source",
      "conf/raport.yaml:8:10: reports: the list is empty; name a report",
    ]);
  });

  test("an empty mapping is a problem of the line that names it", async () => {
    expect(await problemsOf(sample, { "conf/mappings/phone.sql": " \n" })).toEqual([
      'conf/raport.yaml:25:14: sources[1].mapping: "conf/mappings/phone.sql" is empty; write the query that maps the rows',
    ]);
  });
});

test("all problems come at once, in the order of the file", async () => {
  const text = sample
    .replace("Europe/London", "Europe/Lundon")
    .replace("period: week", "period: weekly")
    .replace("id: phone", "id: helpdesk")
    .replace("mappings/phone.sql", "none.sql")
    .replace("400 }", "4h }");
  const places = (await problemsOf(text)).map((line) => line.split(": ").slice(0, 2).join(" "));
  expect(places).toEqual([
    "conf/raport.yaml:21:9 sources[1].id",
    "conf/raport.yaml:25:14 sources[1].mapping",
    "conf/raport.yaml:29:28 targets.open_backlog.at_most",
    "conf/raport.yaml:34:13 reports[0].period",
    "conf/raport.yaml:36:11 reports[0].zone",
  ]);
});

test("no name or address of a person is repeated in a problem", async () => {
  const text = sample
    .replace("ana.pop@example.org", "ana.pop@@example.org")
    .replace("Bo Ek,", '"Bo\\u0007Ek",');
  const problems = (await problemsOf(text)).join("\n");
  expect(problems).toContain("reports[0].to[0].address");
  expect(problems).toContain("reports[0].to[1].name");
  expect(problems).not.toMatch(/ana|@@|Bo|Ek/);
});

describe("whatever is done to the text", () => {
  const cut = fc.record({
    at: fc.nat(sample.length),
    remove: fc.nat(30),
    insert: fc.oneof(
      fc.constantFrom(
        "\n",
        "\t",
        ": ",
        "- ",
        "{",
        "}",
        "[",
        "]",
        "&a ",
        "*a",
        "!!binary ",
        "? ",
        "---\n",
        '"',
        "#",
        "%YAML 1.1\n",
        "<<: *a",
        "__proto__: 1",
      ),
      fc.string({ maxLength: 8, unit: "binary" }),
      fc.constantFrom(...sample.split("\n")).map((line) => `${line}\n`),
    ),
  });

  test("it loads, or it is a ConfigError whose problems are single lines with a place", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(cut, { minLength: 1, maxLength: 4 }), async (cuts) => {
        const text = cuts.reduce(
          (old, { at, remove, insert }) => old.slice(0, at) + insert + old.slice(at + remove),
          sample,
        );
        for (const problem of await problemsOf(text)) {
          expect(problem).toMatch(/^conf\/raport\.yaml:[1-9]\d*:[1-9]\d*: \S.*: [^\p{C}]+; ?[^\p{C}]+$/u);
        }
      }),
      { numRuns: 400 },
    );
  });
});
