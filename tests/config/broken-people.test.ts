/** Mistakes in what a report, its readers, and its mail say: lines and columns as counted in rich.ts. */

import { describe, expect, test } from "vitest";
import type { Mistake } from "./problems.ts";
import { rich, richProblems } from "./rich.ts";

const organisation: Mistake[] = [
  [
    "locale: ro }",
    "locale: hun }",
    "38:64",
    "reports[0].to[0].locale",
    '"hun" is not a language we have; use one of en, hu, ro, fi, ru',
  ],
  ["  locale: hu\n", "  locale: de\n", "4:11", "organisation.locale", "use one of en, hu, ro, fi, ru"],
  [
    'brand: { colour: "#1A5FB4", logo: Northwind }',
    "brand:\n    colour: #1A5FB4\n    logo: Northwind",
    "8:13",
    "organisation.brand.colour",
    'is empty; write one like "#1a5fb4", with the quotes',
  ],
  [
    '"#1A5FB4"',
    "blue",
    "7:20",
    "organisation.brand.colour",
    '"blue" is not a colour; write one like "#1a5fb4"',
  ],
  [
    "smallest_group: 8",
    "smallest_group: 0",
    "8:19",
    "organisation.smallest_group",
    "0 is not a whole number from 1",
  ],
  ["    fi:\n", "    de:\n", "13:5", "organisation.labels.de", "is not a key that belongs here"],
  [
    "Billing: Számlázás",
    "Billing: Technika",
    "11:52",
    "organisation.labels.hu.departments.Billing",
    '"Technika" is what "Technical" is called; give each a name of its own',
  ],
  [
    "Billing: Számlázás",
    "technical: Műszak",
    "11:54",
    "organisation.labels.hu.departments.technical",
    '"technical" is the same department as "Technical"',
  ],
];

const mail: Mistake[] = [
  [
    "  url: https://reports.example.org/\n",
    "",
    "16:5",
    "mail.smtp",
    "write url: https://... below organisation",
  ],
  ["host: smtp.example.org", "host: smtp:587", "17:11", "mail.smtp.host", "without a port"],
  ["port: 587", "port: 70000", "18:11", "mail.smtp.port", "70000 is not a whole number from 1 to 65535"],
  [
    "    password_from: RAPORT_SMTP_PASSWORD\n",
    "",
    "19:11",
    "mail.smtp.user",
    "has no password; write password_from",
  ],
  ["    user: raport\n", "", "19:20", "mail.smtp.password_from", "is for nobody; write the user"],
  ["RAPORT_SMTP_PASSWORD", "hunter2", "20:20", "mail.smtp.password_from", "never the password"],
  [
    "per_second: 10",
    "per_second: 10\n    insecure: true",
    "22:15",
    "mail.smtp.insecure",
    "would send the password",
  ],
  ["    port: 587", "    prot: 587", "18:5", "mail.smtp.prot", 'did you mean "port"?'],
];

const reports: Mistake[] = [
  ["was: morning", "was: daily", "27:10", "reports[0].was", '"daily" is what it is called now'],
  ["was: morning", "was: phone", "27:10", "reports[0].was", '"phone" is still the id of reports[2]'],
  ["id: phone", "id: phone\n    was: morning", "51:10", "reports[2].was", "is already what reports[0] was"],
  [
    "pause_until: 2026-12-01",
    "pause_until: 2026-11-31",
    "33:18",
    "reports[0].pause_until",
    "a day that exists",
  ],
  ["pause_until:", "pause:", "33:5", "reports[0].pause", 'did you mean "pause_until"?'],
  [
    "at: 07:30",
    "at: last working day 07:30",
    "31:9",
    "reports[0].at",
    "does not fit a report on a day; write a time",
  ],
  [
    "at: last working day 08:00",
    "at: last workday 08:00",
    "44:9",
    "reports[1].at",
    "or last working day 08:00",
  ],
  [
    "[last_year, events]",
    "[last_yaer, events]",
    "34:19",
    "reports[0].comparisons[0]",
    'did you mean "last_year"?',
  ],
  [
    "[last_year, events]",
    "[events, events]",
    "34:27",
    "reports[0].comparisons[1]",
    '"events" is listed twice',
  ],
  [
    "wait: until 12:00",
    "wait: until noon",
    "35:25",
    "reports[0].incomplete.wait",
    "write one like 6h, or until 12:00",
  ],
  [
    "wait: until 12:00",
    "wait: 3d",
    "35:25",
    "reports[0].incomplete.wait",
    '"3d" is longer than a report on a day can wait; write 2d or less',
  ],
  ["then: send", "then: sent", "35:44", "reports[0].incomplete.then", "use one of send, skip"],
  ["wait: until 12:00, ", "", "35:17", "reports[0].incomplete.wait", "is missing; write one like 6h"],
  [
    "scope: { channel: phone }",
    "scope: { team: phone }",
    "55:14",
    "reports[2].scope.team",
    "is not a key that belongs here; use one of department, channel",
  ],
  [
    "scope: { channel: phone }",
    "scope: {}",
    "55:12",
    "reports[2].scope",
    "names nothing; write { department: Technical }",
  ],
  [
    "scope: { channel: phone }",
    "scope: { channel: phone, department: A }",
    "55:12",
    "reports[2].scope",
    "names two; write",
  ],
  [
    "department: technical }",
    "department: Billing }",
    "49:71",
    "reports[1].to[0].scope",
    'the department "Billing" is not within this report, which is about the department "Technical"',
  ],
  [
    "department: technical }",
    "channel: Technical }",
    "49:71",
    "reports[1].to[0].scope",
    'the channel "Technical" is not within this report, which is about the department "Technical"',
  ],
  [
    "department: technical }",
    "channel: phone }",
    "49:71",
    "reports[1].to[0].scope",
    'the channel "phone" is not within this report',
  ],
  [
    "scope: { channel: phone }",
    "scope: { channel: phone }\n    kpis: [contacts_opened, channel_share]",
    "56:29",
    "reports[2].kpis[1]",
    '"channel_share" is not kept by channel, so a report about one cannot show it; remove it',
  ],
  [
    "actions: actions.yaml",
    "actions: none.yaml",
    "22:10",
    "actions",
    '"conf/none.yaml" does not exist; the path is relative to the config, correct it or write the actions',
  ],
];

describe("a config with one mistake has one problem, at its place", () => {
  test.each([...organisation, ...mail, ...reports])("%j -> %j", async (from, to, place, path, message) => {
    expect(rich).toContain(from);
    const problems = await richProblems(rich.replace(from, () => to));
    expect(problems).toHaveLength(1);
    expect(problems[0]?.startsWith(`conf/raport.yaml:${place}: ${path}: `), problems[0]).toBe(true);
    expect(problems[0]).toContain(message);
  });
});

test("what may be a password is not repeated", async () => {
  const problems = await richProblems(rich.replace("RAPORT_SMTP_PASSWORD", "hunter2"));
  expect(problems.join("\n")).not.toContain("hunter2");
});
