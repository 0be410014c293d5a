/** docs/admin.md and docs/reports.md: their examples are right, and they name every key, template and KPI as it is called. */

import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { jsonSchema, made } from "../../config/generate.ts";
import { usualComparison } from "../../functions/core/comparison.ts";
import { templates } from "../../functions/core/config.ts";
import { factNames } from "../../functions/core/facts.ts";
import { kpiOf } from "../../functions/core/kpi.ts";
import { problemsOf } from "./problems.ts";
import { load } from "./sample.ts";

const page = (name: string) => readFileSync(new URL(`../../docs/${name}.md`, import.meta.url), "utf8");
const [admin, reports] = [page("admin"), page("reports")];
const examples = [...`${admin}${reports}`.matchAll(/```yaml\n(.*?)```/gs)].map(([, text]) => text ?? "");

/** What an example leaves out, because it shows one part of the file. */
const rest: Readonly<Record<string, string>> = {
  organisation:
    "organisation: { name: A, zone: Europe/Budapest, sender: { name: B, address: b@example.org } }\n",
  sources: "sources: [{ id: a, type: files, path: a.csv, key: id, mapping: a.sql }]\n",
  reports:
    "reports: [{ id: r, title: R, template: digest, period: day, at: 08:00, to: [{ name: C, address: c@example.org }] }]\n",
};
const completed = (example: string) =>
  Object.entries(rest)
    .filter(([key]) => !(key in parse(example)))
    .map(([, text]) => text)
    .join("") + example;
const files = Object.fromEntries(
  ["a", "mappings/tickets", "mappings/messages", "mappings/surveys"].map((name) => [
    `conf/${name}.sql`,
    "select 1",
  ]),
);
const actions = /```yaml actions\n(.*?)```/s.exec(admin)?.[1] ?? "";

test.each(examples)("the example %j is right", async (example) => {
  expect(await problemsOf(completed(example), { ...files, "conf/actions.yaml": actions })).toEqual([]);
});

test("every template is shown, and every KPI that is named is one", () => {
  expect([...reports.matchAll(/^\| `(\w+)` \|/gm)].map(([, name]) => name)).toEqual([
    "template",
    ...templates,
  ]);
  const named = [...reports.matchAll(/`([a-z]+(?:_[a-z]+)+)`/g)].map(([, name]) => name ?? "");
  const others = ["list_contacts", "ranking_fewest"];
  expect(named.filter((name) => !others.includes(name) && !kpiOf(name))).toEqual([]);
  expect(named.length).toBeGreaterThan(30);
});

test("the settings of comparing that are shown as usual are those", async () => {
  const shown = examples.find((example) => example.startsWith("comparison:")) ?? "";
  expect(Object.keys(parse(shown).comparison)).toHaveLength(Object.keys(usualComparison).length);
  expect((await load(completed(shown), files)).comparison).toEqual(usualComparison);
});

test("the example of actions is right", async () => {
  const found = await load(completed("actions: actions.yaml\n"), { ...files, "conf/actions.yaml": actions });
  expect(found.actions).toMatchObject([{ owner: "Ana Pop", due: "2026-12-01", status: "open" }]);
});

test("every key is named, below the file itself and below its groups", () => {
  const { properties } = JSON.parse(jsonSchema());
  const top = Object.keys(properties);
  const below = ["organisation", "comparison", "business_hours"].flatMap((group) =>
    Object.keys(properties[group].properties),
  );
  const ofLists = ["reports", "events"].flatMap((group) => Object.keys(properties[group].items.properties));
  const ofSources = properties.sources.items.oneOf.flatMap((type: { readonly properties: object }) =>
    Object.keys(type.properties),
  );
  const schedule = Object.keys(
    properties.business_hours.properties.schedules.additionalProperties.properties,
  );
  const days = schedule.filter((key) => /^(?!monday_to).*day$/.test(key));
  const ofMail = Object.keys(properties.mail.properties.smtp.properties);
  const ofReaders = Object.keys(properties.reports.items.properties.to.items.properties);
  const ofActions = Object.keys(JSON.parse(made["./actions.schema.json"]?.() ?? "").items.properties);
  const keys = [
    ...[...top, ...below, ...ofLists, ...ofSources, ...schedule, ...factNames, "from", "milestones", "value"],
    ...[...ofMail, ...ofReaders, ...ofActions, "colour", "logo", "wait", "then"],
  ];
  const named = (key: string) => new RegExp(`(?<![a-z_])${key}(?![a-z_])`).test(admin);
  // Weekdays are shown by example.
  expect(keys.filter((key) => !days.includes(key) && !named(key))).toEqual([]);
});
