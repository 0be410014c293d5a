/** `npm run test:aws`, against engines on this machine instead of an account: that it works, and leaves nothing behind. */

import { spawn } from "node:child_process";
import { join, resolve } from "node:path";
import { GetDatabasesCommand, GlueClient } from "@aws-sdk/client-glue";
import { ListBucketsCommand } from "@aws-sdk/client-s3";
import { SESClient, VerifyEmailIdentityCommand } from "@aws-sdk/client-ses";
import { expect, test } from "vitest";
import type { Said } from "../cli/said.ts";
import { front } from "./athena-places.ts";
import { clientOptions, s3Client } from "./clients.ts";
import { engines } from "./engines.ts";

const athena = front();
const root = resolve(import.meta.dirname, "../..");
const sender = "journey@sender.example.org";

test("the journey runs, equals this machine's, says what it read, and leaves nothing behind", async () => {
  const { moto } = engines();
  const ses = new SESClient(clientOptions(moto));
  await ses.send(new VerifyEmailIdentityCommand({ EmailAddress: sender }));
  const { code, out, err } = await journey({
    ...keys,
    AWS_REGION: "us-east-1",
    AWS_ENDPOINT_URL: moto,
    AWS_ENDPOINT_URL_ATHENA: athena().url,
    RAPORT_TEST_SENDER: sender,
    RAPORT_WORKGROUP: "primary",
    RAPORT_TEST_DAYS: "8",
  });
  expect({ code, err }).toEqual({ code: 0, err: "" });
  expect(out).toContain("✓ the second run finds nothing to do");
  expect(out.match(/✓ \d+ KPIs of the .* are equal/g)).toHaveLength(4);
  expect(out).toMatch(/^all +\d+ +[\d.]+ MB +[\d.]+ MB +0\.\d{5}$/m);
  expect(out).toContain("Everything it made was removed.");
  const [, bucket = "?", database = "?"] = /the bucket (\S+), the database (\S+) and/.exec(out) ?? [];
  expect(await left(moto, bucket, database)).toEqual([]);
});

test("what fails is told, and what was made is removed all the same", async () => {
  const { moto } = engines();
  const { code, out, err } = await journey({
    ...keys,
    AWS_REGION: "us-east-1",
    AWS_ENDPOINT_URL: moto,
    // Trino's front knows no CreateWorkGroup.
    AWS_ENDPOINT_URL_ATHENA: athena().url,
    RAPORT_TEST_SENDER: sender,
  });
  expect(code).toBe(1);
  expect(err).toMatch(
    /^No such operation here: CreateWorkGroup\nNot removed: the Athena workgroup raport-test-\w+ \(UnknownOperationException\). Remove it by hand\.$/m,
  );
  const [, bucket = "?", database = "?"] = /the bucket (\S+), the database (\S+) and/.exec(out) ?? [];
  expect(await left(moto, bucket, database)).toEqual([]);
});

test("without an account it says what is missing, and does nothing", async () => {
  const { code, out, err } = await journey({});
  expect({ code, err }).toEqual({ code: 0, err: "" });
  expect(out).toBe(`skipped: the journey in a real AWS account was not run.
There are no AWS credentials: sign in, or set AWS_PROFILE.
No region is named: set AWS_REGION.
There is no sender: set RAPORT_TEST_SENDER to an address that SES has verified in this region.
`);
});

const keys = { AWS_ACCESS_KEY_ID: "x", AWS_SECRET_ACCESS_KEY: "x" };

/** The script with these variables and none of the caller's own. */
async function journey(env: Readonly<Record<string, string>>): Promise<Said> {
  const none = join(root, "no-such-file");
  const child = spawn(process.execPath, [join(root, "tests/aws/journey.ts")], {
    env: {
      PATH: process.env.PATH ?? "",
      AWS_CONFIG_FILE: none,
      AWS_SHARED_CREDENTIALS_FILE: none,
      AWS_EC2_METADATA_DISABLED: "true",
      ...env,
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const said = { out: "", err: "" };
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    said.out += text;
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    said.err += text;
  });
  const code = await new Promise<number | null>((done) => child.on("close", done));
  return { code: code ?? -1, ...said };
}

async function left(moto: string, bucket: string, database: string): Promise<readonly string[]> {
  const { Buckets = [] } = await s3Client(moto).send(new ListBucketsCommand({}));
  const { DatabaseList = [] } = await new GlueClient(clientOptions(moto)).send(new GetDatabasesCommand({}));
  const names = [...Buckets, ...DatabaseList].map(({ Name = "" }) => Name);
  return names.filter((name) => name === bucket || name.startsWith(database));
}
