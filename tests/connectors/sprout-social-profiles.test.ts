/** An account of whose profiles the token may not read every one. */

import { expect, test } from "vitest";
import type { Page } from "../../functions/connectors/index.ts";
import { accountWith, type Body, failure, message, records } from "./sprout-social-told.ts";

const ids = ["1", "2", "3", "4", "5"];
const named = ({ filters }: Body) =>
  filters
    .find((filter) => filter.startsWith("customer_profile_id"))
    ?.replace(/[^\d,]/g, "")
    .split(",") ?? [];

/** Each profile has one message, unless the token is refused it. */
function accountRefusing(refused: readonly string[], now?: string) {
  return accountWith(
    ({ body }) => {
      const asked = named(body as Body);
      if (asked.some((id) => refused.includes(id))) throw failure("forbidden", 403);
      return { data: asked.map((id) => message(`m${id}`)) };
    },
    now,
    {},
    ids,
  );
}

const keys = (pages: readonly Page[]) => records(pages).map(({ key }) => key);
const notes = (pages: readonly Page[]) =>
  pages.flatMap((page) => page.notes.map((note) => "message" in note && note.message));
const told =
  "the messages of the profile 3 are left out, and asked for again at the next reading: it was forbidden";

test("one that is refused is left out with a word, and the others are read", async () => {
  const { read, queries } = accountRefusing(["3"]);
  const pages = await read("messages");
  expect(queries().map((query) => named(query).join(" "))).toEqual(["1 2 3 4 5", "1 2 3", "1 2", "3", "4 5"]);
  expect(keys(pages)).toEqual(["m1", "m2", "m4", "m5"]);
  expect(notes(pages)).toEqual([told]);
  expect(pages.at(-1)).toMatchObject({ done: true, watermark: "2026-11-04T12:00:00.000Z" });
});

test("the next reading asks for it by itself, and once it may be read goes back to where it was not", async () => {
  const first = await accountRefusing(["3"]).read("messages");
  const still = accountRefusing(["3"], "2026-11-05T12:02:00Z");
  const second = await still.read("messages", first.at(-1)?.next);
  // Both sweeps of the others; what was done with messages nobody may read is not asked for.
  expect(still.queries().map((query) => named(query).join(" "))).toEqual(["1 2 4 5", "3", "1 2 4 5"]);
  expect(notes(second)).toEqual([told]);
  const open = accountRefusing([], "2026-11-06T12:02:00Z");
  const third = await open.read("messages", second.at(-1)?.next);
  expect(notes(third)).toEqual([]);
  const began = ({ filters }: Body) => /^created_time\.in\((.{19})/.exec(filters.at(-1) ?? "")?.[1];
  // Of the others a day is read again, the first of the day; of 3 everything since the source begins.
  expect(open.queries().map((query) => [named(query).join(" "), began(query)])).toEqual([
    ["1 2 4 5", "2026-11-04T12:00:00"],
    ["3", "2026-11-02T23:00:00"],
    ["1 2 4 5", undefined],
    ["3", undefined],
  ]);
  const fourth = accountRefusing([], "2026-11-06T13:02:00Z");
  await fourth.read("messages", third.at(-1)?.next);
  expect(fourth.queries().map((query) => named(query).join(" "))).toEqual(["1 2 3 4 5", "1 2 3 4 5"]);
});

test("where all are refused, nothing of the messages can be read, and that is an error", async () => {
  const { read, queries } = accountRefusing(ids);
  await expect(read("messages")).rejects.toMatchObject({ kind: "forbidden" });
  // All, the halves, and each: 1 + 1 + 1 + 2 + 1 + 1 + 2.
  expect(queries().length).toBe(9);
});
