/** What stands around the stages in a simulated year: a lake, a mailer, sources and tables, all of which can fail. */

import type { Config, Source } from "../../functions/core/config.ts";
import { HeldError, MailError, SourceError } from "../../functions/core/errors.ts";
import { type LandState, stateKey } from "../../functions/core/landing.ts";
import { parseStored } from "../../functions/core/stored.ts";
import type { WarehouseState } from "../../functions/core/warehouse.ts";
import type { Lake, Mail, Message, Ports, Warehouse } from "../../functions/ports.ts";
import { Kill } from "../memory.ts";
import { callsUntil, inSpan, type Scenario, type SourceId } from "./scenario.ts";

export interface Sent {
  readonly message: Message;
  readonly at: string;
}

/** The clock, and everything that outlives a worker. */
export class World {
  now: string;
  readonly sent: Sent[] = [];
  /** Messages whose answer was lost, by their ids. */
  readonly ambiguous: string[] = [];
  readonly objects = new Map<string, { readonly body: Uint8Array; readonly etag: string }>();
  tables: WarehouseState = { generation: 0, pending: [], consumed: {}, facts: "" };
  private etags = 0;
  readonly scenario: Scenario;

  constructor(scenario: Scenario) {
    this.scenario = scenario;
    this.now = scenario.start;
  }

  lake(step: Step): Lake {
    const { objects } = this;
    const write = (key: string, body: Uint8Array): string => {
      this.etags += 1;
      objects.set(key, { body, etag: String(this.etags) });
      return String(this.etags);
    };
    return {
      put: (key, body) => step(() => void write(key, body)),
      get: (key) => step(() => objects.get(key)),
      async *list(prefix) {
        // Only ever asked for one object by its whole key.
        const found = await step(() => objects.get(prefix));
        if (found) yield { key: prefix, size: found.body.length, etag: found.etag };
      },
      remove: (key) => step(() => void objects.delete(key)),
      claim: (key, body) =>
        step(() => {
          const stored = objects.get(key);
          if (!stored) write(key, body);
          return !stored || Buffer.compare(stored.body, body) === 0;
        }),
      swap: (key, body, etag) => step(() => (objects.get(key)?.etag === etag ? write(key, body) : undefined)),
    };
  }

  mail(step: Step): Mail {
    const { random } = this.scenario;
    return {
      send: (message) =>
        step(() => {
          if (this.isRefused(message.to.address)) throw new MailError("it does not answer", "no");
          const isLost = random() < 0.004;
          if (!isLost || random() < 0.5) this.sent.push({ message, at: this.now });
          if (!isLost) return { messageId: message.id };
          this.ambiguous.push(message.id);
          throw new MailError("the answer was lost", "perhaps");
        }),
      lookup: () => step(() => undefined),
    };
  }

  /** In every other outage the mailer takes some addresses and refuses others. */
  private isRefused(address: string): boolean {
    const outage = this.scenario.down.mailer.findIndex((span) => inSpan([span], this.now));
    return outage >= 0 && (outage % 2 === 0 || address.endsWith("1@example.org"));
  }

  /** What lies in the folder of a source; one that is down cannot be listed. */
  async list({
    id,
  }: Pick<Source, "id">): Promise<readonly { readonly name: string; readonly etag: string }[]> {
    if (inSpan(this.scenario.down.sources[id as SourceId], this.now))
      throw new SourceError("it does not answer");
    return [{ name: "all of it", etag: "e" }];
  }

  warehouse(): Warehouse {
    const read = async (of: (reader: never) => Promise<unknown>) =>
      of({ state: this.tables, pointers: async () => [] } as never);
    return { published: async () => this.tables, read, sweep: async () => 0 } as unknown as Warehouse;
  }
}

/** Every call of a worker to the outside, in order; a worker that is killed makes no more of them. */
export type Step = <T>(act: () => T) => Promise<T>;

export function stepsOf(
  killedAt: number,
  when: "before" | "after",
): Step & { readonly isDead: () => boolean } {
  let calls = 0;
  let dead = false;
  const step = async <T>(act: () => T): Promise<T> => {
    if (dead) throw new Kill("dead");
    const last = calls === killedAt;
    calls += 1;
    dead = last;
    if (last && when === "before") throw new Kill("killed before");
    const result = act();
    if (last) throw new Kill("killed after");
    return result;
  };
  return Object.assign(step, { isDead: () => dead });
}

/** What stored objects say, by their bytes: the same few are read at every tick. */
export const known = new WeakMap<Uint8Array, unknown>();

/** Stands for `land`: what of the source is there by now, in one object. */
export async function fakeLand(world: World, source: Pick<Source, "id">, lake: Lake) {
  const id = source.id as SourceId;
  const { scenario, now } = world;
  if (inSpan(scenario.down.sources[id], now)) throw new SourceError(`[${id}] it does not answer`);
  const state: LandState = {
    v: 1,
    run: "r",
    settings: "s",
    firstBatch: 1,
    polledAt: now,
    last: null,
    ...contentOf(id, scenario, now),
  };
  const body = new TextEncoder().encode(JSON.stringify(state));
  known.set(body, state);
  await lake.put(stateKey(id), body);
  return { source: id, batches: [], files: [], refused: [], rows: 1, unchanged: false };
}

function contentOf(
  id: SourceId,
  { files, forms }: Scenario,
  now: string,
): Pick<LandState, "batch" | "files"> {
  const file = { etag: "e", modifiedAt: now, date: null, batch: 1, rows: 1, rejected: 0 };
  if (id === "calls") return { batch: Date.parse(callsUntil(now)) / 1000, files: {} };
  if (id === "forms") {
    const there = forms.filter((at) => at <= now);
    return { batch: there.length, files: { "a.csv": { ...file, modifiedAt: there.at(-1) ?? now } } };
  }
  const there = files.filter(({ at }) => at <= now);
  const missing = files.findIndex(({ at }) => at > now);
  // Older days are whole: leaving them out changes nothing, and the year goes faster.
  const recent = there.filter(({ day }) => day >= (files[missing - 3]?.day ?? ""));
  return {
    batch: there.length,
    files: Object.fromEntries(recent.map(({ day }) => [day, { ...file, date: day }])),
  };
}

/** Stands for `compute`: everything landed is in the tables, unless the mapping is wrong. */
export async function fakeCompute(world: World, config: Config, lake: Lake) {
  if (inSpan(world.scenario.down.mapping, world.now))
    throw new HeldError("mapping.sql:1:1: there is no column");
  const consumed: Record<string, WarehouseState["consumed"][string]> = {};
  for (const { id } of config.sources) {
    const stored = await lake.get(stateKey(id));
    if (!stored) continue;
    const { batch, polledAt } = parseStored<LandState>(stateKey(id), stored.body);
    consumed[id] = { batch, landed: 1, mapped: 1, quarantined: 0, latestEventAt: callsUntil(polledAt) };
  }
  world.tables = { ...world.tables, generation: world.tables.generation + 1, consumed };
  return {
    unchanged: true,
    generation: world.tables.generation,
    rebuilt: false,
    landed: 0,
    mapped: 0,
    quarantined: 0,
    cohorts: 0,
    days: 0,
  };
}

export const worldOf = (ports: Pick<Ports, "inbox">) => ports.inbox as unknown as World;
