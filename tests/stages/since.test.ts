/** Accounts that begin after today, by the day it is where each of them is. */

import { expect, test } from "vitest";
import type { Source } from "../../functions/core/config.ts";
import { notBegun } from "../../functions/stages/since.ts";
import { configOf } from "../home.ts";
import { sourceOf } from "../memory.ts";

const desk = (id: string, zone: string, since: string) =>
  ({ ...sourceOf({ id }), type: "zendesk", zone, since }) as unknown as Source;
const found = (...sources: readonly Source[]) =>
  notBegun(configOf("UTC", sources), "2026-11-15T12:00:00Z").map(
    ({ path, message }) => `${path.join(".")} ${message.slice(0, message.indexOf(","))}`,
  );

test("today is the day it is in the zone of the account", () => {
  // In Auckland, 13 hours ahead, the 16th is an hour old; in Los Angeles it is four in the morning of the 15th.
  expect(found(desk("one", "Pacific/Auckland", "2026-11-16"))).toEqual([]);
  expect(found(desk("one", "America/Los_Angeles", "2026-11-16"))).toEqual([
    "sources.0.since 2026-11-16 lies in the future: it is 2026-11-15 in America/Los_Angeles",
  ]);
});

test("each of them is told at its own place, and files begin whenever they do", () => {
  const late = desk("two", "Pacific/Auckland", "2026-11-17");
  expect(
    found(sourceOf(), desk("one", "UTC", "2026-11-15"), late, desk("three", "UTC", "2027-11-15")),
  ).toEqual([
    "sources.2.since 2026-11-17 lies in the future: it is 2026-11-16 in Pacific/Auckland",
    "sources.3.since 2027-11-15 lies in the future: it is 2026-11-15 in UTC",
  ]);
});
