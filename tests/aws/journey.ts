/**
 * The journey in a real AWS account (`npm run test:aws`): some days of the simulated centre, landed, computed and sent on
 * S3, Athena, Glue and SES, compared with this machine; then everything it made is removed. Mail goes to SES's simulator.
 * It needs credentials, a region and RAPORT_TEST_SENDER; without them it says so and does nothing.
 */

import { spawn } from "node:child_process";
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { S3Client } from "@aws-sdk/client-s3";
import type { Execution } from "../../functions/adapters/aws/executions.ts";
import { writeWorld } from "../../world/index.ts";
import { type Account, account } from "./account.ts";
import { costOf } from "./cost.ts";

const root = resolve(import.meta.dirname, "../..");
/** A Monday, two hours after the weekly report was due. */
const now = "2026-11-16T09:00:00Z";
const questions = [
  ["day", "2026-11-12", "all"],
  ["week", "2026-11-09", "all"],
  ["week", "2026-11-09", "channel_x_reason"],
  ["month", "2026-11-01", "department"],
] as const;

async function main(): Promise<void> {
  const { missing, region } = await needed();
  if (missing.length > 0) {
    console.log(`skipped: the journey in a real AWS account was not run.\n${missing.join("\n")}`);
    return;
  }
  // Ctrl+C ends the command that runs, by itself; what was made is removed all the same.
  process.on("SIGINT", () => undefined);
  const folder = await mkdtemp(join(tmpdir(), "raport-aws-"));
  const made = account(region);
  const problems: string[] = [];
  await journey(made, folder).catch((error: unknown) => problems.push(messageOf(error)));
  const left = await made.remove();
  await rm(folder, { recursive: true, force: true });
  if (left.length === 0) console.log("Everything it made was removed.");
  for (const one of left) problems.push(`Not removed: ${one}. Remove it by hand.`);
  if (problems.length > 0) throw new Error(problems.join("\n"));
  console.log("The journey on AWS gave what it gives on this machine.");
}

const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error));

async function needed(): Promise<{ readonly missing: readonly string[]; readonly region: string }> {
  const { config } = new S3Client({});
  const region = await config.region().catch(() => "");
  const credentials = await config.credentials().catch(() => undefined);
  const missing = [
    ...(credentials ? [] : ["There are no AWS credentials: sign in, or set AWS_PROFILE."]),
    ...(region ? [] : ["No region is named: set AWS_REGION."]),
    ...(process.env.RAPORT_TEST_SENDER
      ? []
      : ["There is no sender: set RAPORT_TEST_SENDER to an address that SES has verified in this region."]),
  ];
  return { missing, region };
}

async function journey(made: Account, folder: string): Promise<void> {
  const { bucket, database, workgroup } = made;
  console.log(`Making the bucket ${bucket}, the database ${database} and the workgroup ${workgroup} ...`);
  await made.make();
  await prepare(made, folder);
  const home = `s3://${bucket}`;
  const env = { RAPORT_DATABASE: database, RAPORT_WORKGROUP: workgroup };
  const raport = (...words: readonly string[]) =>
    command([...words, "--config", join(folder, "raport.yaml"), "--now", now], env);

  const first = await raport("run", "--home", home, "--log-queries");
  console.log(first.out);
  expect(/^sent +weekly 2026-W46 to 1 person/m.test(first.out), "the first run sends the weekly report");
  const second = await raport("run", "--home", home);
  expect(second.out.startsWith("nothing to do"), "the second run finds nothing to do");
  await raport("run", "--home", join(folder, "home"));
  for (const [period, on, by] of questions) {
    const rows = async (where: string) => {
      const words = ["--period", period, "--on", on, "--by", by, "--json", "--home", where];
      return JSON.parse((await raport("kpis", ...words)).out) as readonly Row[];
    };
    const [aws, laptop] = [await rows(home), await rows(join(folder, "home"))];
    expect(aws.length > 0 && isSame(aws, laptop), `${aws.length} KPIs of the ${period} by ${by} are equal`);
  }
  console.log(`\n${costOf(queriesIn(first.err))}\n`);
}

/** The exports, here and in the inbox, and a config that reads either. */
async function prepare(made: Account, folder: string): Promise<void> {
  const out = join(folder, "exports");
  await mkdir(out);
  await writeWorld({ out, now, days: Number(process.env.RAPORT_TEST_DAYS || 21) });
  for (const name of await readdir(out))
    await made.put(`inbox/northwind/${name}`, await readFile(join(out, name)));
  const mapping = await readFile(join(root, "config/mappings/northwind.sql"));
  await writeFile(join(folder, "northwind.sql"), mapping);
  await writeFile(join(folder, "raport.yaml"), configOf(process.env.RAPORT_TEST_SENDER ?? ""));
}

const configOf = (sender: string) => `organisation:
  name: Northwind Support
  zone: Europe/Budapest
  url: https://reports.example.org
  sender: { name: Northwind reports, address: ${JSON.stringify(sender)} }
sources:
  - id: northwind
    type: files
    path: exports/contacts-{date}.csv.gz
    key: contact_id
    version: updated_at
    mapping: northwind.sql
    expects: daily, by 06:00
reports:
  - id: weekly
    title: Weekly service digest
    template: digest
    period: week
    at: monday 08:00
    to: [{ name: SES simulator, address: success@simulator.amazonses.com }]
`;

/** `raport` with these words, as a person runs it. Throws with what it said when it fails. */
async function command(words: readonly string[], env: Readonly<Record<string, string>>) {
  const child = spawn(process.execPath, [join(root, "functions/raport.ts"), ...words], {
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const said = { out: "", err: "" };
  for (const stream of ["stdout", "stderr"] as const)
    child[stream].setEncoding("utf8").on("data", (text: string) => {
      said[stream === "stdout" ? "out" : "err"] += text;
    });
  const code = await new Promise((done) => child.on("close", done));
  if (code !== 0) throw new Error(`raport ${words[0]} ended with ${code}:\n${said.out}${said.err}`);
  return said;
}

type Row = Readonly<Record<string, string | number | null>>;

/** Engines may add doubles in another order. */
function isSame(ours: readonly Row[], theirs: readonly Row[]): boolean {
  const same = (a: unknown, b: unknown) =>
    typeof a === "number" && typeof b === "number" ? Math.abs(a - b) <= 1e-12 * Math.abs(b) : a === b;
  return (
    ours.length === theirs.length &&
    ours.every((row, at) => Object.entries(row).every(([name, value]) => same(value, theirs[at]?.[name])))
  );
}

const queriesIn = (err: string): readonly Execution[] =>
  err
    .split("\n")
    .filter((line) => line.startsWith('{"query":'))
    .map((line) => (JSON.parse(line) as { readonly query: Execution }).query);

function expect(isSo: boolean, what: string): void {
  if (!isSo) throw new Error(`It is not so that ${what}.`);
  console.log(`✓ ${what}`);
}

await main().catch((error: unknown) => {
  console.error(messageOf(error));
  process.exitCode = 1;
});
