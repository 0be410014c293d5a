import { expect, test } from "vitest";
import { filesStream } from "../../functions/connectors/files.ts";
import { memoryInbox, sourceOf } from "../memory.ts";

const daily = { path: "/in/day-{date}.csv", expects: { kind: "daily", by: "06:00" } } as const;
const csv = "id\n1\n";
const files = { "/in/day-2026-11-14.csv": csv, "/in/day-2026-11-15.csv": csv, "/in/day-2026-11-16.csv": csv };

async function names(settings: object, today: string): Promise<readonly string[]> {
  const connector = filesStream(sourceOf(settings), memoryInbox(files), { today });
  const pages = await Array.fromAsync(connector.read(null, { batch: () => 1 }));
  return pages.flatMap(({ notes }) => notes.map(({ name }) => name));
}

test("the file of a day that is not over is left alone", async () => {
  expect(await names(daily, "2026-11-15")).toEqual(["day-2026-11-14.csv"]);
});

test("it is landed as soon as its day is over", async () => {
  expect(await names(daily, "2026-11-16")).toEqual(["day-2026-11-14.csv", "day-2026-11-15.csv"]);
});

test("a source that promises no file per day lands every file there is", async () => {
  const whenever = { path: daily.path, expects: { kind: "latest-row" } };
  expect(await names(whenever, "2026-11-15")).toHaveLength(3);
});
