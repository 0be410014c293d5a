import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { App } from "aws-cdk-lib";
import { expect, test } from "vitest";
import { settingsOf } from "../../infra/settings.ts";
import { context } from "./stack.ts";

const settings = (given: Readonly<Record<string, string>> = {}) =>
  settingsOf(new App({ context: given }).node);
const config = "config/raport.yaml";

test("without a word it is called raport and mails for the sender of the project's own config", async () => {
  expect(await settings()).toEqual({
    name: "raport",
    senderDomain: "northwind.example.org",
    // s3://northwind-example/amazon-connect/**/*
    buckets: [{ bucket: "northwind-example", prefix: "amazon-connect/" }],
    mostBytesPerQuery: 20_000_000_000,
    dashboard: true,
    setsAside: true,
  });
});

test("every choice that the CDK recommends is made in cdk.json, so that synth has nothing to say", () => {
  const library = createRequire(import.meta.url).resolve("aws-cdk-lib");
  const recommended = JSON.parse(
    readFileSync(join(dirname(library), "recommended-feature-flags.json"), "utf8"),
  ) as Readonly<Record<string, unknown>>;
  const chosen = Object.fromEntries(Object.keys(recommended).map((flag) => [flag, context[flag]]));
  // Statements of roles stay as infra/reach.ts and docs/reach.md have them, each with its reason.
  expect(chosen).toEqual({ ...recommended, "@aws-cdk/aws-iam:minimizePolicies": false });
});

test("says what it is given", async () => {
  const certificate = "arn:aws:acm:eu-central-1:111122223333:certificate/x";
  const given = { name: "raport-test", alarms: "me@example.org", domain: "reports.example.org", certificate };
  expect(
    await settings({ config, ...given, most_gigabytes_per_query: "0.5", set_aside: "no", dashboard: "no" }),
  ).toMatchObject({
    name: "raport-test",
    alarmsTo: "me@example.org",
    domain: { name: "reports.example.org", certificateArn: certificate },
    mostBytesPerQuery: 500_000_000,
    dashboard: false,
    setsAside: false,
  });
});

test("words of the CDK's own are none of Raport's, and none is taken for a slip of the pen", async () => {
  expect(Object.keys(context).length).toBeGreaterThan(1);
  const cached = { "availability-zones:account=1:region=eu-central-1": "a", "aws:cdk:bundling-stacks": "**" };
  expect(await settings({ ...context, ...cached })).toEqual(await settings());
});

test.each([
  [
    { name: "Raport" },
    "-c name=Raport: a stack is named with small letters, digits and -, at most 30 of them, a letter first.",
  ],
  [{ name: "a_b" }, "-c name=a_b: "],
  [
    { domain: "reports.example.org" },
    "A domain of your own takes both -c domain=NAME and -c certificate=ARN",
  ],
  [
    { most_gigabytes_per_query: "much" },
    "-c most_gigabytes_per_query=much: write a number from 0.01 to 7000.",
  ],
  [{ dashboard: "none" }, "-c dashboard=none: write yes or no."],
  [{ alarm: "me@example.org" }, "-c alarm=...: there is no such setting; did you mean alarms?"],
  [
    { alarms: "me@example.org,you@example.org" },
    "-c alarms=me@example.org,you@example.org: write one address",
  ],
  [{ alarms: "nobody" }, "-c alarms=nobody: write one address, such as you@example.org."],
  [{ name: "raport-scratch" }, "-c name=raport-scratch: this name is taken"],
  [{ name: "primary" }, "-c name=primary: this name is taken"],
  [
    { domain: "https://x.example.org/", certificate: "arn" },
    "-c domain=https://x.example.org/: write a name alone",
  ],
  [{ domain: "x.example.org", certificate: "arn" }, "-c certificate=arn: write the ARN of a certificate"],
  [{ "set-aside": "no" }, "-c set-aside=...: there is no such setting; did you mean set_aside?"],
  [{ config: "no/such.yaml" }, "no/such.yaml:1:1: file: does not exist"],
] as const)("refuses %j, and says what to write", async (context, message) => {
  await expect(settings({ config, ...context })).rejects.toThrow(message);
});

test("whoever says anything says which config: the example's sender would take the place of their own", async () => {
  const told = "-c alarms=... without -c config=FILE: the stack would send as the example's sender.";
  await expect(settings({ alarms: "me@example.org" })).rejects.toThrow(told);
});
