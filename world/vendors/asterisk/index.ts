/**
 * Asterisk as the simulated centre would use it: nothing can be asked of it, it appends to two files. They are rotated
 * at local midnight and packed after two days; a line that is just being written is there by half.
 */

import { gzipSync } from "node:zlib";
import { localDay } from "../../clock.ts";
import type { Ledger, Version } from "../ledger.ts";
import type { Drop, Personality } from "../vendor.ts";
import { writtenOf } from "./lines.ts";

export const asterisk: Personality = {
  name: "asterisk",
  streams: [
    { name: "queue_log", lateness: 0 },
    { name: "Master.csv", lateness: 0 },
  ],
  groups: {},
  *versions(centre) {
    // What was written once stays as it was: of its instant, whatever comes of the call or the shift after it.
    const written = [...writtenOf(centre)].filter(({ at }) => at < centre.until);
    const all = written.toSorted((a, b) => a.at - b.at);
    for (const [number, { log, at, text }] of all.entries())
      yield { stream: log, key: String(number), version: "", at: at * 1000, op: "upsert", body: text };
  },
  isAllowed: () => false,
  route: () => undefined,
  answer: () => ({ status: 404, body: "" }),
  refusal: (status) => ({ status, body: "" }),
  drops: (ledger, now) => ["queue_log", "Master.csv"].flatMap((log) => filesOf(log, ledger, now)),
};

const keptDays = 7;

function filesOf(log: string, ledger: Ledger, now: number): readonly Drop[] {
  const written = ledger.versions.filter(
    ({ stream, visibleAt }) => stream === log && visibleAt <= now + 2000,
  );
  const today = localDay(now / 1000);
  const days = [...Map.groupBy(written, ({ visibleAt }) => localDay(visibleAt / 1000))].filter(
    ([day]) => day <= today,
  );
  return days
    .toSorted(([a], [b]) => (a < b ? 1 : -1))
    .slice(0, keptDays)
    .map(([day, lines]) => fileOf(log, lines, now, daysBetween(day, today)));
}

function fileOf(log: string, lines: readonly Version[], now: number, age: number): Drop {
  const whole = lines.filter(({ visibleAt }) => visibleAt <= now);
  const next = lines.find(({ visibleAt }) => visibleAt > now);
  const half = age === 0 ? (next?.body.slice(0, next.body.length / 2) ?? "") : "";
  const body = Buffer.from(whole.map((line) => `${line.body}\n`).join("") + half);
  const isPacked = age > 2;
  const name = age === 0 ? log : `${log}.${age}${isPacked ? ".gz" : ""}`;
  return { name, body: isPacked ? gzipSync(body) : body, modifiedAt: whole.at(-1)?.visibleAt ?? now };
}

const daysBetween = (from: string, to: string): number =>
  Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
