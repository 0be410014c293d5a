import { expect, test } from "vitest";
import { bucketPath, bucketReach, bucketsIn, bucketsText } from "../../functions/core/bucket.ts";

test("only s3:// names a bucket", () => {
  expect(bucketPath("s3://care/connect/**/*")).toEqual({ bucket: "care", key: "connect/**/*" });
  for (const path of ["/data/s3://a/b", "inbox/calls/a.csv", "C:/exports/*.csv", "gs://care/a"])
    expect(bucketPath(path)).toBeUndefined();
});

test.each([
  ["s3://care/connect/**/*", "connect/"],
  ["s3://care/connect/calls-{date}.csv", "connect/calls-"],
  ["s3://care/a b/c.csv", "a b/c.csv"],
  ["s3://care/**/*", ""],
])("%s reaches keys that begin with %j", (path, prefix) => {
  expect(bucketReach(path)).toEqual({ bucket: "care", prefix });
});

test("what a stack is told of them is read as it was meant", () => {
  const reaches = [
    { bucket: "one", prefix: "a b/é%2F" },
    { bucket: "two", prefix: "" },
  ];
  expect(bucketsText(reaches)).toBe("s3://one/a%20b%2F%C3%A9%252F s3://two/");
  expect(bucketsIn(bucketsText(reaches))).toEqual(reaches);
  expect(bucketsIn(undefined)).toEqual([]);
});
