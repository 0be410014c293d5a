import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { problemsOf } from "./problems.ts";
import { sample } from "./sample.ts";

describe("a text that is not YAML", () => {
  test.each([
    ["a tab for indenting", "organisation:\n\tname: x\n", "2:1", "begins with a tab; indent with spaces"],
    ["tabs in a list", "sources:\n  - id: x\n\t\ttype: y\n    path: z\n", "3:1", "indent with spaces"],
    ["a tab behind spaces", "sources:\n  - id: x\n  \ttype: y\n    path: z\n", "3:3", "indent with spaces"],
    ["many tabs", "a:\n\tb: 1\n\tc: 2\n\td: 3\ne: 1\n", "2:1", "here and in 2 more lines below"],
    [
      "a double quote left open",
      'organisation:\n  name: "x\n  zone: UTC\n',
      "2:9",
      "close it after the text",
    ],
    ["a single quote left open", "a: 'x\nb: y\n# it's\n", "1:4", "close it after the text"],
    ["a bracket left open", "sources: [a, b\n", "1:10", "write ] where it ends"],
    ["a bracket left open within", "a:\n  - [b, [c, d]\n  - e\nf: 1\n", "2:5", "write ] where it ends"],
    ["a brace left open", "a: { b: 1\nc: 2\n", "1:4", "write } where it ends"],
    ["a brace too many", "a: { b: 1 }}\nc: 2\nd: { e: 1 }\n", "1:12", "this } closes nothing; remove it"],
    ["a bracket too many", "a: [b]]\nc: [d]\n", "1:7", "this ] closes nothing; remove it"],
    ["a key given twice", "sources: []\nsources: []\n", "2:1", "this key is there twice; keep one"],
    [
      "a colon in plain text",
      "organisation:\n  name: North: wind\n",
      "2:9",
      "put text that holds a colon in quotes",
    ],
    ["a colon forgotten", "a:\n  b 1\n  c: 2\n  d: 3\n", "2:3", "write it as key: value"],
    ["a space forgotten", "a:\n  b:1\n  c: 2\n", "2:3", "write it as key: value"],
    ["a hyphen without a space", "a:\n  - b: 1\n    c: 2\n  -b: 3\n    c: 4\n", "4:3", "write - id: ..."],
    ["a key too far left", "a:\n  - b: 1\n    c: 2\n   d: 3\n    e: 4\n", "4:4", "line it up"],
    ["a key too far right", "a:\n  b: 1\n    c: 2\n  d: 3\n", "3:5", "line it up with the keys of its group"],
    ["a no-break space", "a:\n  b: 1\n\u00A0\u00A0c: 2\n  d: 3\n", "3:1", "indent with plain spaces"],
    ["an unknown tag", "sources: !secret x\n", "1:10", "remove the word that begins with !"],
    ["a glob without quotes", "sources:\n  - path: *.csv\n", "2:11", "text that begins with * needs quotes"],
    ["a word that begins with &", "a: &Sons Ltd\n", "1:4", "put text that begins with & in quotes"],
    ["a group within itself", "a: &a\n  b: *a\n", "2:6", "write its value out"],
    ["a merge key", "a: &a { b: 1 }\nc:\n  <<: *a\n", "3:3", "write the keys of the other group out here"],
    [
      "text that begins with a brace",
      "path: {date}.csv\n",
      "1:13",
      "put text that begins with [, { or a quote",
    ],
    ["a backslash in quotes", 'a: "C:\\Data"\n', "1:7", "put the text in single quotes"],
    ["two documents", "a: 1\n---\nb: 2\n", "2:1", "remove the line ---"],
    ["a key that is a list", "? [a]\n: 1\n", "1:3", "write the key as a plain word"],
    [
      "a merge left half done",
      "a: 1\n<<<<<<< mine\nb: 1\n=======\nb: 2\n>>>>>>> x\n",
      "2:1",
      "keep one of them",
    ],
    ["line ends of the last century", "a: 1\rb: 2\r", "1:5", "save it with LF or CRLF"],
    ["a # before a brace", "a: { colour: #ff0000 }\nb: 1\n", "1:14", "put text that begins with # in quotes"],
    [
      "a tag of another language",
      "a: 1\nb: !!binary aGVsbG8=\n",
      "2:4",
      "remove the word that begins with !",
    ],
    ["another YAML", "%YAML 1.1\n---\na: 08:00\n", "1:1", "remove the line, 1.2 is read"],
  ])("%s is one problem, where it began", async (_, text, place, cure) => {
    const problems = await problemsOf(text);
    expect(problems).toHaveLength(1);
    expect(problems[0]?.startsWith(`conf/raport.yaml:${place}: yaml: `), problems[0]).toBe(true);
    expect(problems[0]).toContain(cure);
  });

  test("lists within lists without end are one problem", async () => {
    const problems = await problemsOf(`a: ${"[".repeat(5000)}`);
    expect(problems).toEqual([
      expect.stringMatching(/:1:\d+: yaml: it is nested too deeply; write it flatter$/),
    ]);
  });

  test("two mistakes that do not hide each other are both told", async () => {
    const problems = await problemsOf("a: @x\nb: !env y\nc: *d\nc: 1\n");
    expect(problems.map((line) => line.split(": ")[0])).toEqual([
      "conf/raport.yaml:1:4",
      "conf/raport.yaml:2:4",
      "conf/raport.yaml:3:4",
      "conf/raport.yaml:4:1",
    ]);
  });

  test("a bomb of aliases is refused, not unfolded", async () => {
    const layers = Array.from(
      { length: 12 },
      (_, n) => `k${n + 1}: &a${n + 1} [${Array(9).fill(`*a${n}`).join(", ")}]`,
    );
    const problems = await problemsOf(["k0: &a0 [x]", ...layers, "all: *a12"].join("\n"));
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
