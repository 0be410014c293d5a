/** A connector and a simulated vendor in one process, on one virtual clock, with the real landing between them. */

import type { PersonalPaths } from "../../functions/connectors/connector.ts";
import { type Connector, connectorOf } from "../../functions/connectors/index.ts";
import type { Source } from "../../functions/core/config.ts";
import type { Envelope } from "../../functions/core/envelope.ts";
import { LostRaceError, SourceError } from "../../functions/core/errors.ts";
import type { Inbox, Lake } from "../../functions/ports.ts";
import { type LandEvent, type Landing, land, landFrom } from "../../functions/stages/land.ts";
import { startOfDay } from "../../world/clock.ts";
import { random } from "../../world/random.ts";
import { type Centre, centreOf } from "../../world/vendors/centre.ts";
import { type Chaos, calm, chaosOf } from "../../world/vendors/chaos.ts";
import { type VirtualClock, virtualClock } from "../../world/vendors/clock.ts";
import type { Ledger } from "../../world/vendors/ledger.ts";
import { type Vendor, vendorOf } from "../../world/vendors/service.ts";
import type { Drop, Personality } from "../../world/vendors/vendor.ts";
import { fetchOf } from "../../world/vendors/wire.ts";
import { type MemoryLake, memoryInbox, memoryLake } from "../memory.ts";
import { landedRows, newsOf } from "./landed.ts";
import type { Pieces } from "./pieced.ts";

/** How a connector reaches the simulated vendor. */
export interface Reach {
  readonly address: string;
  readonly fetch: typeof globalThis.fetch;
  readonly clock: VirtualClock;
  readonly secret: string;
  readonly msLeft: () => number;
  /** The same numbers in every run of the test. */
  readonly random: () => number;
  /** What a vendor left there by now. */
  readonly folder: Inbox;
}

export interface Trial {
  /** As in a config; its address is the simulated vendor's, its folder of files is `/in/`. */
  readonly source: Source;
  readonly personality: Personality;
  /** What reads the source; without it, what the product would take. */
  readonly connect?: (reach: Reach) => Connector;
  /** `calm`, or what a seed draws. */
  readonly seed: string;
  /** In place of what the seed draws. */
  readonly chaos?: Partial<Chaos>;
  /** Contacts touched in one second at most: a page and some more will do. */
  readonly mostAtOnce?: number;
  /** The first local day, and how many days the centre works. */
  readonly from?: string;
  readonly days?: number;
  /** Where a record is put together from several of the vendor's. */
  readonly pieces?: Pieces;
  /** Part of the centre's contacts. */
  readonly share?: number;
  /** Requests a month that the reader allows itself, and the name it counts them by. */
  readonly monthly?: { readonly group: string; readonly requests: number };
  /** Seconds from one run to the next. */
  readonly everySeconds?: number;
  /** A reader that makes more requests on one stage never ends. */
  readonly mostCalls?: number;
}

/** What never changes in a trial, however often it is begun again. */
export interface Ground {
  readonly trial: Trial;
  readonly centre: Centre;
  readonly chaos: Chaos;
  readonly ledger: Ledger;
}

export function groundOf(trial: Trial): Ground {
  const { personality, seed, from = "2026-11-03", days = 1.5, share = 0.1 } = trial;
  const since = startOfDay(from);
  const until = since + Math.round(days * 86_400);
  const optional = personality.streams.flatMap(({ name, isOptional }) => (isOptional ? [name] : []));
  const drawn = seed.startsWith("calm")
    ? calm
    : within(trial, chaosOf(seed, { from: since, to: until }, optional));
  const isChanged = Object.keys(trial.chaos ?? {}).length > 0;
  const chaos = isChanged ? { ...drawn, name: `${drawn.name}, changed`, ...trial.chaos } : drawn;
  const centre = centreOf({ from, until, seed, share, ...(chaos.stir && { stir: chaos.stir }) });
  const { ledger } = vendorOf({ personality, centre, clock: virtualClock(0), chaos, seed });
  return { trial, centre, chaos, ledger };
}

function within({ mostAtOnce = Number.POSITIVE_INFINITY }: Trial, chaos: Chaos): Chaos {
  const { stir } = chaos;
  const bursts = stir?.bursts.map(({ at, count }) => ({ at, count: Math.min(count, mostAtOnce) })) ?? [];
  return { ...chaos, stir: stir && { ...stir, bursts } };
}

export interface Run {
  readonly at: number;
  readonly landing?: Landing;
  /** What a person would read. */
  readonly failure?: string;
  readonly isLost?: true;
}

export interface Stage {
  readonly ground: Ground;
  readonly clock: VirtualClock;
  readonly vendor: Vendor;
  readonly lake: MemoryLake;
  readonly mostCalls: number;
  readonly runs: Run[];
  /** Texts a person may see: progress and notes. */
  readonly said: string[];
  run(options?: RunOptions): Promise<Run>;
  /** Runs as the hours go by, from now until this instant (milliseconds). */
  until(instant: number): Promise<void>;
  /** Runs on until the vendor has nothing to tell any more, and two runs in a row bring nothing. */
  quiet(): Promise<void>;
  rows(): Promise<readonly Envelope[]>;
  /** What the reader declares as personal, by stream. */
  personal(): Promise<ReadonlyMap<string, PersonalPaths | null>>;
}

export interface RunOptions {
  readonly lake?: Lake;
  readonly name?: string;
  /** Bytes at which a batch is closed; 0 closes one at each position. */
  readonly limit?: number;
  readonly msLeft?: number;
}

export interface Beginning {
  readonly at?: number;
  readonly objects?: ReadonlyMap<string, Uint8Array>;
  /** In place of the trial's, where many workers begin again. */
  readonly mostCalls?: number;
}

const minute = 60_000;

export function stageOf(ground: Ground, beginning: Beginning = {}): Stage {
  const { trial, centre, chaos, ledger } = ground;
  const { personality, seed, everySeconds = 3600 } = trial;
  const { at, objects, mostCalls = trial.mostCalls ?? 60_000 } = beginning;
  const clock = virtualClock(at ?? centre.since * 1000);
  const vendor = vendorOf({ personality, centre, clock, chaos, seed, ledger });
  const lake = memoryLake(new Map(objects));
  const runs: Run[] = [];
  const said: string[] = [];
  // What is left is looked at again soon, as the scheduler does.
  const next = ({ landing }: Run) => (landing?.isLeft ? 5 * minute : everySeconds * 1000);
  const stage: Stage = {
    ...{ ground, clock, vendor, lake, runs, said, mostCalls },
    async run(options = {}) {
      const run = await runOnce(stage, options);
      runs.push(run);
      return run;
    },
    async until(instant) {
      for (let tick = clock.now(); tick < instant; ) {
        clock.at(tick);
        tick = Math.max(tick + next(await stage.run()), clock.now());
      }
    },
    async quiet() {
      clock.at(centre.until * 1000 + 10 * minute);
      for (let still = 0, whole = 0, tries = 0; still < 2; tries += 1) {
        // Whoever is made to wait reads on in many runs; whoever read to the end 40 times has heard what there is.
        if (whole > 40 || tries > 400) throw new Error(`never quiet: ${unrest(runs.at(-1))}`);
        const before = newsOf(await stage.rows());
        const run = await stage.run();
        const isStill = run.failure === undefined && !run.landing?.isLeft;
        whole += run.landing?.isLeft ? 0 : 1;
        still = isStill && newsOf(await stage.rows()) === before ? still + 1 : 0;
        clock.at(clock.now() + next(run));
      }
    },
    rows: () => landedRows(lake, trial.source.id),
    personal: async () => {
      const { connector } = await placeOf(stage, 0);
      return new Map(connector.streams.map(({ name, personal }) => [name, personal]));
    },
  };
  return stage;
}

const unrest = (last: Run | undefined) =>
  last?.failure ?? (last?.landing?.isLeft ? "no run comes to the end" : "every run brings something new");

async function runOnce(
  stage: Stage,
  { lake = stage.lake, name, limit, msLeft = 14 * minute }: RunOptions,
): Promise<Run> {
  const { ground, clock, said, runs } = stage;
  const at = clock.now();
  const { source, connect } = ground.trial;
  const time = new Date(at).toISOString();
  const run = name ?? `run-${runs.length}`;
  const { connector, inbox, vendors, left } = await placeOf(stage, msLeft);
  const input = { source, now: time, machineNow: time, run, zone: source.zone, msLeft: left };
  const ports = { lake, inbox, vendors };
  const tell = (event: LandEvent) => void said.push(JSON.stringify(event));
  try {
    const landing = connect
      ? await landFrom(connector, input, ports, tell, limit)
      : await land(input, ports, tell, limit);
    return { at, landing };
  } catch (error) {
    if (error instanceof LostRaceError) return { at, failure: error.message, isLost: true };
    // What is no SourceError is a mistake of the connector's, or a kill.
    if (!(error instanceof SourceError)) throw error;
    return { at, failure: error.message };
  }
}

/** How the vendor is reached now, and what reads it. */
async function placeOf(stage: Stage, msLeft: number) {
  const { ground, clock, vendor, runs, mostCalls } = stage;
  const { source, personality, connect } = ground.trial;
  const at = clock.now();
  const left = () => at + msLeft - clock.now();
  const inbox = inboxOf(personality.drops?.(ground.ledger, at) ?? []);
  const vendors = {
    fetch: endingFetch(vendor, mostCalls),
    clock,
    random: random(`client ${runs.length}`).fraction,
    secret: async () => vendor.token,
  };
  const reach = { ...vendors, folder: inbox, secret: vendor.token, msLeft: left };
  const connector = connect
    ? connect({ ...reach, address: `http://localhost/${vendor.name}` })
    : await connectorOf(source, {
        ...{ folder: inbox, vendors, machineNow: undefined, msLeft: left },
        today: new Date(at).toISOString().slice(0, 10),
      });
  return { connector, inbox, vendors, left };
}

function inboxOf(files: readonly Drop[]): Inbox {
  const named = files.map(({ name, body, modifiedAt }) => {
    return [`/in/${name}`, { body, modifiedAt: new Date(modifiedAt).toISOString() }] as const;
  });
  return memoryInbox(Object.fromEntries(named));
}

/** A reader that never ends is ended. */
function endingFetch(vendor: Vendor, mostCalls: number): typeof globalThis.fetch {
  const ask = fetchOf(vendor);
  return (input, init) => {
    if (vendor.calls.length > mostCalls) throw new Endless(`${mostCalls} requests, and no end`);
    return ask(input, init);
  };
}

export class Endless extends Error {}
