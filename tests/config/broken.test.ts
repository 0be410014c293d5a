import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ConfigError } from "../../functions/core/errors.ts";
import { load, sample } from "./sample.ts";

async function problemsOf(
  text: string | Uint8Array,
  files: Record<string, string> = {},
): Promise<readonly string[]> {
  try {
    await load(text, files);
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
}

// What stands in the sample, what replaces it, and the one problem this makes. Lines and columns are counted in
// sample.ts, where `organisation:` is line 1: `  zone: Europe/Budapest` is line 3 and its value begins in column 9.
const table: [from: string, to: string, place: string, path: string, message: string][] = [
  [
    "  zone: Europe/Budapest\n",
    "  zone: Europe/Budapset\n",
    "3:9",
    "organisation.zone",
    'did you mean "Europe/Budapest"?',
  ],
  [
    "  zone: Europe/Budapest\n",
    "  zone: Budapest\n",
    "3:9",
    "organisation.zone",
    'did you mean "Europe/Budapest"?',
  ],
  [
    "  zone: Europe/Budapest\n",
    "  zone: europe/budapest\n",
    "3:9",
    "organisation.zone",
    'did you mean "Europe/Budapest"?',
  ],
  [
    "  zone: Europe/Budapest\n",
    '  zone: "+02:00"\n',
    "3:9",
    "organisation.zone",
    '"+02:00" is not a time zone',
  ],
  // A missing key is reported where its group begins: organisation's first key, line 2.
  ["  zone: Europe/Budapest\n", "", "2:3", "organisation.zone", "is missing; write one like Europe/Budapest"],
  ["  name: Northwind Support\n", "  name:\n", "2:8", "organisation.name", "is empty; write text"],
  [
    "  name: Northwind Support\n",
    "  name: 2026\n",
    "2:9",
    "organisation.name",
    "2026 is not a name; write text on one line, in quotes",
  ],
  [
    "  name: Northwind Support\n",
    '  name: "a\\nb"\n',
    "2:9",
    "organisation.name",
    '"a\\u{a}b" is not a name',
  ],
  ["http://localhost:4747/", "ftp://example.org", "4:8", "organisation.url", "is not a plain web address"],
  ["http://localhost:4747/", "https://ana:pw@example.org", "4:8", "organisation.url", "without user, ? or #"],
  ["reports@example.org }", "reports@ }", "5:47", "organisation.sender.address", "not an email address"],
  [
    "name: Northwind Reports,",
    '"name": "A\\r\\nBcc: b",',
    "5:21",
    "organisation.sender.name",
    "not a name on one line",
  ],
  [
    "help@example.org",
    "Help <help@example.org>",
    "6:13",
    "organisation.reply_to",
    "without a name or brackets",
  ],
  [
    "help@example.org",
    '"a@example.org\\nBcc: b@example.org"',
    "6:13",
    "organisation.reply_to",
    "not an email address",
  ],
  ["id: phone", "id: Phone Calls", "21:9", "sources[1].id", '"Phone Calls" is not an id; use 1 to 40 of a-z'],
  ["id: phone", `id: ${"x".repeat(41)}`, "21:9", "sources[1].id", "is not an id"],
  [
    "id: phone",
    "id: helpdesk",
    "21:9",
    "sources[1].id",
    '"helpdesk" is already the id of sources[0]; choose another',
  ],
  ["id: monthly", "id: weekly", "43:9", "reports[1].id", '"weekly" is already the id of reports[0]'],
  ["type: files", "type: zendesk", "9:11", "sources[0].type", '"zendesk" is not a source type; use files'],
  [
    "contacts-{date}",
    "contacts-{day}",
    "10:11",
    "sources[0].path",
    '"{day}" is not known in a path; only {date} is',
  ],
  ["/data/calls/*.ndjson", "/data/calls/", "23:11", "sources[1].path", "is a folder; name the files in it"],
  [
    "format: csv",
    "format: xlsx",
    "11:13",
    "sources[0].format",
    '"xlsx" is not a format; use one of auto, csv, ndjson',
  ],
  ["encoding: latin1", "encoding: utf-9", "12:15", "sources[0].encoding", '"utf-9" is not an encoding'],
  ["    key: ticket_id\n", "", "8:5", "sources[0].key", "is missing; write"],
  [
    "    zone: Europe/Bucharest",
    "    zon: Europe/Bucharest",
    "16:5",
    "sources[0].zon",
    'did you mean "zone"?',
  ],
  ["    key: ticket_id", "    kei: ticket_id", "13:5", "sources[0].kei", 'did you mean "key"?'],
  [
    "    settle: 2h",
    "    colour: 2h",
    "18:5",
    "sources[0].colour",
    "use one of id, type, path, format, encoding",
  ],
  ["daily, by 06:00", "daily, by 6:00", "17:14", "sources[0].expects", "write daily, by 06:00"],
  [
    "daily, by 06:00",
    "hourly",
    "17:14",
    "sources[0].expects",
    '"hourly" is not something a source can expect',
  ],
  ["contacts-{date}.csv.gz", "contacts.csv.gz", "17:14", "sources[0].expects", "put {date} into the path"],
  [
    "settle: 2h",
    "settle: 2",
    "18:13",
    "sources[0].settle",
    "2 is not a duration; write one like 90s, 15m, 2h or 1d",
  ],
  ["settle: 2h", "settle: -2h", "18:13", "sources[0].settle", '"-2h" is not a duration'],
  ["[customer_email]", "customer_email", "19:15", "sources[0].personal", '"customer_email" is not a list'],
  ["[customer_email]", "[a, a]", "19:19", "sources[0].personal[1]", '"a" is listed twice; remove one'],
  [
    "[customer_email]",
    "[ticket_id]",
    "19:16",
    "sources[0].personal[0]",
    '"ticket_id" is the key of this source',
  ],
  [
    "[2026-12-25]",
    "[2026-02-29]",
    "20:18",
    "sources[0].quiet_days[0]",
    '"2026-02-29" is not a date; write YYYY-MM-DD',
  ],
  [
    "mappings/phone.sql",
    "mappings/fone.sql",
    "25:14",
    "sources[1].mapping",
    '"conf/mappings/fone.sql" does not exist',
  ],
  [
    "8h }",
    "8 }",
    "27:38",
    "targets.resolution_seconds_p50.at_most",
    "8 is not a duration; this KPI is a time",
  ],
  [
    "8h }",
    "80% }",
    "27:38",
    "targets.resolution_seconds_p50.at_most",
    '"80%" is not a duration; this KPI is a time',
  ],
  [
    "70% }",
    "70 }",
    "28:42",
    "targets.resolved_within_day_share.at_least",
    "70 is not a share; this KPI is a share",
  ],
  ["70% }", "170% }", "28:42", "targets.resolved_within_day_share.at_least", '"170%" is not a share'],
  ["400 }", "4h }", "29:28", "targets.open_backlog.at_most", '"4h" is not a number; this KPI is a count'],
  ["400 }", ".inf }", "29:28", "targets.open_backlog.at_most", "is not a number; this KPI is a count"],
  [
    "400 }",
    "-1 }",
    "29:28",
    "targets.open_backlog.at_most",
    "-1 is not a count; this KPI is a count: write 0 or more",
  ],
  [
    "{ at_most: 400 }",
    "{ at_mots: 400 }",
    "29:19",
    "targets.open_backlog.at_mots",
    'did you mean "at_most"?',
  ],
  [
    "{ at_most: 400 }",
    "{}",
    "29:17",
    "targets.open_backlog",
    "sets no limit; write { at_most: ... } or { at_least: ... }",
  ],
  ["{ at_most: 400 }", "400", "29:17", "targets.open_backlog", "400 is not a target; write { at_most: ... }"],
  [
    "{ at_most: 400 }",
    "{ at_most: 4, at_least: 5 }",
    "29:17",
    "targets.open_backlog",
    "at_least is above at_most",
  ],
  ["open_backlog: {", "open_backlogs: {", "29:3", "targets.open_backlogs", 'did you mean "open_backlog"?'],
  ["open_backlog: {", "channel_share: {", "29:3", "targets.channel_share", "is not a key that belongs here"],
  [
    "template: digest",
    "template: diggest",
    "33:15",
    "reports[0].template",
    '"diggest" is not a template; use digest',
  ],
  [
    "period: week",
    "period: weekly",
    "34:13",
    "reports[0].period",
    '"weekly" is not a period; use one of day, week, month',
  ],
  ["at: monday 08:00", "at: Monday 8am", "35:9", "reports[0].at", "write 08:00, monday 08:00 or day 2 08:00"],
  [
    "at: monday 08:00",
    "at: day 2 08:00",
    "35:9",
    "reports[0].at",
    "does not fit a report on a week; write a weekday and a time",
  ],
  ["at: day 2 08:30", "at: day 29 08:30", "47:9", "reports[1].at", '"day 29 08:30" is not a time to send at'],
  ["at: day 2 08:30", "at: friday 08:30", "47:9", "reports[1].at", "write a day from 1 to 28 and a time"],
  ["[contacts_opened,", "[contact_opened,", "37:12", "reports[0].kpis[0]", 'did you mean "contacts_opened"?'],
  [
    "[contacts_opened,",
    "[speed,",
    "37:12",
    "reports[0].kpis[0]",
    '"speed" is not a KPI; use one of contacts_opened',
  ],
  [
    "[contacts_opened, resolution_seconds_p90]",
    "[]",
    "37:11",
    "reports[0].kpis",
    "the list is empty; name a KPI",
  ],
  [
    "sources: [helpdesk]",
    "sources: [helpdsk]",
    "38:15",
    "reports[0].sources[0]",
    '"helpdsk" is not a source; did you mean "helpdesk"?',
  ],
  [
    "sources: [helpdesk]",
    "sources: [chat]",
    "38:15",
    "reports[0].sources[0]",
    'use one of "helpdesk", "phone"',
  ],
  ["owner: ops@example.org", "owner: ops", "39:12", "reports[0].owner", "this is not an email address"],
  [
    "bo.ek@example.org",
    "ANA.POP@example.org",
    "42:33",
    "reports[0].to[1].address",
    "is the same address as to[0] of this report",
  ],
  [
    "address: bo.ek@example.org",
    "adress: bo.ek@example.org",
    "42:24",
    "reports[0].to[1].adress",
    'did you mean "address"?',
  ],
  [
    "{ name: Bo Ek, address: bo.ek@example.org }",
    "bo.ek@example.org",
    "42:9",
    "reports[0].to[1]",
    "this is not a person",
  ],
  [
    "[{ name: Ana Pop, address: ana.pop@example.org }]",
    "[]",
    "48:9",
    "reports[1].to",
    "the list is empty; name a reader",
  ],
  ["reports:", "reprots:", "30:1", "reprots", 'did you mean "reports"?'],
];

describe("a config with one mistake has one problem, at its place", () => {
  test.each(table)("%j -> %j", async (from, to, place, path, message) => {
    expect(sample).toContain(from);
    const problems = await problemsOf(sample.replace(from, () => to));
    expect(problems).toHaveLength(1);
    expect(problems[0]?.startsWith(`conf/raport.yaml:${place}: ${path}: `)).toBe(true);
    expect(problems[0]).toContain(message);
  });
});

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
