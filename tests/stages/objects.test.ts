/** One batch of several objects, as a large file lands: mapped object by object it gives the rows that it gives as a whole. */

import { createHash } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { duckdb } from "../../functions/adapters/local/duckdb.ts";
import type { TableName } from "../../functions/core/warehouse.ts";
import { local } from "../../functions/local.ts";
import { compute } from "../../functions/stages/compute.ts";
import { land, unconsumed } from "../../functions/stages/land.ts";
import { configOf, temporaryHome } from "../home.ts";
import { sourceOf } from "../memory.ts";

const now = "2026-12-01T00:00:00Z";
const zone = "Europe/Budapest";
const cell = (name: string) => `json_extract_scalar(body, '$.${name}')`;
const contacts = `select row_id, key as contact_id, ${cell("at")} as opened_at, ${cell("channel")} as channel from raw where ${cell("kind")} = 'contact'`;
const messages = `select row_id, key as message_id, ${cell("of")} as contact_id, ${cell("at")} as sent_at, 'customer' as author from raw where ${cell("kind")} = 'message'`;

const noise = (n: number) => createHash("sha512").update(String(n)).digest("hex");
/** In turn a contact, a message of it and what no mapping takes; the first contact once more, at the very end. */
const kinds = ["contact", "message", "other"] as const;
const each = Array.from({ length: 9_000 }, (_, n) =>
  [n, kinds[n % 3], n - 1, "2026-11-16 09:00", "phone", noise(n) + noise(-n)].join(),
);
const lines = ["id,kind,of,at,channel,text", ...each, "0,contact,,2026-11-16 09:00,chat,again"];

test("a batch of several objects is mapped by its objects, and gives the same rows", async () => {
  const inbox = mkdtempSync(join(tmpdir(), "raport-inbox-"));
  writeFileSync(join(inbox, "all.csv"), `${lines.join("\n")}\n`);
  const mappings = {
    contacts: { file: "contacts.sql", text: contacts },
    messages: { file: "messages.sql", text: messages },
  };
  const source = { ...sourceOf({ id: "desk", path: `${inbox}/*.csv` }), mappings };
  const config = configOf(zone, [source]);
  const written: string[] = [];
  let rawBytesAtOnce = Number.POSITIVE_INFINITY;
  const home = temporaryHome(now, (folder) => {
    const engine = duckdb(folder);
    const write: typeof engine.write = (select, reading, target) => {
      if (target.table.startsWith("staged_")) written.push(target.table);
      return engine.write(select, reading, target);
    };
    return local(folder, {
      engine: Object.defineProperty({ ...engine, write }, "rawBytesAtOnce", { get: () => rawBytesAtOnce }),
    });
  });
  const contents = async () => {
    const rows: string[] = [];
    for (const table of ["contacts", "messages", "quarantine", "kpi_daily"] satisfies TableName[])
      for (const { fingerprint: _, ...row } of await home.select(`select * from ${table}`, [table]))
        rows.push(`${table} ${JSON.stringify(row)}`);
    return rows.sort();
  };
  try {
    await land({ source, zone, now, machineNow: now, run: "land" }, home.ports, undefined, 300_000);
    const { manifests } = await unconsumed(home.ports.lake, source.id, 0);
    expect(manifests).toHaveLength(1);
    const objects = manifests[0]?.objects ?? [];
    expect(objects.length).toBeGreaterThan(1);

    // 9,000 / 3 = 3,000 contacts and as many messages, one contact told twice: 3,000 + 3,000 + 1 = 6,001; 3,000 others.
    const sums = { landed: 9_001, mapped: 6_001, quarantined: 3_000 };
    expect(await compute({ config, run: "whole" }, home.ports)).toMatchObject(sums);
    expect(written).toEqual(["staged_messages", "staged_contacts"]);
    const whole = await contents();
    const [first] = await home.select("select channel from contacts where contact_id = '0'", ["contacts"]);
    expect(first).toEqual({ channel: "chat" });

    written.length = 0;
    rawBytesAtOnce = 1;
    expect(await compute({ config, run: "parts", rebuild: true }, home.ports)).toMatchObject(sums);
    const once = (table: string) => objects.map(() => table);
    expect(written).toEqual([...once("staged_messages"), ...once("staged_contacts")]);
    expect(await contents()).toEqual(whole);
  } finally {
    await home.remove();
    rmSync(inbox, { recursive: true, force: true });
  }
}, 300_000);
