/**
 * Alarms on what Raport itself counts, looked at as CloudWatch looks at them: their names, dimensions and thresholds are those of the
 * template, and what is measured is what the functions send while each thing goes wrong once, and nothing else does.
 */

import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { parseEml } from "../contracts/eml.ts";
import { bucket, type Installation, installation, type Point } from "../cost/installation.ts";
import { pushed } from "../cost/push.ts";
import { exportOf, openCentre } from "../journey/centre.ts";
import { copyOf } from "../journey/cloud/world.ts";
import { resources, templateOf } from "./stack.ts";

interface Alarm {
  readonly AlarmName: string;
  readonly Namespace: string;
  readonly MetricName: string;
  readonly Dimensions: readonly { readonly Name: string; readonly Value: string }[];
  readonly Statistic: "Sum" | "Maximum";
  readonly Period: number;
  readonly Threshold: number;
  readonly ComparisonOperator: string;
  readonly TreatMissingData: string;
}

const alarms: readonly Alarm[] = resources(templateOf(), "AWS::CloudWatch::Alarm")
  .map(([, { Properties }]) => Properties as Alarm)
  .filter(({ Namespace }) => Namespace === "Raport");

let one: Installation;
afterAll(() => one.close());

beforeAll(async () => {
  one = await installation("2026-11-09T06:30:00Z");
  const centre = await openCentre(undefined, undefined, daily);
  const arrives = (day: string, more = "") =>
    one.arrives(`contacts-${day}.csv`, `${exportOf(day).replaceAll(/^X,.*\n/gm, "")}${more}`);
  const push = () => pushed(centre.configFile, `s3://${bucket}`, one.cloud.url);
  const later = (at: string) => one.backTo(at, copyOf(one.cloud.world));
  for (const day of ["2026-11-06", "2026-11-07", "2026-11-08"]) arrives(day);
  // An ordinary morning: ten minutes after its hour the report is new, and goes out at once.
  later("2026-11-09T07:10:00Z");
  await push();
  await one.ticksUntil("2026-11-09T07:15:00Z");

  // Of the four rows of this file one has no time: a quarter.
  later("2026-11-10T01:30:00Z");
  arrives("2026-11-09", "X,2026-11-09 09:00,yesterday,,phone,Accounts,Billing,\n");
  later("2026-11-10T02:00:00Z");
  await one.ticksUntil("2026-11-10T02:05:00Z");
  // SES takes the messages and its answers are lost.
  later("2026-11-10T07:00:00Z");
  one.breaks("ses.SendRawEmail");
  await one.ticksUntil("2026-11-10T07:05:00Z");
  one.breaks(undefined);
  later("2026-11-10T07:40:00Z");
  await one.ticksUntil("2026-11-10T07:45:00Z");

  // The file of the next day does not come: its report was due at eight in Budapest, and is late from nine on.
  later("2026-11-11T07:55:00Z");
  await one.ticksUntil("2026-11-11T08:05:00Z");
  // It comes, and the mapping takes a word for a number.
  const mapping = join(centre.folder, "mapping.sql");
  const text = await readFile(mapping, "utf8");
  await writeFile(
    mapping,
    text.replace(
      "json_extract_scalar(body, '$.reason') as reason",
      "cast(cast(json_extract_scalar(body, '$.reason') as bigint) as varchar) as reason",
    ),
  );
  later("2026-11-11T08:30:00Z");
  arrives("2026-11-10");
  await push();
  later("2026-11-11T09:00:00Z");
  await one.ticksUntil("2026-11-11T09:05:00Z");
}, 600_000);

/** One report, every day, with an owner. */
const daily = (yaml: string) =>
  yaml
    .replace(/^ {2}url: .*\n/m, "")
    .replace("id: weekly", "id: daily")
    .replace(
      "period: week\n    at: monday 08:00\n",
      "period: day\n    at: 08:00\n    owner: owner@example.org\n",
    );

/** Beginnings of the periods in which it is one. */
function raisedIn(alarm: Alarm): readonly string[] {
  const values = new Map<string, number[]>();
  for (const point of one.points.filter((sent) => isOf(alarm, sent))) {
    const length = alarm.Period * 1000;
    const begin = new Date(Math.floor(Date.parse(point.at) / length) * length).toISOString().slice(0, 16);
    values.set(begin, [...(values.get(begin) ?? []), point.value]);
  }
  const statistic = {
    Sum: (of: number[]) => of.reduce((sum, each) => sum + each, 0),
    Maximum: (of: number[]) => Math.max(...of),
  };
  return [...values]
    .filter(([, of]) => statistic[alarm.Statistic](of) > alarm.Threshold)
    .map(([begin]) => begin);
}

const isOf = ({ Namespace, MetricName, Dimensions }: Alarm, { namespace, name, dimensions }: Point) =>
  namespace === Namespace &&
  name === MetricName &&
  JSON.stringify(dimensions) ===
    JSON.stringify(Object.fromEntries(Dimensions.map(({ Name, Value }) => [Name, Value])));

test("each is raised by what it is for, when that happens, and by nothing else", () => {
  expect(Object.fromEntries(alarms.map((alarm) => [alarm.AlarmName, raisedIn(alarm)]))).toEqual({
    "raport-quarantined-rows": ["2026-11-10T02:00"],
    "raport-unknown-delivery": ["2026-11-10T07:00"],
    "raport-late-report": ["2026-11-11T08:00", "2026-11-11T09:00"],
    "raport-held-tables": ["2026-11-11T09:00"],
  });
  for (const { ComparisonOperator, TreatMissingData } of alarms)
    expect([ComparisonOperator, TreatMissingData]).toEqual(["GreaterThanThreshold", "notBreaching"]);
});

test("the numbers are those of what happened", () => {
  const values = (name: string) =>
    one.points.filter((point) => point.name === name).map(({ value }) => value);
  expect(values("QuarantinedShare")).toEqual([25]);
  expect(new Set(values("LateReports"))).toEqual(new Set([1]));
  expect(new Set(values("HeldComputes"))).toEqual(new Set([1]));
  // Two readers.
  expect(new Set(values("UnknownDeliveries"))).toEqual(new Set([2]));
  expect(values("EmailsSent")).toEqual([2]);
});

test("an ordinary morning sends one metric once: that two emails went out", () => {
  expect(one.points.filter(({ at }) => at < "2026-11-10")).toEqual([
    {
      at: "2026-11-09T07:10:00.000Z",
      namespace: "Raport",
      name: "EmailsSent",
      dimensions: { service: "raport" },
      value: 2,
    },
  ]);
});

test("what the owner is told to type names the stack", () => {
  const texts = one.cloud.world.accepted
    .filter(({ parameters }) => parameters["Destinations.member.1"] === "owner@example.org")
    .map(
      ({ parameters }) =>
        parseEml(Buffer.from(parameters["RawMessage.Data"] ?? "", "base64")).parts[0]?.content ?? "",
    );
  const typed = texts.flatMap((text) => text.match(/npm run raport -- .*/g) ?? []);
  expect(typed).toContain(
    "npm run raport -- resend --stack raport daily --period 2026-11-09 --to ilona.varga@example.org",
  );
  for (const command of typed) expect(command).toMatch(/^npm run raport -- [a-z-]+ --stack raport\b/);
});
