/** Places of the warehouse on AWS for the engines' tests: a bucket in moto, its Glue databases, and Athena's front on Trino. */

import { randomBytes } from "node:crypto";
import { AthenaClient } from "@aws-sdk/client-athena";
import { CreateDatabaseCommand, GlueClient } from "@aws-sdk/client-glue";
import { afterAll, beforeAll } from "vitest";
import { type AthenaPlace, athena } from "../../functions/adapters/aws/athena.ts";
import { glueCatalog, glueTables } from "../../functions/adapters/aws/glue.ts";
import { s3Lake } from "../../functions/adapters/aws/s3.ts";
import { generations } from "../../functions/adapters/generations.ts";
import type { Warehouse } from "../../functions/ports.ts";
import type { Place, Wrap } from "../contracts/warehouse/place.ts";
import { type AthenaFront, athenaFront, type FrontOptions } from "./athena/front.ts";
import { clientOptions, freshBucket, quickRetries, s3Client } from "./clients.ts";
import { engines } from "./engines.ts";

/** URLs of what a place talks to; a fault proxy may stand before each. */
export interface Services {
  readonly aws: string;
  readonly athena: string;
  /** How often a call is tried, without the SDK's waits; left out: as the SDK does. */
  readonly tries?: number;
}

/** What one worker does otherwise than the others of its place. */
export interface AthenaWrap extends Wrap {
  readonly glue?: (client: GlueClient) => GlueClient;
  readonly engine?: Partial<AthenaPlace>;
}

export interface PlaceOnAthena extends Place {
  readonly bucket: string;
  /** Glue database of the published tables. */
  readonly database: string;
  readonly scratch: string;
  /** Glue, without faults. */
  readonly glue: GlueClient;
  worker(wrap?: AthenaWrap): Warehouse;
  /** Keys of the lake below the prefix. */
  keys(prefix: string): Promise<readonly string[]>;
}

/** An Athena front for the tests of one file. */
export function front(options: Partial<FrontOptions> = {}): () => AthenaFront {
  let started: AthenaFront;
  beforeAll(async () => {
    started = await openFront(options);
  });
  afterAll(() => started.close());
  return () => started;
}

export function openFront(options: Partial<FrontOptions> = {}): Promise<AthenaFront> {
  const { trino, moto, files } = engines();
  return athenaFront({ trino, moto, files, ...options });
}

/** An empty place over these services; `straight` are those without faults, by which it is made. */
export async function placeOn(
  services: Services,
  options: Partial<AthenaPlace> = {},
  straight = services,
): Promise<PlaceOnAthena> {
  const bucket = await freshBucket(straight.aws);
  const database = `db_${randomBytes(6).toString("hex")}`;
  const direct = new GlueClient(clientOptions(straight.aws));
  const scratch = `${database}_scratch`;
  await direct.send(new CreateDatabaseCommand({ DatabaseInput: { Name: scratch } }));
  await glueTables({ client: direct, database, bucket }).prepare();

  const { tries } = services;
  const retries = tries === undefined ? {} : { retryStrategy: quickRetries(tries) };
  const glue = new GlueClient({ ...clientOptions(services.aws), ...retries });
  const client = new AthenaClient({ ...clientOptions(services.athena), ...retries });
  const lakeOf = () => s3Lake({ client: s3Client(services.aws, retries), bucket });
  const lake = s3Lake({ client: s3Client(straight.aws), bucket });
  return {
    bucket,
    database,
    scratch,
    lake,
    glue: direct,
    keys: async (prefix) => (await Array.fromAsync(lake.list(prefix))).map(({ key }) => key),
    sharesFiles: false,
    crowd: { readers: 6, commits: 4 },
    worker(wrap = {}) {
      const own = wrap.lake ? wrap.lake(lakeOf()) : lakeOf();
      const ownGlue = wrap.glue ? wrap.glue(glue) : glue;
      const pause = tries === undefined ? {} : { pause: async () => {} };
      const known = glueCatalog(own, glueTables({ client: ownGlue, database, bucket, ...pause }));
      const engine = athena({
        athena: client,
        glue: ownGlue,
        lake: own,
        bucket,
        scratch,
        workgroup: "primary",
        results: `s3://${bucket}/results/`,
        pollMilliseconds: 100,
        ...options,
        ...wrap.engine,
      });
      return generations(own, wrap.catalog ? wrap.catalog(known) : known, engine);
    },
  };
}
