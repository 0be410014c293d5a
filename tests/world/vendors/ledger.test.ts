import { expect, test } from "vitest";
import { ledgerOf, ledgerText, type Version } from "../../../world/vendors/ledger.ts";

const version = (key: string, name: string, at: number, visibleAt = at): Version => ({
  ...{ stream: "things", key, version: name, at, visibleAt, op: "upsert" },
  body: `{"id":${key},"is":"${name}"}`,
});

const names = (versions: readonly Version[]) => versions.map(({ key, version: name }) => `${key}${name}`);

// In the order they were made: 1a, 1b, 2a, 2b. 1b is shown late, 2b is shown before 2a.
const ledger = ledgerOf([
  version("1", "a", 100),
  version("1", "b", 200, 290),
  version("2", "a", 150, 260),
  version("2", "b", 250),
]);

test("a version is seen from the instant it becomes visible, not from its timestamp on", () => {
  expect(names(ledger.visible("things", 99))).toEqual([]);
  expect(names(ledger.visible("things", 100))).toEqual(["1a"]);
  expect(names(ledger.visible("things", 259))).toEqual(["1a", "2b"]);
  expect(names(ledger.visible("things", 290))).toEqual(["1a", "2b", "2a", "1b"]);
});

test("of each key the newest that is visible stands, in the order of timestamps", () => {
  expect(names(ledger.current("things", 289))).toEqual(["1a", "2b"]);
  expect(names(ledger.current("things", 290))).toEqual(["1b", "2b"]);
});

test("an older version that is shown later replaces nothing", () => {
  expect(names(ledger.current("things", 255))).toEqual(["1a", "2b"]);
  expect(names(ledger.current("things", 270))).toEqual(["1a", "2b"]);
});

test("may be asked for an earlier time again", () => {
  expect(names(ledger.current("things", 300))).toEqual(["1b", "2b"]);
  expect(names(ledger.current("things", 100))).toEqual(["1a"]);
  expect(names(ledger.newest(300))).toEqual(["1b", "2b"]);
});

test("knows nothing of a stream that is not there", () => {
  expect(ledger.current("others", 300)).toEqual([]);
  expect(ledger.visible("others", 300)).toEqual([]);
});

test("is told as one line for each version that is visible, exactly as it is served", () => {
  const lines = ledgerText(ledger, 259).trimEnd().split("\n");
  expect(lines.map((line) => JSON.parse(line))).toEqual([version("1", "a", 100), version("2", "b", 250)]);
  expect(ledgerText(ledger, 0)).toBe("");
});
