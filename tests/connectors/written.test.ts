import { expect, test } from "vitest";
import { completeUntil } from "../../functions/connectors/written.ts";

const now = Date.parse("2026-11-16T08:00:00Z");

test("files are complete up to the last change of the newest, less the delay with which they come", () => {
  const written = ["2026-11-15T18:40:00.000Z", "2026-11-15T17:00:00.000Z"];
  // 18:40 less 20 minutes: whoever wrote them has not been heard of since.
  expect(completeUntil(now, written, 20)).toBe("2026-11-15T18:20:00.000Z");
});

test("a change that lies ahead says nothing of what is to come", () => {
  expect(completeUntil(now, ["2026-11-16T09:00:00.000Z"], 20)).toBe("2026-11-16T07:40:00.000Z");
});

test("without a file nothing can be said", () => {
  expect(completeUntil(now, [], 20)).toBeNull();
});
