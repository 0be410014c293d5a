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
      '"zendesc" is not a source type; use one of files, zendesk',
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

  test("a number is asked for in quotes", async () => {
    const [problem] = await problemsOf(
      start.replace("since: 2025-09-01", "since: 2025-09-01\n    settings: { requests_per_minute: 60 }") +
        rest,
    );
    expect(problem).toContain("such as 200, in quotes");
  });

  test("what may be the token itself is not repeated", async () => {
    const [problem] = await problemsOf(start.replace("ZENDESK_TOKEN", "dGhpcyBpcyBhIHRva2Vu") + rest);
    expect(problem).not.toContain("dGhpcyBpcyBhIHRva2Vu");
  });
});
