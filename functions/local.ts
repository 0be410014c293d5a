/** The three ports on this machine: everything a local run keeps is in one folder. */

import { join } from "node:path";
import type { BucketAccess } from "./adapters/aws/buckets.ts";
import { withBuckets } from "./adapters/buckets.ts";
import { lakeCatalog } from "./adapters/catalog.ts";
import type { Engine } from "./adapters/engine.ts";
import { generations } from "./adapters/generations.ts";
import { type Disk, machineDisk } from "./adapters/local/disk.ts";
import { type DuckdbOptions, duckdb } from "./adapters/local/duckdb.ts";
import { fileInbox, fileLake } from "./adapters/local/files.ts";
import { outbox } from "./adapters/local/outbox.ts";
import { machineVendors } from "./adapters/local/vendors.ts";
import type { Ports, Vendors } from "./ports.ts";

/** Where the outbox of a home is. */
export const outboxOf = (home: string): string => join(home, "outbox");

export interface LocalOptions extends DuckdbOptions {
  /** What lake, outbox and inbox are kept on. */
  readonly disk?: Disk;
  /** An engine that was opened for this very home; closing the warehouse closes it. */
  readonly engine?: Engine;
  /** How vendors are reached, if not over the network. */
  readonly vendors?: Vendors;
  /** Where the buckets of sources are, if not where the SDK finds S3. */
  readonly buckets?: BucketAccess;
}

export function local(home: string, options: LocalOptions = {}): Ports {
  const { disk = machineDisk(), engine = duckdb(home, options), vendors = machineVendors() } = options;
  const lake = fileLake(home, disk);
  return {
    lake,
    warehouse: generations(lake, lakeCatalog(lake), engine),
    mail: outbox(outboxOf(home), disk),
    inbox: withBuckets(fileInbox(disk), async () =>
      (await import("./adapters/aws/buckets.ts")).bucketInbox(options.buckets),
    ),
    vendors,
  };
}
