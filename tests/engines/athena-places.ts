/** Places of the warehouse on AWS for the engines' tests: a bucket in moto, its Glue databases, and Athena's front on Trino. */

import { randomBytes } from "node:crypto";
import { AthenaClient } from "@aws-sdk/client-athena";
import { CreateDatabaseCommand, GlueClient } from "@aws-sdk/client-glue";
import { afterAll, beforeAll } from "vitest";
import { type AthenaPlace, athena } from "../../functions/adapters/aws/athena.ts";
import { glueCatalog, glueTables } from "../../functions/adapters/aws/glue.ts";
import { s3Lake } from "../../functions/adapters/aws/s3.ts";
import { generations } from "../../functions/adapters/generations.ts";
import type { Place } from "../contracts/warehouse/place.ts";
import { type AthenaFront, athenaFront } from "./athena/front.ts";
import { clientOptions, freshBucket, s3Client } from "./clients.ts";
import { engines } from "./engines.ts";

/** URLs of what a place talks to; a fault proxy may stand before each. */
export interface Services {
  readonly aws: string;
  readonly athena: string;
}

/** An Athena front for the tests of one file. */
export function front(): () => AthenaFront {
  let started: AthenaFront;
  beforeAll(async () => {
    const { trino, moto, files } = engines();
    started = await athenaFront({ trino, moto, files });
  });
  afterAll(() => started.close());
  return () => started;
}

/** An empty place over these services; `straight` are those without faults, by which it is made. */
export async function placeOn(
  services: Services,
  options: Partial<AthenaPlace> = {},
  straight = services,
): Promise<Place & { readonly bucket: string; readonly database: string }> {
  const bucket = await freshBucket(straight.aws);
  const database = `db_${randomBytes(6).toString("hex")}`;
  const direct = new GlueClient(clientOptions(straight.aws));
  const scratch = `${database}_scratch`;
  await direct.send(new CreateDatabaseCommand({ DatabaseInput: { Name: scratch } }));
  await glueTables({ client: direct, database, bucket }).prepare();

  const glue = new GlueClient(clientOptions(services.aws));
  const client = new AthenaClient(clientOptions(services.athena));
  const lakeOf = () => s3Lake({ client: s3Client(services.aws), bucket });
  return {
    bucket,
    database,
    lake: s3Lake({ client: s3Client(straight.aws), bucket }),
    sharesFiles: false,
    crowd: { readers: 6, commits: 4 },
    worker({ lake, catalog } = {}) {
      const own = lake ? lake(lakeOf()) : lakeOf();
      const known = glueCatalog(own, glueTables({ client: glue, database, bucket }));
      const engine = athena({
        athena: client,
        glue,
        lake: own,
        bucket,
        scratch,
        workgroup: "primary",
        results: `s3://${bucket}/results/`,
        pollMilliseconds: 100,
        ...options,
      });
      return generations(own, catalog ? catalog(known) : known, engine);
    },
  };
}
