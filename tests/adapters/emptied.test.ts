import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { emailsNaming, emptyEmails } from "../../functions/adapters/local/emptied.ts";
import { mentionOf } from "../../functions/core/mention.ts";
import { folderOf } from "../cli/said.ts";

test("emails are found as a mail program reads them, and emptied, and the others are left", async () => {
  const folder = await folderOf({
    "plain.html": "<p>ann@example.org</p>",
    "broken.eml": "Ask ann@exam=\r\nple.org",
    "encoded.eml": "To: =?utf-8?Q?ann=40example.org?= <x@example.org>",
    "other.eml": "Ask joann@example.org",
    "note.txt": "ann@example.org",
  });
  const { isIn } = mentionOf("ann@example.org");
  const found = await emailsNaming(folder, isIn);
  expect(found).toEqual(["broken.eml", "encoded.eml", "plain.html"]);
  await emptyEmails(folder, found);
  expect(await emailsNaming(folder, isIn)).toEqual([]);
  expect(await readFile(join(folder, "other.eml"), "utf8")).toBe("Ask joann@example.org");
  await writeFile(join(folder, "later.eml"), "ann@example.org");
  expect(await emailsNaming(folder, isIn)).toEqual(["later.eml"]);
  expect(await emailsNaming(join(folder, "none"), isIn)).toEqual([]);
});
