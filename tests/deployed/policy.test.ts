import { expect, test } from "vitest";
import { allows, type Statement } from "./policy.ts";

const mail: Statement = {
  Effect: "Allow",
  Action: ["ses:SendRawEmail"],
  Resource: ["arn:identity/example.org", "arn:configuration-set/raport"],
  Condition: { StringLike: { "ses:FromAddress": "*@example.org" } },
};
const state: Statement = { Effect: "Allow", Action: "s3:GetObject", Resource: "arn:lake/state/*" };
const send = { action: "ses:SendRawEmail", context: { "ses:FromAddress": "reports@example.org" } };

test("every resource of a call must be allowed", () => {
  expect(
    allows([mail], { ...send, resources: ["arn:identity/example.org", "arn:configuration-set/raport"] }),
  ).toBe(true);
  expect(
    allows([mail], { ...send, resources: ["arn:identity/example.org", "arn:configuration-set/other"] }),
  ).toBe(false);
});

test("a condition that does not hold, or of which nothing is known, allows nothing", () => {
  const resources = ["arn:identity/example.org"];
  expect(allows([mail], { ...send, resources, context: { "ses:FromAddress": "x@example.org.evil" } })).toBe(
    false,
  );
  expect(allows([mail], { action: "ses:SendRawEmail", resources })).toBe(false);
});

test("a star is any text, and nothing else is", () => {
  const get = (resource: string) => allows([state], { action: "s3:GetObject", resources: [resource] });
  expect([get("arn:lake/state/a/b.json"), get("arn:lake/statex"), get("arn:lake/raw/state/a")]).toEqual([
    true,
    false,
    false,
  ]);
  expect(allows([state], { action: "s3:PutObject", resources: ["arn:lake/state/a"] })).toBe(false);
});
