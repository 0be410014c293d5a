import { describe, expect, test } from "vitest";
import { expectOneProblem, type Mistake, problemsOf } from "./problems.ts";
import { sample } from "./sample.ts";

const parameters: Mistake[] = [
  [": 30s", ": 30", "52:26", "parameters.service_level_seconds", "30 is not a duration; write one like 20s"],
  [": 30s", ": -30s", "52:26", "parameters.service_level_seconds", '"-30s" is not a duration'],
  [": 30s", ": 30%", "52:26", "parameters.service_level_seconds", '"30%" is not a duration'],
  [
    ": 30s",
    ": 31d",
    "52:26",
    "parameters.service_level_seconds",
    '"31d" is out of bounds; write one like 20s',
  ],
  [": 30s", ":", "52:25", "parameters.service_level_seconds", "is empty; write one like 20s"],
  [
    "_days: 5",
    "_days: 5d",
    "53:23",
    "parameters.repeat_window_days",
    '"5d" is not a whole number from 1 to 30',
  ],
  ["_days: 5", "_days: 0", "53:23", "parameters.repeat_window_days", "0 is not a whole number from 1 to 30"],
  ["_days: 5", "_days: 1.5", "53:23", "parameters.repeat_window_days", "1.5 is not a whole number"],
  [
    "  repeat_window_days",
    "  repeat_windows_days",
    "53:3",
    "parameters.repeat_windows_days",
    'did you mean "repeat_window_days"?',
  ],
  [
    "answered_only",
    "answerd_only",
    "56:26",
    "parameters.service_level_formula",
    '"answerd_only" is not a choice here; did you mean "answered_only"?',
  ],
  [
    "answered_only",
    "ours",
    "56:26",
    "parameters.service_level_formula",
    '"ours" is not a choice here; use one of short_excluded, answered_only',
  ],
  [
    "outbound: true",
    "outbound: yes",
    "57:28",
    "parameters.handle_include_outbound",
    '"yes" is not true or false; write true or false',
  ],
  ["[grievance, complaint]", "complaint", "58:19", "parameters.complaint_tags", "write it as [complaint]"],
  ["[grievance, complaint]", "[]", "58:19", "parameters.complaint_tags", "the list is empty; write it as"],
  ["[grievance, complaint]", "[a, a]", "58:23", "parameters.complaint_tags[1]", '"a" is listed twice'],
  [
    "[grievance, complaint]",
    "[a|b]",
    "58:20",
    "parameters.complaint_tags[0]",
    '"a|b" holds |, which divides tags',
  ],
];

const together: Mistake[] = [
  [
    "satisfaction_from: 8",
    "satisfaction_from: 11",
    "55:22",
    "parameters.satisfaction_from",
    "11 is above the highest score, satisfaction_scale 10",
  ],
  [
    "  satisfaction_from: 8\n",
    "",
    "54:23",
    "parameters.satisfaction_scale",
    "satisfaction_from is usually 4 of 5; write it for a scale to 10 too",
  ],
  [
    "repeat_window_days: 5",
    "effort_from: 8",
    "53:16",
    "parameters.effort_from",
    "8 is above the highest score, effort_scale 7",
  ],
  [
    "repeat_window_days: 5",
    "effort_polarity: easy_low",
    "53:20",
    "parameters.effort_polarity",
    "effort_from is usually 5, where high scores are easy",
  ],
  // A 9 would be a promoter and a detractor.
  [
    "repeat_window_days: 5",
    "detractor_to: 9",
    "53:17",
    "parameters.detractor_to",
    "9 makes one answer both, for promoter_from 9",
  ],
  [
    "repeat_window_days: 5",
    "promoter_from: 6",
    "53:18",
    "parameters.promoter_from",
    "6 makes one answer both, for detractor_to 6",
  ],
];

const members: Mistake[] = [
  [": 15s", ": 15", "60:37", "parameters.by_channel.phone.service_level_seconds", "15 is not a duration"],
  [
    "abandon_short_seconds: 0",
    "abandon_short_second: 0",
    "60:42",
    "parameters.by_channel.phone.abandon_short_second",
    'did you mean "abandon_short_seconds"?',
  ],
  // A definition of the whole organisation cannot differ by channel.
  [
    "abandon_short_seconds: 0",
    "effort_scale: 7",
    "60:42",
    "parameters.by_channel.phone.effort_scale",
    "is not a key that belongs here; use one of abandon_short_seconds, service_level_seconds, service_level_clock",
  ],
  [
    "{ service_level_clock: business }",
    "20s",
    "61:11",
    "parameters.by_channel.chat",
    '"20s" is not a group of parameters; write the parameters of this channel',
  ],
  [
    "{ service_level_seconds: 2m }",
    "",
    "63:16",
    "parameters.by_department.Technical",
    "is empty; write the parameters of this department",
  ],
  ["    Technical: {", '    "": {', "63:5", "parameters.by_department.", "is empty; write text on one line"],
  [
    "    Technical: {",
    '    "a\\nb": {',
    "63:5",
    "parameters.by_department.a\\u{a}b",
    '"a\\u{a}b" is not the name of a department',
  ],
  [
    "    chat: {",
    "    Phone: {",
    "61:12",
    "parameters.by_channel.Phone",
    '"Phone" is the same channel as "phone": case makes no difference; write what holds for it under one of them',
  ],
  [
    "    chat: {",
    '    " chat": {',
    "61:14",
    "parameters.by_channel. chat",
    '" chat" has a space at an end, which no channel has; write "chat"',
  ],
  [
    "2m }",
    "2m }\n    TECHNICAL: { service_level_seconds: 3m }",
    "64:16",
    "parameters.by_department.TECHNICAL",
    '"TECHNICAL" is the same department as "Technical"',
  ],
];

describe("a config with one mistake has one problem, at its place", () => {
  test.each([...parameters, ...together, ...members])("%j -> %j", expectOneProblem);
});

test("what counts business hours is refused where none are written", async () => {
  const start = sample.indexOf("business_hours:");
  const without = sample.slice(0, start) + sample.slice(sample.indexOf("holidays: [2026-12-25, 2026-03"));
  const problems = await problemsOf(without.replace("repeat_window_days: 5", "volume_day_basis: operating"));
  expect(problems).toEqual([
    // `  volume_day_basis: ` is 2 + 16 + 2 = 20 letters.
    "conf/raport.yaml:53:21: parameters.volume_day_basis: counts business hours, and there are none; write business_hours, or choose calendar",
    "conf/raport.yaml:61:34: parameters.by_channel.chat.service_level_clock: counts business hours, and there are none; write business_hours, or choose calendar",
  ]);
});

test("a scale of its own is right with a threshold of its own, up to the highest score", async () => {
  expect(await problemsOf(sample.replace("satisfaction_from: 8", "satisfaction_from: 10"))).toEqual([]);
  expect(await problemsOf(sample.replace("repeat_window_days: 5", "detractor_to: 8"))).toEqual([]);
});
