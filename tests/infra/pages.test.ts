/** What docs/deploy.md and docs/operate.md say of the stack, held against what the stack is made of. */

import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { alarms } from "../../infra/alarms.ts";
import { functionNames } from "../../infra/reach.ts";
import { resources, templateOf } from "./stack.ts";

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), "utf8");
const deploy = read("docs/deploy.md");
const operate = read("docs/operate.md");
const all = (text: string, pattern: RegExp) =>
  [...new Set([...text.matchAll(pattern)].map(([, one = ""]) => one))].sort();

test("every alarm has a section that says what it means, where to look first, what to do and when it is over", () => {
  const sections = new Map(
    [...operate.matchAll(/^## ([a-z-]+)\n([\s\S]*?)(?=^## )/gm)].map(([, name = "", text = ""]) => [
      name,
      text,
    ]),
  );
  expect([...sections.keys()].sort()).toEqual(alarms.map(({ name }) => name).sort());
  for (const [name, text] of sections) {
    const said = [...text.matchAll(/^\*\*(Means|Look first|Do|Over)\b/gm)].map(([, part]) => part);
    expect([name, ...said]).toEqual([
      name,
      "Means",
      "Look first",
      ...said.filter((one) => one === "Do"),
      "Over",
    ]);
  }
});

test("the numbers an alarm is told with are those it is raised by", () => {
  const of = (name: string) => alarms.find((one) => one.name === name);
  expect([of("missed-tick")?.minutes, of("quarantined-rows")?.threshold]).toEqual([30, 5]); // half an hour; one row in twenty
  expect(of("scanned-bytes")?.threshold).toBe(200_000_000_000);
  expect(operate).toContain("more than 200 GB in a day");
});

test("what -c may say is in the table, and the table has nothing else", () => {
  const settings = all(read("infra/settings.ts"), /given\("([a-z_]+)"\)/g);
  expect(settings.length).toBeGreaterThan(5);
  const table = /\| `config`[\s\S]*?\n\n/.exec(deploy)?.[0] ?? "";
  expect(all(table.replaceAll(/^(\|[^|]*\|).*$/gm, "$1"), /`([a-z_]+)`/g)).toEqual(settings);
  const typed = all(deploy + operate, /-c ([a-z_]+)/g);
  expect(typed.filter((name) => !settings.includes(name))).toEqual([]);
});

test("whoever deploys with any word names the config, whose sender the stack gets", () => {
  const typed = all(deploy + operate, /(npx cdk (?:deploy|diff|destroy) -c [^\n`]*)/g);
  expect(typed.length).toBeGreaterThan(4);
  expect(typed.filter((line) => !line.includes("-c config=my-reports/raport.yaml"))).toEqual([]);
});

test("logs, functions, outputs and alarms are called as the stack calls them", () => {
  const template = templateOf({ domain: { name: "reports.example.org", certificateArn: "arn" } });
  const pages = deploy + operate;
  const logs = resources(template, "AWS::Logs::LogGroup").map(
    ([, { Properties }]) => Properties.LogGroupName,
  );
  const named = all(pages, /(\/raport\/raport-[a-z]+)/g);
  expect(named.length).toBeGreaterThan(3);
  expect(named.filter((name) => !logs.includes(name))).toEqual([]);
  const functions = functionNames.map((name) => `raport-${name}`);
  expect(all(pages, /--function-name (\S+)/g).filter((name) => !functions.includes(name))).toEqual([]);
  const outputs = Object.keys(template.toJSON().Outputs);
  const told = [...all(deploy, /RaportStack\.(\w+) = /g), "DomainTarget"];
  expect(told.filter((name) => !outputs.includes(name))).toEqual([]);
  expect(outputs.filter((name) => !told.includes(name))).toEqual([]);
  const [queues, topics] = ["AWS::SQS::Queue", "AWS::SNS::Topic"].map((type) => resources(template, type));
  expect([queues?.length, topics?.[0]?.[1].Properties.TopicName]).toEqual([1, "raport-alarms"]);
});

test("the account's limit below which nothing can be set aside is what AWS keeps and the stack sets aside", () => {
  const made = resources(templateOf(), "AWS::Lambda::Function").map(([, { Properties }]) => Properties);
  const aside = made.reduce((sum, one) => sum + (one.ReservedConcurrentExecutions ?? 0), 0);
  // AWS keeps a hundred for all others.
  expect(deploy).toContain(`fewer than ${100 + aside} functions at once`);
});
