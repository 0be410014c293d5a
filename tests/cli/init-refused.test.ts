/** `raport init` refuses what it cannot read, and never replaces anything. */

import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { folderOf, said } from "./said.ts";

const zone = ["--zone", "Europe/Helsinki"] as const;

test.each([
  ["raport.yaml", "mappings/contacts.sql"],
  ["mappings/contacts.sql", "raport.yaml"],
])("nothing is written when %s is there already", async (there, other) => {
  const folder = await folderOf({ [there]: "mine" });
  const { code, err } = await said("init", folder, ...zone);
  expect([code, err]).toEqual([
    1,
    `${join(folder, there)} is already there and was left as it is. Choose another folder, or remove it first.\n`,
  ]);
  expect(await readFile(join(folder, there), "utf8")).toBe("mine");
  await expect(readFile(join(folder, other))).rejects.toThrow("ENOENT");
});

const utf16 = Buffer.from("\uFEFFid,created\n1,2\n", "utf16le");
const refused: Readonly<Record<string, readonly [string | Uint8Array | null, string]>> = {
  "is not there": [null, "t.csv does not exist. Give --csv the path of an export."],
  "is empty": ["", "t.csv:1:1: it is empty; its first line should name the columns."],
  "has empty lines only": ["\n \n", "t.csv:1:1: it is empty"],
  "is latin1": [Buffer.from("id,créé\n", "latin1"), "t.csv:1:1: bytes that are not valid utf-8"],
  "is UTF-16": [utf16, "t.csv:1:1: the file begins with the mark of utf-16le"],
  "is UTF-16 without a mark": [utf16.subarray(2), "t.csv:1:1: the header holds NUL bytes"],
  "is an Excel file": ["PK\u0003\u0004....", "t.csv:1:1: this is a zip or Excel file"],
  "is a cut gzip": [
    gzipSync("id,created\n").subarray(0, 15),
    "t.csv:1:1: the gzip file is damaged or cut short",
  ],
  "has a quote that is never closed": [
    'id,"created\n1,2\n',
    "t.csv:1:1: the header cannot be read: the quotes of its column 2",
  ],
  "names a column twice": [
    "id,created,id\n",
    't.csv:1:12: two columns are named "id". Give each its own name.',
  ],
  "is one JSON array": ['{"id":1},\n', "t.csv:1:1: this is not one JSON object per line"],
};

test.each(Object.entries(refused))(
  "a file that %s is refused, and nothing is written",
  async (_, [body, message]) => {
    const folder = await folderOf(body === null ? {} : { "t.csv": body });
    const { code, err } = await said("init", join(folder, "my"), "--csv", join(folder, "t.csv"), ...zone);
    expect([code, err.replace(`${folder}/`, "")]).toEqual([1, expect.stringContaining(message)]);
    expect(await readdir(folder)).toEqual(body === null ? [] : ["t.csv"]);
  },
);

test("a folder is no file, and a file is no folder", async () => {
  const folder = await folderOf({ "t.csv": "id,created\n" });
  const csvIsFolder = await said("init", join(folder, "my"), "--csv", folder, ...zone);
  expect([csvIsFolder.code, csvIsFolder.err]).toEqual([1, `${folder} is a folder; name one file in it.\n`]);
  const folderIsFile = await said("init", join(folder, "t.csv"), ...zone);
  expect([folderIsFile.code, folderIsFile.err]).toEqual([
    1,
    expect.stringContaining("Choose another folder."),
  ]);
  expect(await readdir(folder)).toEqual(["t.csv"]);
});

test("a zone nobody has is refused, and nothing is written", async () => {
  const folder = await folderOf();
  const { code, err } = await said("init", join(folder, "my"), "--zone", "Mars/Olympus");
  expect([code, err]).toEqual([1, '"Mars/Olympus" is not a time zone; write one like Europe/Helsinki.\n']);
  expect(await readdir(folder)).toEqual([]);
});
