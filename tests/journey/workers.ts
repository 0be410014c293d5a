/** Workers on one home: those that finish, and those that die on the way. */

import { lakeCatalog } from "../../functions/adapters/catalog.ts";
import { generations } from "../../functions/adapters/generations.ts";
import { machineDisk } from "../../functions/adapters/local/disk.ts";
import { duckdb } from "../../functions/adapters/local/duckdb.ts";
import { isAlive } from "../../functions/adapters/local/process.ts";
import { local } from "../../functions/local.ts";
import type { Mail, Owner, Ports } from "../../functions/ports.ts";
import { type RunSummary, run } from "../../functions/stages/run.ts";
import { type Centre, now } from "./centre.ts";
import { remembered } from "./remembered.ts";
import type { States } from "./states.ts";
import { type Around, watchedDisk, watchedEngine, watchedLake, watchedPorts } from "./watched.ts";

export type Moment = "before" | "half" | "after";

export interface Death {
  /** Number of the call among all calls of the run. */
  readonly number: number;
  readonly call: string;
  readonly moment: Moment;
  /** The home it leaves. */
  readonly state: string;
}

/** Calls of the ports and the engine, or those and every single one of the disk below them. */
export type Which = "ports" | "ports and disk";

export interface Workers {
  /** Ports of this home that nobody used before. */
  ports(): Ports;
  /** One run by a worker who lives, and the ids of the messages it handed over, one by one. */
  run(at?: string): Promise<RunSummary & { readonly handedOver: readonly string[] }>;
  /** One run to its end by a worker whom all others find dead, and the home around every call of these. */
  watched(states: States, which: Which): Promise<readonly Death[]>;
  /** A run that dies at this call: it and every later one throw. False when the run ended before it. */
  killed(number: number, moment: "before" | "after"): Promise<boolean>;
  /** The home was put back to when so many workers had come to it: the next one is called after these. How many there were until now. */
  since(count?: number): number;
  close(): Promise<void>;
}

export class Kill extends Error {}

export function workersOf({ home, config }: Centre): Workers {
  // One engine for all: opening DuckDB costs more than a run, and the home stays where it is. Of one thread: rows then come
  // in the same order, and bytes that are the same need no second working out.
  const engine = remembered(duckdb(home, { threads: 1 }), home);
  let count = 0;

  function work(ports: Ports, pid: number, at = now): Promise<RunSummary> {
    count += 1;
    // Every worker's watch is a minute ahead of the last one's: nothing may depend on it.
    const machineNow = () => new Date(Date.parse("2026-11-20T12:00:00Z") + count * 60_000);
    const owner: Owner = { ...machineDisk().owner(), token: `worker-${count}`, ...pidOf(pid) };
    const archive = "https://reports.example.org/archive";
    return run({ config, now: at, machineNow, owner, isAlive, archive }, ports);
  }

  function doomed(around: Around, which: Which): Promise<RunSummary> {
    const real = machineDisk();
    const ofNobody = { ...real, owner: () => ({ ...real.owner(), ...pidOf(nobody) }) };
    const disk = which === "ports" ? ofNobody : watchedDisk(ofNobody, around);
    const ports = local(home, { disk, engine });
    // The calls by which the warehouse publishes are calls of the lake too.
    const lake = watchedLake(ports.lake, around);
    const warehouse = generations(lake, lakeCatalog(lake), watchedEngine(engine, around));
    return work(watchedPorts({ ...ports, warehouse }, around), nobody);
  }

  const ports = () => local(home, { engine });
  return {
    ports,
    async run(at) {
      const handedOver: string[] = [];
      const used = ports();
      const mail: Mail = {
        ...used.mail,
        send: (message) => {
          handedOver.push(message.id);
          return used.mail.send(message);
        },
      };
      return { ...(await work({ ...used, mail }, process.pid, at)), handedOver };
    },
    async watched(states, which) {
      const deaths: Death[] = [];
      let calls = 0;
      await doomed(async (call, act, halves = false) => {
        const number = calls++;
        const before = states.keep();
        deaths.push({ number, call, moment: "before", state: before });
        try {
          return await act();
        } finally {
          const after = states.keep();
          if (halves) deaths.push({ number, call, moment: "half", state: states.halfway(before, after) });
          deaths.push({ number, call, moment: "after", state: after });
        }
      }, which);
      return deaths;
    },
    async killed(number, moment) {
      let calls = 0;
      let died = false;
      const around: Around = async (_, act) => {
        if (died) throw new Kill("the process was killed");
        const last = calls++ === number;
        if (!last) return act();
        if (moment === "after") await act();
        died = true;
        throw new Kill("the process was killed");
      };
      // What a killed process would have said is never heard; its home is all that counts.
      await doomed(around, "ports and disk").catch((error: unknown) => {
        if (!died) throw error;
      });
      return died;
    },
    since(back = count) {
      const until = count;
      count = back;
      return until;
    },
    close: () => engine.close(),
  };
}

/** No process has this pid. */
const nobody = -1;
const pidOf = (pid: number) => (pid === nobody ? { pid, startedAt: "" } : { pid });
