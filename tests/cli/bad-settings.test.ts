/** A config or a mapping that is wrong: `check` and `run` say where, what and what to do, and nothing is started. */

import { existsSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { config, mapping, twoSources } from "./two.ts";

const changed = (text: string, from: string, to: string) => {
  expect(text).toContain(from);
  return text.replace(from, to);
};

/** A wrong calls.sql, and what is said of it; `FILE` is its path. */
const mappings: Readonly<Record<string, readonly [string, RegExp]>> = {
  "is not SQL": [
    "selct row_id\nfrom raw\n",
    /^FILE:2:1: syntax error at or near "from"\. Mend the SQL of the mapping\.$/,
  ],
  "ends too early": [
    "select row_id,\n  coalesce(key",
    /^FILE:2:15: the query ends too early\. Mend the SQL of the mapping\.$/,
  ],
  "reads a column raw does not have": [
    changed(mapping, "key as", "ticket as"),
    /^FILE:3:5: .*"ticket" not found.*\. Mend the SQL of the mapping\.$/,
  ],
  "reads a table that is not there": [
    changed(mapping, "from raw", "from tickets"),
    /^FILE:7:6: .*tickets.* Mend the SQL/,
  ],
  "calls a function nobody has": [
    changed(mapping, "json_extract_scalar(body, '$.closed')", "json_get(body)"),
    /^FILE:5:5: .*json_get.* Mend the SQL of the mapping\.$/,
  ],
  "lacks a required column": [
    changed(mapping, "    key as contact_id,\n", ""),
    /^FILE:1:1: the mapping has no column contact_id\. Name the column that identifies a contact, for example: key as contact_id\.$/,
  ],
  "gives a time that is no text": [
    changed(mapping, "json_extract_scalar(body, '$.opened')", "timestamp '2026-11-10 09:00:00'"),
    /^FILE:4:\d+: opened_at is timestamp, not text\. Leave times as the text the file has; Raport reads them\.$/,
  ],
  "gives a number for a text": [
    changed(mapping, "json_extract_scalar(body, '$.channel')", "1"),
    /^FILE:6:10: channel is integer, not text\. Write cast\(\.\.\. as varchar\) as channel\.$/,
  ],
  "gives a column Raport does not know": [
    changed(mapping, "as channel", "as chanel"),
    /^FILE:6:\d+: "chanel" is not a column Raport knows \(did you mean channel\?\)\. Use /,
  ],
  "gives a column twice": [
    changed(mapping, "as channel", "as opened_at"),
    /^FILE:6:\d+: column opened_at is there twice\. Leave one out\.$/,
  ],
};

/** A wrong raport.yaml, and what is said of it. */
const configs: Readonly<Record<string, readonly [string, RegExp]>> = {
  "a wrong key": [
    changed(config, "    key: id", "    kye: id"),
    /^FILE:9:5: sources\[0\]\.kye: .*did you mean "?key"?/m,
  ],
  "a wrong value": [
    changed(config, "monday 08:00", "mondya 08:00"),
    /^FILE:\d+:9: reports\[0\]\.at: "mondya 08:00" is not .*;/,
  ],
  "a wrong zone": [
    changed(config, "zone: UTC", "zone: Europe/Helsinky"),
    /^FILE:3:9: organisation\.zone: "Europe\/Helsinky" is not .*; /,
  ],
  "a missing key": [
    changed(config, "  name: Northwind\n", ""),
    /^FILE:2:3: organisation\.name: is missing; /,
  ],
  "a report that chooses its sources": [
    changed(config, "    title: Weekly calls\n", "    title: Weekly calls\n    sources: [calls]\n"),
    /^FILE:25:5: reports\[1\]\.sources: .*is not a key that belongs here; /,
  ],
  "a mapping that is not there": [
    changed(config, "calls.sql", "call.sql"),
    /^FILE:15:14: sources\[1\]\.mapping: .*call\.sql" does not exist; /,
  ],
  "broken YAML": [changed(config, "zone: UTC", "zone: [UTC"), /^FILE:\d+:\d+: yaml: /],
  "nothing in it": ["", /^FILE:1:1: file: is empty; run npm run raport -- init to make one that works$/],
};

describe.each(Object.entries(mappings))("a mapping that %s", (_, [text, message]) => {
  test("is named by check, and by run before anything is landed or sent", async () => {
    const two = await twoSources({ "calls.sql": text });
    for (const act of [two.check, two.run]) {
      const { code, out, err } = await act();
      expect(err.replaceAll(`${two.folder}/calls.sql`, "FILE").trim()).toMatch(message);
      expect([code, out]).toEqual([1, ""]);
    }
    expect(existsSync(two.home)).toBe(false);
  });
});

describe.each(Object.entries(configs))("a config with %s", (_, [text, message]) => {
  test("is named by check, and by run before anything is landed or sent", async () => {
    const two = await twoSources({ "raport.yaml": text });
    for (const act of [two.check, two.run]) {
      const { code, out, err } = await act();
      expect(err.replaceAll(two.config, "FILE").trim()).toMatch(message);
      expect([code, out]).toEqual([1, ""]);
    }
    expect(existsSync(two.home)).toBe(false);
  });
});

test("everything that is wrong is said at once", async () => {
  const text = changed(changed(config, "    key: id", "    kye: id"), "monday 08:00", "mondya 08:00");
  const { err } = await (await twoSources({ "raport.yaml": text })).check();
  expect(err).toContain("sources[0].kye");
  expect(err).toContain("reports[0].at");
  const both = await twoSources({ "calls.sql": "selct 1", "tickets.sql": "select 1 as row_id from raw" });
  const said = (await both.check()).err;
  expect(said).toContain('calls.sql:1:7: syntax error at or near "1"');
  expect(said).toContain("tickets.sql:1:1: the mapping has no column contact_id");
});

test("after a wrong mapping is mended the run does what it would have done", async () => {
  const two = await twoSources({ "calls.sql": "selct" });
  await two.run();
  await two.put({ "calls.sql": mapping });
  const { code, out } = await two.run();
  expect([code, out]).toEqual([0, expect.stringContaining("6 rows = 6 mapped + 0 quarantined")]);
  expect(Object.keys(two.emails()).sort()).toEqual(["calls", "tickets"]);
});

test("a mapping that fails on a value only is named with its file; nothing is sent until it is mended", async () => {
  const text = "json_extract_scalar(body, '$.channel')";
  const failing = changed(mapping, text, `cast(cast(${text} as integer) as varchar)`);
  const two = await twoSources({ "calls.sql": failing });
  const { code, out } = await two.run();
  expect(code).toBe(1);
  expect(out).toMatch(
    /calls\.sql: a row cannot be mapped: .*'phone'.*\. Use try_cast, which gives NULL for such a value\./,
  );
  expect(existsSync(join(two.home, "outbox"))).toBe(false);
  await two.put({ "calls.sql": failing.replace("cast(cast(", "cast(try_cast(") });
  expect((await two.run()).code).toBe(0);
  expect(Object.keys(two.emails()).sort()).toEqual(["calls", "tickets"]);
});
