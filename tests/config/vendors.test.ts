import { describe, expect, test } from "vitest";
import { problemsOf } from "./problems.ts";
import { load } from "./sample.ts";

const start = `organisation:
  name: Northwind Support
  zone: Europe/Budapest
  url: https://reports.example.org
  sender: { name: Northwind reports, address: reports@example.org }
sources:
  - id: support
    type: zendesk
    account: northwind
    token: ZENDESK_TOKEN
    since: 2025-09-01
`;
const rest = `reports:
  - id: weekly
    title: Weekly digest
    template: digest
    period: week
    at: monday 08:00
    to: [{ name: Ilona Varga, address: ilona.varga@example.org }]
`;

test("an account at a vendor says where it is, what opens it, and since when it is read", async () => {
  const { sources } = await load(start + rest);
  expect(sources).toMatchObject([
    {
      ...{
        id: "support",
        type: "zendesk",
        account: "northwind",
        token: "ZENDESK_TOKEN",
        since: "2025-09-01",
      },
      ...{ contactsIn: "support", mappings: {}, settings: {}, keepsPersonal: false },
      ...{ expects: { kind: "poll" }, everySeconds: 3600, zone: "Europe/Budapest" },
    },
  ]);
});

test("files of a vendor's own shape say where they lie", async () => {
  const calls = `  - id: calls
    type: asterisk
    path: ../calls/*
    keep_personal: true
`;
  const { sources } = await load(start + calls + rest);
  expect(sources[1]).toMatchObject({
    ...{ id: "calls", type: "asterisk", encoding: "utf-8", keepsPersonal: true },
    expects: { kind: "poll" },
  });
});

const withSettings = (settings: string) =>
  start.replace("since: 2025-09-01", `since: 2025-09-01\n    settings: ${settings}`);
const settingsOf = async (text: string) => {
  const [source] = (await load(text + rest)).sources;
  return source && "settings" in source ? source.settings : {};
};

test("a number is taken as it is written, in quotes or not, however many digits it has", async () => {
  // 2^53 + 1 is 9007199254740993, which as a number would be ...992.
  const written = "{ reason_field: 9007199254740993, bots: 18446744073709551615, good_score: 010 }";
  const settings = { reason_field: "9007199254740993", bots: "18446744073709551615", good_score: "010" };
  expect(await settingsOf(withSettings(written))).toEqual(settings);
  expect(await settingsOf(withSettings(written.replaceAll(/\d+/g, '"$&"')))).toEqual(settings);
});

test("a flag is taken as it is written where a text may stand", async () => {
  expect(await settingsOf(withSettings("{ reason_tags: true }"))).toEqual({ reason_tags: "true" });
});

test("a number that is named elsewhere is taken as it is written there, and stays a number there", async () => {
  const files = `  - { id: files, type: files, path: a.csv, key: id, mapping: a.sql, fewest_rows: &n 0299 }\n`;
  const config = await load(
    `${withSettings("{ bots: *n }").replace("sources:\n", `sources:\n${files}`)}${rest}`,
    {
      "conf/a.sql": "select 1",
    },
  );
  expect(config.sources).toMatchObject([{ fewestRows: 299 }, { settings: { bots: "0299" } }]);
});

test("the number of an account needs no quotes", async () => {
  const { sources } = await load(start.replace("account: northwind", "account: 9007199254740993") + rest);
  expect(sources[0]).toMatchObject({ account: "9007199254740993" });
});

test.each([
  "https://desk.example.org/api",
  "http://localhost:4848/zendesk",
  "http://127.0.0.1:1",
  "http://[::1]:8080",
])("an interface may be at %s", async (address) => {
  const { sources } = await load(
    start.replace("account: northwind", `account: northwind\n    address: "${address}"`) + rest,
  );
  expect(sources[0]).toMatchObject({ address });
});

// The keys of the source begin on line 7; its token is on line 10 and begins in column 12. "  - { id: again, type: zendesk,
// account: " are 41 characters.
describe("a mistake in an account is said at its place", () => {
  test.each([
    [
      "token: ZENDESK_TOKEN",
      "token: dGhpcyBpcyBhIHRva2Vu",
      "10:12: sources[0].token: ",
      "never the token itself",
    ],
    ["since: 2025-09-01", "since: 2025-13-01", "11:12: sources[0].since: ", "write YYYY-MM-DD"],
    ["    since: 2025-09-01\n", "", "7:5: sources[0].since: ", "is missing; write YYYY-MM-DD"],
    [
      "account: northwind",
      "account: https://northwind.zendesk.com",
      "9:14: sources[0].account: ",
      "is not an account",
    ],
    ["account: northwind", "acount: northwind", "9:5: sources[0].acount: ", 'did you mean "account"?'],
    [
      "since: 2025-09-01",
      "since: 2025-09-01\n    path: a.csv",
      "12:5: sources[0].path: ",
      "is not a key that belongs here",
    ],
    [
      "type: zendesk",
      "type: zendesc",
      "8:11: sources[0].type: ",
      '"zendesc" is not a source type; use one of files, zendesk, liveagent, sprout-social, amazon-connect, asterisk',
    ],
    [
      "since: 2025-09-01",
      "since: 2025-09-01\n    settings: { colour: red }",
      "12:17: sources[0].settings.colour: ",
      "is not a key that belongs here",
    ],
    [
      "since: 2025-09-01",
      "since: 2025-09-01\n  - { id: again, type: zendesk, account: Northwind, token: OTHER, since: 2026-01-01 }",
      "12:42: sources[1].account: ",
      '"Northwind" is read by "support" already',
    ],
  ])("%s -> %s", async (from, to, place, message) => {
    const problems = await problemsOf(start.replace(from, to) + rest);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain(`conf/raport.yaml:${place}`);
    expect(problems[0]).toContain(message);
  });

  test.each([
    ["../calls/*", "../calls/*"],
    ["../calls/**/*", "../calls/records/**/*"],
  ])("files at %s are not read again at %s", async (one, other) => {
    const drop = (id: string, path: string) => `  - { id: ${id}, type: asterisk, path: "${path}" }\n`;
    const problems = await problemsOf(start + drop("calls", one) + drop("again", other) + rest);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain('sources[2].path: the files below this folder are read by "calls" already');
    expect(await problemsOf(start + drop("calls", "../calls/*") + drop("more", "../more/*") + rest)).toEqual(
      [],
    );
  });

  // The line of settings is 12; "    settings: { reason_field: " are 30 characters.
  test.each([
    ["0x1F", '"0x1F" is not a value it can take; write the number of a drop-down field'],
    ["1e3", '"1e3" is not a value it can take'],
    ["3.0", '"3.0" is not a value it can take'],
    ["true", '"true" is not a value it can take'],
    ["", "is empty; write the number of a drop-down field"],
    ["[1]", "a list is not a value it can take"],
  ])("a setting that is to be a number is not %j", async (written, message) => {
    const problems = await problemsOf(withSettings(`{ reason_field: ${written} }`) + rest);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain(
      `conf/raport.yaml:12:${written === "" ? 32 : 31}: sources[0].settings.reason_field`,
    );
    expect(problems[0]).toContain(message);
  });

  // What the vendors themselves grant and know: 180 requests a minute, three capital letters, a digit of a telephone.
  test.each([
    ["liveagent", "requests_per_minute", "180", "181"],
    ["liveagent", "requests_per_minute", "1", "0"],
    ["zendesk", "requests_per_minute", "9999", "10000"],
    ["zendesk", "call_charge_currency", "USD", "usd"],
    ["zendesk", "good_score", "999", "1000"],
    ["zendesk", "bots", "299, 300", "299 300"],
  ])("a setting of %s, %s, may be %s and not %s", async (type, name, right, wrong) => {
    const of = (value: string) => withSettings(`{ ${name}: "${value}" }`).replace("zendesk", type) + rest;
    expect(await problemsOf(of(right))).toEqual([]);
    const problems = await problemsOf(of(wrong));
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain(
      `sources[0].settings.${name}: "${wrong}" is not a value it can take; write `,
    );
  });

  test("a mapping that names no file is refused", async () => {
    const [problem, ...others] = await problemsOf(`${start}    mapping: {}\n${rest}`);
    expect(others).toEqual([]);
    expect(problem).toContain("conf/raport.yaml:12:14: sources[0].mapping: maps nothing; write the path");
  });

  test.each([
    "http://desk.example.org/api/v2",
    "http://10.0.0.7",
    "http://localhost.example.org",
    "http://127.0.0.1.example.org",
  ])("a token is not sent where anybody can read it: %s", async (address) => {
    const problems = await problemsOf(
      start.replace("account: northwind", `account: northwind\n    address: ${address}`) + rest,
    );
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain("conf/raport.yaml:10:14: sources[0].address: ");
    expect(problems[0]).toContain("write https:// (http:// is for this machine alone)");
  });

  test("what may be the token itself is not repeated", async () => {
    const [problem] = await problemsOf(start.replace("ZENDESK_TOKEN", "dGhpcyBpcyBhIHRva2Vu") + rest);
    expect(problem).not.toContain("dGhpcyBpcyBhIHRva2Vu");
  });
});
