/** `raport init`: what it writes is right, and maps the columns it found. */

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { loadConfig } from "../../config/index.ts";
import { local } from "../../functions/local.ts";
import { queryOf } from "../home.ts";
import { folderOf, said } from "./said.ts";

const zone = ["--zone", "Europe/Helsinki"] as const;
const now = "2026-11-16T08:00:00Z";

/** One contact as every file of these tests tells it, in the order id, version, opened ... */
const cells = [
  "T-1",
  "2026-11-09 11:00",
  "2026-11-09 09:00",
  "2026-11-09 10:30",
  "phone",
  "Billing",
  "Refund",
  "Ann",
  "zsofia@example.org",
];
const plain = [
  "ticket_id",
  "updated",
  "created",
  "closed",
  "via",
  "team",
  "topic",
  "assignee",
  "requester_email",
];

/** Helsinki is two hours ahead of UTC in November. */
const contact = {
  contact_id: "T-1",
  version: "2026-11-09 11:00",
  opened_at: "2026-11-09T07:00:00Z",
  resolved_at: "2026-11-09T08:30:00Z",
  channel: "phone",
  department: "Billing",
  reason: "Refund",
  agent: "Ann",
  // By the key of the home: zsofia@example.org, and not her address.
  customer_id: expect.stringMatching(/^h:[\w-]{22}$/) as string,
};

/** What `init` makes of a file, whether `check` takes it, and the contacts a run gets out of it, untouched by hand. */
async function fromFile(name: string, body: string | Uint8Array, ...options: readonly string[]) {
  const folder = await folderOf({ [name]: body });
  const into = join(folder, "my");
  const config = join(into, "raport.yaml");
  const made = await said("init", into, "--csv", join(folder, name), ...zone, ...options);
  expect(made.err).toBe("");
  const checked = await said("check", "--config", config);
  expect(checked.err).toBe("");
  const home = join(folder, "home");
  const ran = await said("run", "--config", config, "--home", home, "--now", now);
  const ports = local(home);
  const select = `select ${Object.keys(contact).join(", ")} from contacts`;
  const contacts = await ports.warehouse
    .read((reader) => Array.fromAsync(reader.rows({ query: queryOf(select, ["contacts"]), params: {} })))
    .finally(() => ports.warehouse.close());
  return { codes: [made.code, checked.code, ran.code], contacts, made };
}

const quoted = (row: readonly string[]) => row.map((cell) => `"${cell.replaceAll('"', '""')}"`);
const csv = (rows: readonly (readonly string[])[], delimiter = ",", end = "\n") =>
  rows.map((row) => row.join(delimiter) + end).join("");

const hostile = [
  'Ticket "No" id',
  "last updated ?",
  "it's created'; drop table raw; --",
  "$.closed[0] $at",
  "channel {feed} {date}",
  "Team, name; of\tit",
  "Reason [x] /* \u001b[31m \u0007 */",
  'agent\\back\\\\s "q" \u{1f600}',
  `Customer's "e-mail".*`,
];

const files: Readonly<Record<string, readonly [string, string | Uint8Array]>> = {
  "plain names": ["t.csv", csv([plain, cells])],
  "quoted names": ["t.csv", csv([quoted(plain), quoted(cells)])],
  "names with other cases, spaces and hyphens": [
    "t.csv",
    csv([
      [
        "Ticket ID",
        "Last-Updated",
        "Created At",
        "Closed At",
        "Source",
        "Team Name",
        "Category",
        "Handled by",
        "Customer Email",
      ],
      cells,
    ]),
  ],
  semicolons: ["t.csv", csv([plain, cells], ";")],
  tabs: ["t.tsv", csv([plain, cells], "\t")],
  "a byte order mark and Windows line ends": ["t.csv", `\uFEFF${csv([plain, cells], ";", "\r\n")}`],
  gzip: ["t.csv.gz", gzipSync(csv([plain, cells]))],
  "gzip with a byte order mark": ["t.csv.gz", gzipSync(`\uFEFF${csv([plain, cells])}`)],
  "empty lines before the header": ["t.csv", `\n\r\n${csv([plain, cells])}`],
  "one JSON object per line": [
    "t.ndjson",
    `${JSON.stringify(Object.fromEntries(plain.map((name, n) => [name, cells[n]])))}\n`,
  ],
  "a name of brackets, a blank and a quote": ["it's [1] (2).csv", csv([plain, cells])],
  "names that would break out of SQL, JSON path, YAML, comments and terminals": [
    "t.csv",
    csv([quoted(hostile), quoted(cells)]),
  ],
};

describe.each(Object.entries(files))("a file with %s", (_, [name, body]) => {
  test("is mapped without an edit", async () => {
    const { codes, contacts, made } = await fromFile(name, body);
    expect(contacts).toEqual([contact]);
    expect(codes).toEqual([0, 0, 0]);
    expect(made.out).not.toContain("no column looked like");
  });
});

test("what customers are called and wrote is emptied at landing, without an edit", async () => {
  const header = ['Requester name, "full"', "Subject", ...plain];
  const row = ["Zsófia Nagy", "My invoice", ...cells];
  const { codes, contacts, made } = await fromFile("t.csv", csv([quoted(header), quoted(row)]));
  expect([codes, contacts]).toEqual([[0, 0, 0], [contact]]);
  expect(made.out).toContain(`personal, never kept: Requester name, "full", Subject;`);
  expect(made.out).toContain("lands as a keyed hash, never as it is: requester_email");
  expect(made.out).not.toContain("not used:");
});

test("a name tells no customers apart: how to tell them is said", async () => {
  const folder = await folderOf({ "t.csv": csv([[...plain.slice(0, 8), "requester"], cells]) });
  const { out } = await said("init", join(folder, "my"), "--csv", join(folder, "t.csv"), ...zone);
  expect(out).toContain(
    "no column looked like customer_id: to see who comes again, write the column that tells customers apart below hashed: in the config",
  );
});

test("hostile names stay in one comment line without control characters", async () => {
  const folder = await folderOf({ "t.csv": csv([quoted(hostile), quoted(cells)]) });
  await said("init", join(folder, "my"), "--csv", join(folder, "t.csv"), ...zone);
  const mapping = join(folder, "my", "mappings", "contacts.sql");
  const comments = (await readFile(mapping, "utf8")).split("\n").filter((line) => line.startsWith("--"));
  // Question, empty, grain, reads, params, windows, two of traps, the file's columns.
  expect(comments).toHaveLength(9);
  expect(comments.join("")).not.toMatch(/\p{Cc}/u);
});

test("a file in another encoding is mapped once that is said", async () => {
  const accented = [...plain.slice(0, 7), "assignée agent", "requester_email"];
  const body = Buffer.from(csv([accented, cells]), "latin1");
  const { contacts } = await fromFile("t.csv", body, "--encoding", "windows-1252");
  expect(contacts).toEqual([contact]);
});

test("without a file it writes a config and a mapping that check takes", async () => {
  const folder = await folderOf();
  const made = await said("init", join(folder, "my"), ...zone);
  expect(made).toMatchObject({ code: 0, err: "" });
  const config = join(folder, "my", "raport.yaml");
  expect(made.out).toContain(`npm run raport -- check --config ${config}`);
  const checked = await said("check", "--config", config);
  expect(checked).toMatchObject({ code: 0, err: "" });
  const line =
    (await readFile(config, "utf8")).split("\n").findIndex((one) => one.includes("you@example.org")) + 1;
  expect(checked.out).toContain(
    `note      ${config}:${line}:18: reports[0].to[0].address: you@example.org is the starter's and nobody's; write`,
  );
  expect((await loadConfig(config)).organisation.zone).toBe("Europe/Helsinki");
});

test("a file whose name reads like a number is still found", async () => {
  const folder = await folderOf({ "2026": csv([plain, cells]) });
  await said("init", folder, "--csv", join(folder, "2026"), ...zone);
  const { sources } = await loadConfig(join(folder, "raport.yaml"));
  expect(sources).toMatchObject([{ path: join(folder, "2026") }]);
});

test("the commands it says come next can be pasted, whatever the folder is called", async () => {
  const folder = join(await folderOf(), "o'hara's reports");
  const { out } = await said("init", folder, ...zone);
  expect(out).toContain(`--config '${folder.replaceAll("'", "'\\''")}/raport.yaml'`);
});

test("columns it cannot tell are named, with what to do about each", async () => {
  const folder = await folderOf({ "t.csv": "a,b\n1,2\n" });
  const { code, out } = await said("init", join(folder, "my"), "--csv", join(folder, "t.csv"), ...zone);
  expect(code).toBe(0);
  expect(out).toContain(
    "no column looked like contact_id: write the one that names a contact after key: in the config",
  );
  expect(out).toMatch(/no column looked like opened_at: .* no row counts without it/);
  expect(out).toMatch(/no column looked like channel: .* or leave it NULL/);
});
