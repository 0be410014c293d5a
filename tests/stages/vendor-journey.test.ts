/**
 * From a vendor's interface to the facts: what landed by the hour and was computed now and then is what the simulated
 * centre knows of its contacts, each row is accounted for, and all of it made again from raw is the same.
 */

import { expect, test } from "vitest";
import { duckdb } from "../../functions/adapters/local/duckdb.ts";
import type { Source } from "../../functions/core/config.ts";
import type { TableName } from "../../functions/core/warehouse.ts";
import { local } from "../../functions/local.ts";
import { compute } from "../../functions/stages/compute.ts";
import { unconsumed } from "../../functions/stages/land.ts";
import { readExclusions } from "../../functions/stages/values.ts";
import type { Centre } from "../../world/vendors/centre.ts";
import { groundOf, stageOf, type Trial } from "../connectors/chaos.ts";
import { trialOf as liveagent } from "../connectors/liveagent-trial.ts";
import { trialOf as zendesk } from "../connectors/zendesk-trial.ts";
import { configOf, type Home, temporaryHome } from "../home.ts";

const few: Partial<Trial> = { share: 0.05, days: 3, everySeconds: 8 * 3600 };
const trials = { zendesk: zendesk("calm 14", few), liveagent: liveagent("calm 14", few) } as const;

/** What became of each contact, by the instants only: vendors number them each in its own way. */
const columns = ["opened_at", "resolved_at", "first_resolved_at", "reopened_at"] as const;

/** Zendesk knows of a call by the call itself: one that nobody took and that came to no queue leaves nothing there. */
function truthOf({ matters }: Centre, { type }: Source): readonly string[] {
  const text = (at: number | null) => (at === null ? "-" : new Date(at * 1000).toISOString().slice(0, 19));
  return matters
    .filter(({ contact, standings }) => {
      const leavesNothing = contact.channel === "phone" && standings.at(-1)?.legs.length === 0;
      return type !== "zendesk" || !leavesNothing;
    })
    .map(({ contact, standings }) => {
      const last = standings.at(-1)!;
      const solved = last.status === "resolved" ? last.resolvedAt : null;
      return [contact.openedAt, solved, last.firstResolvedAt, last.reopenedAt].map(text).join(" ");
    })
    .sort();
}

const contactsIn = async (home: Home) => {
  const rows = await home.select(`select ${columns.join(", ")} from contacts where not is_deleted`, [
    "contacts",
  ]);
  const text = (value: unknown) => (value === null ? "-" : String(value).replace(" ", "T").slice(0, 19));
  return rows.map((row) => columns.map((name) => text(row[name])).join(" ")).sort();
};

const made: readonly TableName[] = [
  "contacts",
  "status_changes",
  "messages",
  "members",
  "sla_verdicts",
  "kpi_daily",
];
const contents = async (home: Home) => {
  const tables: Record<string, readonly string[]> = {};
  for (const table of made)
    tables[table] = (await home.select(`select * from ${table}`, [table]))
      .map(({ fingerprint: _, ...row }) => JSON.stringify(row))
      .sort();
  return tables;
};

test.each(Object.entries(trials))(
  "what %s tells of contacts is what became of them",
  async (_, trial) => {
    const stage = stageOf(groundOf(trial));
    const staged: string[] = [];
    let rawBytesAtOnce = 64 * 1024 * 1024;
    const home = temporaryHome("2026-12-01T00:00:00Z", (folder) => {
      const engine = duckdb(folder);
      const write: typeof engine.write = (select, reading, target) => {
        if (target.table === "staged_contacts") staged.push(String(target.partitions[0]?.run));
        return engine.write(select, reading, target);
      };
      const limited = Object.defineProperty({ ...engine, write }, "rawBytesAtOnce", {
        get: () => rawBytesAtOnce,
      });
      return local(folder, { engine: limited });
    });
    const config = configOf("Europe/Budapest", [trial.source]);
    const computed = async (run: string, rebuild = false) => {
      for (const [key, bytes] of stage.lake.objects) await home.ports.lake.put(key, bytes);
      return compute({ config, run, rebuild }, home.ports);
    };
    try {
      const sums = { landed: 0, mapped: 0, quarantined: 0, unused: 0 };
      for (const hours of [40]) {
        await stage.until(stage.clock.now() + hours * 3_600_000);
        const { landed, mapped, quarantined, unused } = await computed(`after-${hours}`);
        expect(landed).toBe(mapped + quarantined + unused);
        sums.landed += landed;
      }
      await stage.quiet();
      sums.landed += (await computed("last")).landed;
      expect(sums.landed).toBe((await stage.rows()).length);
      const leftOut = await home.ports.warehouse.read((reader) => readExclusions(reader, [trial.source.id]));
      expect(leftOut).toEqual([]);
      const truth = truthOf(stage.ground.centre, trial.source);
      expect(truth.filter((one) => !one.endsWith(" -")).length).toBeGreaterThan(0);
      expect(await contactsIn(home)).toEqual(truth);

      const before = await contents(home);
      staged.length = 0;
      expect((await computed("again", true)).rebuilt).toBe(true);
      expect(staged).toHaveLength(1);
      expect(await contents(home)).toEqual(before);

      // Each batch mapped by itself: more is landed than one statement may join.
      staged.length = 0;
      rawBytesAtOnce = 1;
      expect((await computed("piecemeal", true)).rebuilt).toBe(true);
      const batches = (await unconsumed(home.ports.lake, trial.source.id, 0)).manifests.length;
      expect(batches).toBeGreaterThan(2);
      expect(new Set(staged).size).toBe(batches);
      expect(await contents(home)).toEqual(before);
    } finally {
      await home.remove();
    }
  },
  300_000,
);
