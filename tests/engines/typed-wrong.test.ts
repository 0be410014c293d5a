/** `raport run --home s3://BUCKET` with something wrong: one message that says what, where and what to do, and whose fault it is. */

import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { PutObjectCommand } from "@aws-sdk/client-s3";
import { afterAll, afterEach, beforeAll, beforeEach, expect, onTestFinished, test, vi } from "vitest";
import { folderOf, type Said, said } from "../cli/said.ts";
import { type AthenaFront, athenaFront } from "./athena/front.ts";
import { freshBucket, s3Client } from "./clients.ts";
import { engines } from "./engines.ts";

const yaml = `organisation:
  name: Northwind
  zone: Europe/Budapest
  url: https://reports.example.org
  sender: { name: Reports, address: reports@unknown.example.net }
sources:
  - { id: helpdesk, type: files, path: "exports/*.csv", key: id, mapping: contacts.sql }
reports:
  - id: weekly
    title: Weekly
    template: digest
    period: week
    at: monday 08:00
    to: [{ name: Ana, address: ana@example.org }]
`;
const mapping =
  "select row_id, key as contact_id, json_extract_scalar(body, '$.opened') as opened_at from raw";
const secret = "wJalrXUtnFEMIK7MDENGbPxRfiCYEXAMPLEKEY";

let front: AthenaFront;
let folder: string;
let bucket: string;

beforeAll(async () => {
  const { trino, moto, files } = engines();
  front = await athenaFront({ trino, moto, files, workGroups: ["primary"] });
  const without = yaml.replace(/ {2}url: .*\n/, "");
  folder = await folderOf({ "raport.yaml": yaml, "without-url.yaml": without, "contacts.sql": mapping });
  bucket = await freshBucket(moto);
});
afterAll(() => front.close());

beforeEach(() => {
  const env = {
    AWS_REGION: "us-east-1",
    AWS_ACCESS_KEY_ID: "AKIAIOSFODNN7EXAMPLE",
    AWS_SECRET_ACCESS_KEY: secret,
    AWS_ENDPOINT_URL: engines().moto,
    AWS_ENDPOINT_URL_ATHENA: front.url,
    AWS_CONFIG_FILE: join(folder, "none"),
    AWS_SHARED_CREDENTIALS_FILE: join(folder, "none"),
    AWS_EC2_METADATA_DISABLED: "true",
    RAPORT_DATABASE: bucket.replaceAll("-", "_"),
  };
  for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value);
});
afterEach(() => void vi.unstubAllEnvs());

const run = (home = `s3://${bucket}`, config = "raport.yaml") =>
  said("run", "--config", join(folder, config), "--home", home, "--now", "2026-11-16T09:00:00Z");

/** One message, and nothing of a stack or a secret in it. */
function expectSaid({ code, out, err: all }: Said, wanted: number, text: string | RegExp): void {
  const err = all.replace(/^config {4}.* is read from this machine.*\n/, "");
  expect(err).toMatch(text);
  expect(err.trim().split("\n").length).toBeLessThanOrEqual(2);
  expect(out + err).not.toMatch(/\n\s+at |node_modules|AKIA|Signature=/);
  expect(out + err).not.toContain(secret);
  expect({ code, out }).toEqual({ code: wanted, out: "" });
}

/** A service that says this to whatever it is asked. */
async function saying(status: number, type: string, body: string): Promise<string> {
  const server = createServer((_, outgoing) => {
    outgoing.writeHead(status, { "content-type": type, "x-amz-request-id": "r1" }).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
const s3Says = (code: string, status: number) =>
  saying(
    status,
    "application/xml",
    `<Error><Code>${code}</Code><Message>${secret} Signature=x</Message></Error>`,
  );
const jsonSays = (type: string, message: string) =>
  saying(400, "application/x-amz-json-1.1", JSON.stringify({ __type: type, message }));

test("no credentials", async () => {
  vi.stubEnv("AWS_ACCESS_KEY_ID", undefined);
  vi.stubEnv("AWS_SECRET_ACCESS_KEY", undefined);
  expectSaid(await run(), 1, "there are no AWS credentials. Sign in, or set AWS_PROFILE, then run again.");
});

test("a profile that is not there", async () => {
  vi.stubEnv("AWS_ACCESS_KEY_ID", undefined);
  vi.stubEnv("AWS_SECRET_ACCESS_KEY", undefined);
  vi.stubEnv("AWS_PROFILE", "nobody");
  expectSaid(await run(), 1, "there are no AWS credentials. Sign in, or set AWS_PROFILE, then run again.");
});

test.each([
  ["ExpiredToken", 400, "ExpiredToken: the credentials have expired. Sign in again"],
  ["InvalidAccessKeyId", 403, "InvalidAccessKeyId: AWS does not know these credentials. Correct them"],
  [
    "AccessDenied",
    403,
    "AccessDenied, HTTP 403, request r1: these credentials may not. Allow them s3:GetObject",
  ],
])("S3 says %s", async (code, status, text) => {
  vi.stubEnv("AWS_ENDPOINT_URL_S3", await s3Says(code, status));
  expectSaid(await run(), 1, text);
});

test("a bucket that is not there, and nothing is made for it", async () => {
  vi.stubEnv("AWS_ENDPOINT_URL_GLUE", "http://127.0.0.1:1");
  expectSaid(
    await run("s3://raport-nobody-made-this"),
    1,
    "cannot read s3://raport-nobody-made-this/config/current.json: NoSuchBucket: there is no such bucket. Correct its name",
  );
});

test("no region", async () => {
  vi.stubEnv("AWS_REGION", undefined);
  expectSaid(
    await run(),
    1,
    "no AWS region is named. Set AWS_REGION to that of the bucket or stack, then run again.",
  );
});

test("no address that the links of the emails lead to", async () => {
  expectSaid(await run(undefined, "without-url.yaml"), 1, "Set organisation.url in the config.");
});

test("a workgroup that is not there", async () => {
  vi.stubEnv("RAPORT_WORKGROUP", "reporting");
  expectSaid(
    await run(),
    1,
    /cannot run \S+contacts.sql on Athena in the workgroup reporting: .*there is no such workgroup in this region. Name one in RAPORT_WORKGROUP/,
  );
});

test("a Glue database of an impossible name", async () => {
  vi.stubEnv("RAPORT_DATABASE", "My-Reports");
  expectSaid(await run(), 1, "Use lower-case letters, digits and _ in RAPORT_DATABASE.");
});

test.each([
  [
    "User: arn:aws:iam::123456789012:user/ana is not authorized to perform: glue:GetDatabase on resource: arn:aws:glue:eu-central-1:123456789012:catalog",
    "these credentials lack glue:GetDatabase. Allow them glue:GetDatabase, CreateDatabase",
  ],
  [
    "Insufficient Lake Formation permission(s): Required Create Database on Catalog",
    "these credentials lack a permission of Lake Formation (Required Create Database on Catalog). Allow them glue:",
  ],
])("Glue says %s", async (message, text) => {
  vi.stubEnv("AWS_ENDPOINT_URL_GLUE", await jsonSays("AccessDeniedException", message));
  const told = await run();
  expectSaid(told, 1, /^cannot prepare the Glue database raport_\w+: AccessDeniedException, HTTP 400/);
  expect(told.err).toContain(text);
});

test("Athena says that this user may not", async () => {
  const message =
    "User: arn:aws:iam::1:user/ana is not authorized to perform: athena:StartQueryExecution on resource: x";
  vi.stubEnv("AWS_ENDPOINT_URL_ATHENA", await jsonSays("AccessDeniedException", message));
  expectSaid(await run(), 1, "lack athena:StartQueryExecution. Allow them athena:StartQueryExecution, GetQ");
});

test("Athena cannot be reached", async () => {
  vi.stubEnv("AWS_ENDPOINT_URL_ATHENA", "http://127.0.0.1:1");
  expectSaid(
    await run(),
    2,
    "ECONNREFUSED: Athena could not be reached. Check the network, the proxy, AWS_REGION and AWS_ENDPOINT_URL_ATHENA",
  );
});

test("a sender that SES does not know: the tables are made, the report is not sent, and the run says so", async () => {
  const Body = "id,opened\nC1,2026-11-10 09:00:00\nC2,2026-11-11 09:00:00\nC3,2026-11-16 00:00:00\n";
  const Key = "inbox/helpdesk/contacts.csv";
  await s3Client(engines().moto).send(new PutObjectCommand({ Bucket: bucket, Key, Body }));
  const { code, out } = await run();
  expect(out).toContain("computed  3 rows = 3 mapped + 0 quarantined");
  expect(out).toMatch(/^not sent {2}weekly 2026-W46 to 1 person: /m);
  expect(out).toMatch(
    /1 person: SES refused it with MessageRejected .*Verify the sender's domain in SES in this region/,
  );
  expect(out).toMatch(/^queries {3}billed as [1-9]\d+0 MB: Athena bills at least 10 MB each$/m);
  expect(out).not.toMatch(/^sent /m);
  expect(out).not.toContain("reports@unknown.example.net");
  // SES may take it once the sender is verified: another run may do.
  expect(code).toBe(2);
});

test.each([
  "s3:/bucket",
  "s3:bucket",
  "s3://",
  "s3://bucket/folder",
  "s3://My_Bucket",
  "S3://bucket",
  "s3//bucket",
])("%s is no place", async (home) => {
  const { code, err } = await run(home);
  expect(err).toContain("Write a folder, or a whole bucket, for example s3://my-raport-lake.");
  expect(code).toBe(1);
});
