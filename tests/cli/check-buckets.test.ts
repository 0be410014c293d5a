import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { bytes } from "../contracts/lake.ts";
import { testBucket } from "../world/vendors/bucket.ts";
import { config, twoSources } from "./two.ts";

const calls = (path: string) => ({
  "raport.yaml": config.replace(
    "sources:\n",
    `sources:\n  - { id: phone, type: amazon-connect, path: "${path}" }\n`,
  ),
});

/** What the SDK goes by, and nothing else of this machine. */
async function bucketHere() {
  const made = await testBucket();
  const { region, credentials } = made.access;
  vi.stubEnv("AWS_ENDPOINT_URL_S3", made.endpoint);
  vi.stubEnv("AWS_REGION", region);
  vi.stubEnv("AWS_ACCESS_KEY_ID", credentials.accessKeyId);
  vi.stubEnv("AWS_SECRET_ACCESS_KEY", credentials.secretAccessKey);
  return made;
}

beforeEach(() => {
  for (const name of ["AWS_PROFILE", "AWS_SESSION_TOKEN", "AWS_ENDPOINT_URL"]) vi.stubEnv(name, undefined);
});
afterEach(() => void vi.unstubAllEnvs());

test("a bucket that can be read is worth no word, and an empty one is told", async () => {
  const { put } = await bucketHere();
  const two = await twoSources(calls("s3://test-bucket/connect/**/*"));
  const before = await two.check();
  expect([before.code, before.out]).toEqual([
    0,
    expect.stringMatching(
      /^warning {3}.*\/raport\.yaml:6:46: sources\[0\]\.path: nothing lies at s3:\/\/test-bucket\/connect\/\*\*\/\* yet;/m,
    ),
  ]);
  put("connect/2026/a.gz", bytes("x"));
  const { code, out } = await two.check();
  expect([code, out.includes("phone")]).toEqual([0, false]);
});

test("one that cannot be read from here is warned of with what to do: who runs it may be somebody else", async () => {
  await bucketHere();
  const two = await twoSources(calls("s3://other-bucket/connect/**/*"));
  const missing = await two.check();
  expect([missing.code, missing.out]).toEqual([
    0,
    expect.stringContaining(
      ":6:46: sources[0].path: with the credentials of this machine: cannot read s3://other-bucket/connect/: NoSuchBucket: there is no such bucket. Correct path: in the config, then run again.\n",
    ),
  ]);
  vi.stubEnv("AWS_ACCESS_KEY_ID", "AKIDNOBODY");
  const { code, out } = await two.check();
  expect(code).toBe(0);
  expect(out).toContain("InvalidAccessKeyId: AWS does not know these credentials.");
  expect(out).not.toContain("AKIDNOBODY");
});

test("a file of a table in a bucket is no file of this machine that would be missing", async () => {
  const { put } = await bucketHere();
  put("in/t.csv", bytes("id\n1\n"));
  const two = await twoSources({
    "raport.yaml": config.replace("path: tickets/*", "path: s3://test-bucket/in/*.csv"),
  });
  const { code, out } = await two.check();
  expect([code, out.includes("tickets: ")]).toEqual([0, false]);
});
