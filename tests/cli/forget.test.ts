/** `raport forget`: somebody left, and asks that their address be taken out of everything. */

import { readdirSync, readFileSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { fileLake } from "../../functions/adapters/local/files.ts";
import { addressKey } from "../../functions/stages/places.ts";
import { leftOut, suppress } from "../../functions/stages/suppressions.ts";
import { said } from "./said.ts";
import { type Two, twoSources, config as written } from "./two.ts";

const mira = "mira.koski@example.org";
const hash = addressKey(mira);
const noor = "noor.amrani@example.org";
const one = `{ name: Mira Koski, address: ${mira} }`;
const other = `{ name: Noor Amrani, address: ${noor} }`;
const both = written.replaceAll(one, `${one}, ${other}`);
const without = written.replaceAll(one, other);

let two: Two;
beforeAll(async () => {
  two = await twoSources({ "raport.yaml": both });
  expect((await two.run()).code).toBe(0);
  const bounced = { v: 1, why: "bounced", at: "2026-11-17T08:00:00Z", id: "x" } as const;
  const lake = fileLake(two.home);
  await suppress(hash, bounced, lake);
  await lake.put(
    "state/untold/a.json",
    Buffer.from(JSON.stringify({ key: "a", to: mira, subject: "s", lines: ["x"] })),
  );
  const lines = [`The email to Mira Koski <${mira}> was not sent.`];
  await lake.put(
    "state/untold/b.json",
    Buffer.from(JSON.stringify({ key: "b", to: noor, subject: "s", lines })),
  );
});

const forget = (...words: readonly string[]) =>
  said(
    "forget",
    mira.toUpperCase(),
    "--home",
    two.home,
    "--config",
    join(two.folder, "raport.yaml"),
    ...words,
  );

/** Every file of the home, with its bytes as text; soft breaks of mails are taken out. */
function everything(): ReadonlyMap<string, string> {
  const names = readdirSync(two.home, { recursive: true, withFileTypes: true }).filter((one) => one.isFile());
  const paths = names.map(({ parentPath, name }) => join(parentPath, name));
  return new Map(paths.map((path) => [path, readFileSync(path, "latin1").replaceAll("=\r\n", "")]));
}
const naming = (what: string) =>
  [...everything()]
    .filter(([, text]) => text.toLowerCase().includes(what))
    .map(([path]) => path.slice(two.home.length + 1));

test("whoever is in the config still is not forgotten: they would come back", async () => {
  const before = everything();
  const inFile = await forget("--yes");
  expect([inFile.code, inFile.err]).toEqual([1, expect.stringContaining("raport.yaml names")]);
  await writeFile(join(two.folder, "raport.yaml"), without);
  const inForce = await forget("--yes");
  expect(inForce.code).toBe(1);
  expect(inForce.err).toContain(
    "is in the config in force: a reader of tickets, a reader of calls. Take them out of it, then: npm run raport -- run.",
  );
  expect(everything()).toEqual(before);
});

test("without --yes it says what there is, and changes nothing", async () => {
  expect((await two.run()).code).toBe(0);
  const before = everything();
  expect(naming(mira).length).toBeGreaterThan(4);
  const { code, out } = await forget();
  expect(code).toBe(0);
  expect(out).toContain("     1 earlier configs name them: removed; nothing can be undone to them");
  expect(out).toContain(
    "     2 plans of reports that were sent list them: name and address give way to a hash",
  );
  expect(out).toContain("     1 notices are still to be told to them: removed");
  expect(out).toContain("     1 other objects name them: the address gives way to a hash");
  // Two reports, the notice to them, and the one about them, which has their address in its HTML, too: 2 + 1 + 2.
  expect(out).toContain("     5 files of the outbox name them: emptied");
  expect(out).toContain("     1 entries say by a hash that they get nothing any more: stays (--stops)");
  expect(out).toContain("Nothing was changed.");
  expect(everything()).toEqual(before);
});

test("nothing names them any more, and nobody else is touched", async () => {
  expect((await forget("--yes")).code).toBe(0);
  expect(naming("mira")).toEqual([]);
  expect(naming("koski")).toEqual([]);
  expect(naming(noor).length).toBeGreaterThan(3);
  expect(readFileSync(join(two.home, "state/untold/b.json"), "utf8")).toContain(
    `The email to ${hash}@erased.invalid was not sent.`,
  );
  expect(await leftOut(["tickets"], hash, fileLake(two.home))).toBe("suppressed");
  const again = await forget("--yes");
  expect(again.code).toBe(0);
  expect(again.out).toContain("     0 plans of reports that were sent list them: nothing to do");
  expect((await said("push", "--undo", "--home", two.home)).err).toContain(
    "has no version before the one in force",
  );
});

test("who comes back is mailed nothing a second time", async () => {
  await forget("--yes", "--stops");
  expect(await leftOut(["tickets"], hash, fileLake(two.home))).toBeUndefined();
  const emails = readdirSync(join(two.home, "outbox")).sort();
  await writeFile(join(two.folder, "raport.yaml"), both);
  expect((await two.run()).code).toBe(0);
  expect(readdirSync(join(two.home, "outbox")).sort()).toEqual(emails);
});
