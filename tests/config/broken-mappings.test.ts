import { describe, expect, test } from "vitest";
import { expectOneProblem, type Mistake, problemsOf } from "./problems.ts";
import { sample } from "./sample.ts";

const from = "mapping: mappings/phone.sql";
const group = (text: string) => `mapping: { ${text} }`;

const mappings: Mistake[] = [
  [
    from,
    group("survey: mappings/phone.sql"),
    "25:16",
    "sources[1].mapping.survey",
    'is not a key that belongs here; did you mean "surveys"?',
  ],
  [
    from,
    group("calls: mappings/phone.sql"),
    "25:16",
    "sources[1].mapping.calls",
    "use one of contacts, contact_legs, messages",
  ],
  [from, "mapping: {}", "25:14", "sources[1].mapping", "maps nothing; write the path of an SQL file, or one"],
  [
    from,
    "mapping: [mappings/phone.sql]",
    "25:14",
    "sources[1].mapping",
    "a list is not a mapping; write the path of an SQL file, or one per fact",
  ],
  [from, "mapping: 7", "25:14", "sources[1].mapping", "7 is not a mapping"],
  [from, "mapping:", "25:13", "sources[1].mapping", "is empty; write the path of an SQL file"],
  [from, group("contacts: 7"), "25:26", "sources[1].mapping.contacts", "7 is not a path; write the path"],
  [
    from,
    group("contacts: mappings/phone.sql, costs: costs.sql"),
    "25:53",
    "sources[1].mapping.costs",
    '"conf/costs.sql" does not exist',
  ],
];

const owners: Mistake[] = [
  [
    from,
    group("surveys: mappings/phone.sql"),
    "25:25",
    "sources[1].mapping.surveys",
    "surveys belong to contacts, and this source maps none; say with contacts_in which source has them",
  ],
  [
    from,
    `${from}\n    contacts_in: helpdsk`,
    "26:18",
    "sources[1].contacts_in",
    '"helpdsk" is not the id of a source; did you mean "helpdesk"?',
  ],
  [
    from,
    `${from}\n    continues: tickets`,
    "26:16",
    "sources[1].continues",
    '"tickets" is not the id of a source; use one of "helpdesk"',
  ],
  [
    from,
    `${from}\n    continues: phone`,
    "26:16",
    "sources[1].continues",
    '"phone" is no other source; name the one whose work this one took over, or remove this line',
  ],
  [
    from,
    `${from}\n    contacts_in: tickets`,
    "26:18",
    "sources[1].contacts_in",
    'is not the id of a source; use one of "helpdesk", "phone"',
  ],
  [
    from,
    `${group("costs: mappings/phone.sql")}\n    contacts_in: phone`,
    "26:18",
    "sources[1].contacts_in",
    '"phone" maps no contacts; name a source that does, or map contacts there',
  ],
  [
    from,
    `${from}\n    contacts_in: Help Desk`,
    "26:18",
    "sources[1].contacts_in",
    'is not an id; did you mean "help-desk"?',
  ],
  [
    from,
    `${from}\n    keep_comments: true`,
    "26:20",
    "sources[1].keep_comments",
    "the comments are those of surveys, and this source maps none",
  ],
  [
    from,
    `${from}\n    keep_comments: "no"`,
    "26:20",
    "sources[1].keep_comments",
    '"no" is not true or false',
  ],
];

describe("a config with one mistake has one problem, at its place", () => {
  test.each([...mappings, ...owners])("%j -> %j", expectOneProblem);
});

test("where no source maps contacts, the way out is to map them", async () => {
  const text = sample
    .replace("mapping: mappings/helpdesk.sql", "mapping: { costs: mappings/helpdesk.sql }")
    .replace(from, `${group("surveys: mappings/phone.sql")}\n    contacts_in: tickets`);
  expect(await problemsOf(text)).toEqual([
    'conf/raport.yaml:26:18: sources[1].contacts_in: "tickets" is not the id of a source; map contacts in one',
  ]);
});

test("sources cannot take over from each other in a circle", async () => {
  const first = "mapping: mappings/helpdesk.sql";
  const text = sample
    .replace(first, `${first}\n    continues: phone`)
    .replace(from, `${from}\n    continues: helpdesk`);
  const told = "continues this source itself in the end; remove the line of the one that was there first";
  expect((await problemsOf(text)).map((line) => line.replace(/^\S+ /, ""))).toEqual([
    `sources[0].continues: "phone" ${told}`,
    `sources[1].continues: "helpdesk" ${told}`,
  ]);
});

test("messages beside their contacts need no other source", async () => {
  const both = group("contacts: mappings/phone.sql, messages: mappings/phone.sql");
  expect(await problemsOf(sample.replace(from, both))).toEqual([]);
});

test.each(["costs", "agent_time"])("a source that gives %s alone needs no contacts", async (fact) => {
  expect(await problemsOf(sample.replace(from, group(`${fact}: mappings/phone.sql`)))).toEqual([]);
});

const limits: Mistake[] = [
  ["{ at_most: 400 }", "{ at_most: 400, from: July }", "29:39", "targets.open_backlog.from", "is not a date"],
  [
    "{ at_most: 400 }",
    "{ from: 2026-07-01 }",
    "29:17",
    "targets.open_backlog",
    "sets no limit; write { at_most: ... } or { at_least: ... }",
  ],
  [
    "{ at_most: 400 }",
    "{ at_most: 400, milestones: [] }",
    "29:45",
    "targets.open_backlog.milestones",
    "the list is empty; write it as [{ by: 2026-12-31, at_most: ... }]",
  ],
];

const steps = (first: string, second: string) =>
  `{ at_most: 400, from: 2026-07-01, milestones: [{ ${first} }, { ${second} }] }`;
const first = "by: 2026-09-30, at_most: 600";
// `  open_backlog: { at_most: 400, from: 2026-07-01, milestones: [{ ` is 65 letters: the first step begins in column 66;
// the second 28 + 6 further on, in column 100.
const milestones: Mistake[] = [
  [
    "{ at_most: 400 }",
    steps(first, "by: 2026-09-30, at_most: 500"),
    "29:104",
    "targets.open_backlog.milestones[1].by",
    '"2026-09-30" is not after the milestone before it, "2026-09-30"; sort them by day',
  ],
  [
    "{ at_most: 400 }",
    steps("by: 2026-06-30, at_most: 600", "by: 2026-09-30, at_most: 500"),
    "29:70",
    "targets.open_backlog.milestones[0].by",
    '"2026-06-30" is before the target counts, "2026-07-01"',
  ],
  [
    "{ at_most: 400 }",
    steps(first, "by: 2026-10-31, at_most: 601"),
    "29:125",
    "targets.open_backlog.milestones[1].at_most",
    "601 is easier than the milestone before it; sort them",
  ],
  [
    "{ at_most: 400 }",
    steps(first, "by: 2026-10-31, at_most: 399"),
    "29:125",
    "targets.open_backlog.milestones[1].at_most",
    "399 is stricter than the target itself; ease it, or move the target",
  ],
  [
    "{ at_most: 400 }",
    steps(first, "by: 2026-10-31, at_least: 500"),
    "29:126",
    "targets.open_backlog.milestones[1].at_least",
    "the target has no at_least this could lead to; write at_most here",
  ],
  [
    "{ at_most: 400 }",
    steps(first, "by: 2026-10-31"),
    "29:98",
    "targets.open_backlog.milestones[1]",
    "sets no limit; write { by: 2026-12-31, at_most: ... }, or at_least",
  ],
  [
    "{ at_most: 400 }",
    steps(first, "by: 2026-10-31, at_most: 5h"),
    "29:125",
    "targets.open_backlog.milestones[1].at_most",
    '"5h" is not a number; this KPI is a count',
  ],
];

describe("a target on its way has one problem for one mistake", () => {
  test.each([...limits, ...milestones])("%j -> %j", expectOneProblem);
});

test("a share may climb to its target in steps", async () => {
  const text = sample.replace(
    "{ at_least: 70% }",
    "{ at_least: 70%, milestones: [{ by: 2026-09-30, at_least: 60% }, { by: 2026-12-31, at_least: 70% }] }",
  );
  expect(await problemsOf(text)).toEqual([]);
});
