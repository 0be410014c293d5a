/** The real stages on a home in a temporary folder: land and compute, without a clock, a report or a command line. */

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Config, type Source, usualSettings } from "../functions/core/config.ts";
import { usualOrganisation } from "../functions/core/organisation.ts";
import type { Query } from "../functions/core/query.ts";
import type { TableName } from "../functions/core/warehouse.ts";
import { local } from "../functions/local.ts";
import type { Ports, Row } from "../functions/ports.ts";
import { type Computed, compute } from "../functions/stages/compute.ts";
import { type Landing, land } from "../functions/stages/land.ts";

export interface Home {
  readonly folder: string;
  /** An empty folder beside it, for files to be read. */
  readonly inbox: string;
  readonly ports: Ports;
  /** Lands what is new in every source, then brings the tables up to it. */
  run(config: Config): Promise<{ readonly landings: readonly Landing[]; readonly computed: Computed }>;
  /** What a select over these tables gives, in the order it asks for. */
  select(text: string, reads: readonly TableName[]): Promise<readonly Row[]>;
  /** Closes the engine and removes both folders. */
  remove(): Promise<void>;
}

/** An empty home; every landing in it says it happened at `machineNow`. */
export function temporaryHome(machineNow: string, open: (folder: string) => Ports = local): Home {
  const folder = mkdtempSync(join(tmpdir(), "raport-home-"));
  const inbox = mkdtempSync(join(tmpdir(), "raport-inbox-"));
  const ports = open(folder);
  let runs = 0;
  return {
    folder,
    inbox,
    ports,
    async run(config) {
      const run = `run-${++runs}`;
      const landings: Landing[] = [];
      for (const source of config.sources)
        landings.push(
          await land({ source, zone: config.organisation.zone, now: machineNow, machineNow, run }, ports),
        );
      return { landings, computed: await compute({ config, run }, ports) };
    },
    select: (text, reads) =>
      ports.warehouse.read((reader) =>
        Array.fromAsync(reader.rows({ query: queryOf(text, reads), params: {} })),
      ),
    async remove() {
      await ports.warehouse.close();
      for (const one of [folder, inbox]) rmSync(one, { recursive: true, force: true });
    },
  };
}

/** A query of a test's own, over whole tables. */
export function queryOf(text: string, reads: readonly TableName[]): Query {
  return {
    name: "tests/query",
    text,
    question: "",
    params: {},
    reads: reads.map((table) => ({ table, by: {} })),
  };
}

/** A config of one organisation in this zone that reads these sources and sends nothing. */
export function configOf(zone: string, sources: readonly Source[]): Config {
  const sender = { name: "Reports", address: "reports@example.org" };
  const organisation = { ...usualOrganisation, name: "Example", zone, sender };
  const [reports, actions, mail] = [[], [], { kind: "home" }] as const;
  return { ...usualSettings, organisation, sources, targets: {}, reports, actions, mail, version: "" };
}
