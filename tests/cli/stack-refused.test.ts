/** `--stack`, wrongly used: what is said, and that nothing is made or sent. */

import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import type { Centre } from "../journey/centre.ts";
import type { Cloud } from "../journey/cloud/cloud.ts";
import { sdkAt } from "../journey/cloud/workers.ts";
import { said } from "./said.ts";
import { bucket, closeStack, openStack, stack } from "./stacked.ts";

let cloud: Cloud;
let centre: Centre;
beforeAll(async () => {
  ({ cloud, centre } = await openStack());
});
afterAll(() => closeStack(cloud));

test("a config that names a mail server is refused: the functions send through SES alone", async () => {
  const text = await readFile(centre.configFile, "utf8");
  const file = join(centre.folder, "server.yaml");
  await writeFile(
    file,
    `${text.replace("  sender:", "  url: https://reports.example.org\n  sender:")}mail: { smtp: { host: mail.example.org } }\n`,
  );
  for (const command of ["check", "push"]) {
    const { code, err } = await said(command, "--config", file, ...stack);
    expect([command, code]).toEqual([command, 1]);
    expect(err).toContain("The config names a mail server");
  }
});

test("a config whose emails or links would reach nobody is refused at its line, and nothing is pushed", async () => {
  const text = await readFile(centre.configFile, "utf8");
  const file = join(centre.folder, "elsewhere.yaml");
  const moved = text
    .replace("  sender:", "  url: http://localhost:4747\n  sender:")
    .replace("reports@example.org", "reports@other.example.org");
  await writeFile(file, moved);
  const line = (words: string) => moved.split("\n").findIndex((one) => one.includes(words)) + 1;
  for (const command of ["check", "push"]) {
    const { code, out, err } = await said(command, "--config", file, ...stack);
    expect([command, code, out]).toEqual([command, 1, ""]);
    expect(err.split("\n").slice(0, 2)).toEqual([
      `${file}:${line("http://localhost")}:8: organisation.url: links of a stack lead there by https; leave it out, and they lead to https://links.example.org`,
      expect.stringContaining(
        `${file}:${line("@other.example.org")}:47: organisation.sender.address: the stack care-reports may send from example.org alone`,
      ),
    ]);
  }
});

test("a bucket that the stack may not read is refused at its line, before anything waits for it", async () => {
  const text = await readFile(centre.configFile, "utf8");
  const file = join(centre.folder, "bucket.yaml");
  const calls = `sources:\n  - { id: calls, type: amazon-connect, path: "s3://care-records/connect/**/*" }\n`;
  await writeFile(file, text.replace("sources:\n", calls));
  const line =
    (await readFile(file, "utf8")).split("\n").findIndex((one) => one.includes("care-records")) + 1;
  for (const command of ["check", "push"]) {
    const { code, out, err } = await said(command, "--config", file, ...stack);
    expect([command, code, out]).toEqual([command, 1, ""]);
    expect(err.split("\n")[0]).toMatch(
      new RegExp(
        `^${file}:${line}:\\d+: sources\\[0\\]\\.path: the stack care-reports may not read s3://care-records/connect/; deploy the stack with this config first`,
      ),
    );
  }
});

test("run and watch do the work of a stack nowhere, and say who does", async () => {
  for (const command of ["run", "watch"]) {
    const { code, err } = await said(command, "--stack", "care-reports");
    expect([command, code]).toEqual([command, 1]);
    expect(err).toContain(
      "A stack runs itself, every five minutes: next --stack NAME says what it waits for.",
    );
  }
});

test("a name that is no stack of Raport is told with what to do, and nothing is made or asked elsewhere", async () => {
  const buckets = [...cloud.world.buckets];
  const missing = await said("next", "--stack", "care-report");
  expect(missing).toEqual({
    code: 1,
    out: "",
    err: "There is no stack of Raport called care-report in us-east-1: it would have a function care-report-tick. Correct the name, or set AWS_PROFILE and AWS_REGION to where it was deployed; aws cloudformation describe-stacks lists what is there.\n",
  });
  const other = await said("push", "--config", centre.configFile, "--stack", "billing");
  expect(other.code).toBe(1);
  expect(other.err).toBe(
    "The stack billing is not one of Raport, or of another version: its function billing-tick is not told RAPORT_BUCKET, RAPORT_DATABASE, RAPORT_WORKGROUP, RAPORT_CONFIGURATION_SET, RAPORT_URL. Correct the name, or deploy the stack again.\n",
  );
  const wrong = await said("next", "--stack", "Care Reports");
  expect([wrong.code, wrong.err]).toEqual([
    1,
    expect.stringContaining("Write the name it was deployed with"),
  ]);
  expect([...cloud.world.buckets]).toEqual(buckets);
});

test("--home beside it, and a command of one machine, refuse it", async () => {
  const both = await said("next", ...stack, "--home", `s3://${bucket}`);
  expect([both.code, both.err]).toEqual([
    1,
    "--home and --stack both say where. Leave one of them out; of a stack the bucket is found by itself.\n",
  ]);
  const init = await said("init", "my", "--stack", "care-reports");
  expect([init.code, init.err]).toEqual([1, expect.stringContaining("unknown option '--stack'")]);
});

test("without credentials or a region it is said what to set", async () => {
  vi.stubEnv("AWS_ACCESS_KEY_ID", undefined);
  const nobody = await said("next", ...stack);
  vi.stubEnv("AWS_REGION", undefined);
  const anywhere = await said("next", ...stack);
  for (const [name, value] of Object.entries(sdkAt(cloud.url))) vi.stubEnv(name, value);
  expect([nobody.code, nobody.err]).toEqual([1, expect.stringContaining("Sign in, or set AWS_PROFILE")]);
  expect([anywhere.code, anywhere.err]).toEqual([1, expect.stringContaining("Set AWS_REGION to that of")]);
});
