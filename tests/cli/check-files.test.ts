import { expect, test } from "vitest";
import { said } from "./said.ts";
import { config, good, mapping, twoSources } from "./two.ts";

/** `config` of two.ts: sources begin in line 5, and `key:` of the first is line 9, its value in column 10. */
const withTickets = (from: string, to: string) => ({ "raport.yaml": config.replace(from, to) });

test("a key column that is not in the newest file is told at its line, with the columns there are", async () => {
  const two = await twoSources({
    ...withTickets("    key: id", "    key: Id"),
    "tickets/t.csv": `Ticket,opened,closed,channel\n${good}`,
  });
  const { code, err } = await two.check();
  expect([code, err.replaceAll(two.folder, "F")]).toEqual([
    1,
    'F/raport.yaml:9:10: sources[0].key: the file F/tickets/t.csv has no column "Id"; its columns are Ticket, opened, closed, channel; did you mean "Ticket"?\n',
  ]);
});

test("every column that is missing is told at once: key, version and personal ones", async () => {
  const two = await twoSources(
    withTickets("    key: id\n", "    key: idd\n    version: last_write\n    personal: [opened, nick]\n"),
  );
  const { code, err } = await two.check();
  const lines = err.replaceAll(two.folder, "F").trim().split("\n");
  const has = "its columns are id, opened, closed, channel; ";
  expect(code).toBe(1);
  expect(lines).toEqual([
    `F/raport.yaml:9:10: sources[0].key: the file F/tickets/t.csv has no column "idd"; ${has}did you mean "id"?`,
    `F/raport.yaml:10:14: sources[0].version: the file F/tickets/t.csv has no column "last_write"; ${has}write one of them after version:, or remove the line`,
    `F/raport.yaml:11:24: sources[0].personal[1]: the file F/tickets/t.csv has no column "nick"; ${has}correct the name, or remove it`,
  ]);
});

test("a newest file that cannot be read is told at the path of its source", async () => {
  const two = await twoSources({ "tickets/t.csv": 'id,"opened\n' });
  const { code, err } = await two.check();
  expect([code, err.replaceAll(two.folder, "F")]).toEqual([
    1,
    expect.stringMatching(
      /^F\/raport\.yaml:8:11: sources\[0\]\.path: the newest file cannot be read; F\/tickets\/t\.csv:1:1: the header cannot be read: /,
    ),
  ]);
});

test("a column a mapping reads and the newest file does not have is warned of, where the mapping names it", async () => {
  const two = await twoSources({ "tickets.sql": mapping.replace("$.closed", "$.close") });
  const { code, out } = await two.check();
  expect(code).toBe(0);
  expect(out.replaceAll(two.folder, "F")).toContain(
    'warning   F/tickets.sql:5:31: the file F/tickets/t.csv has no column "close"; its columns are id, opened, closed, channel; did you mean "closed"?\n',
  );
});

test("a column a mapping reads and personal empties is warned of, where the mapping names it", async () => {
  const two = await twoSources(withTickets("    key: id\n", "    key: id\n    personal: [closed]\n"));
  const { code, out } = await two.check();
  expect(code).toBe(0);
  expect(out.replaceAll(two.folder, "F")).toContain(
    'warning   F/tickets.sql:5:31: "closed" is NULL in every row, because personal: in the config empties it; take it out of there,',
  );
});

test("names in a header cannot move the cursor, nor fill the terminal", async () => {
  const names = Array.from({ length: 60 }, (_, n) => `c${n}`).join(",");
  const two = await twoSources({ "tickets/t.csv": `"\u001b[2J${"x".repeat(500)}",${names}\n` });
  const { err } = await two.check();
  expect(err).not.toMatch(/[^\P{C}\n]/u);
  expect(err).toContain("c38 and 21 more");
  expect(err.length).toBeLessThan(1200);
});

test("check says which source has no file yet, and calls the config right: it may still come", async () => {
  const two = await twoSources({ "calls/c.csv": null });
  const { code, out } = await two.check();
  // `    path: ` are ten characters, on the 13th line.
  expect([code, out.replaceAll(two.folder, "F")]).toEqual([
    0,
    expect.stringContaining(
      "warning   F/raport.yaml:13:11: sources[1].path: no file of this machine matches F/calls/* yet; correct the path, unless one is still to come\n",
    ),
  ]);
});

test("an account of which nothing would be read yet is told at the day it is to be read from", async () => {
  const account = (since: string) => `sources:
  - { id: desk, type: zendesk, account: northwind, token: DESK_TOKEN, since: ${since} }
`;
  // "  - { id: desk, type: zendesk, account: northwind, token: DESK_TOKEN, since: " are 77 characters. It is the 16th.
  const two = await twoSources(withTickets("sources:\n", account("2026-11-17")));
  const { code, err } = await two.check();
  expect([code, err.replaceAll(two.folder, "F")]).toEqual([
    1,
    "F/raport.yaml:6:78: sources[0].since: 2026-11-17 lies in the future: it is 2026-11-16 in UTC, and nothing would be read before; write the first day that is to be read\n",
  ]);
  // Neither may it come into force.
  const at = ["--config", `${two.folder}/raport.yaml`, "--home", `${two.folder}/home`];
  for (const command of ["run", "push"])
    expect(await said(command, ...at, "--now", "2026-11-16T08:00:00Z"), command).toMatchObject({
      code: 1,
      err,
    });
  await two.put(withTickets("sources:\n", account("2026-11-16")));
  expect((await two.check()).code).toBe(0);
});

test("a folder in which a vendor leaves nothing yet is told, too", async () => {
  const asterisk = `sources:
  - { id: pbx, type: asterisk, path: logs/**/*, zone: UTC }
`;
  const two = await twoSources(withTickets("sources:\n", asterisk));
  const told = "sources[0].path: no file of this machine matches";
  expect((await two.check()).out).toContain(told);
  await two.put({ "logs/queue_log": "x" });
  expect((await two.check()).out).not.toContain(told);
});
