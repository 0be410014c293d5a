/** The ports on AWS: lake and inbox in one bucket, tables on Athena and Glue, mail through SES. */

import { athena } from "./adapters/aws/athena.ts";
import { bucketInbox } from "./adapters/aws/buckets.ts";
import { athenaClient, glueClient, s3Client } from "./adapters/aws/clients.ts";
import type { ExecutionOptions } from "./adapters/aws/executions.ts";
import { glueCatalog, glueTables } from "./adapters/aws/glue.ts";
import { preparePublished } from "./adapters/aws/published.ts";
import { s3Inbox, s3Lake } from "./adapters/aws/s3.ts";
import { prepareScratch } from "./adapters/aws/scratch.ts";
import { sesClient, sesMail } from "./adapters/aws/ses.ts";
import { sesPace } from "./adapters/aws/ses-pace.ts";
import { accountVendors } from "./adapters/aws/vendors.ts";
import { s3Earlier } from "./adapters/aws/versions.ts";
import { withBuckets } from "./adapters/buckets.ts";
import { generations, stateKey } from "./adapters/generations.ts";
import type { Earlier, Ports } from "./ports.ts";

/** What an installation is made of. Region and credentials are found as the SDK finds them. */
export interface AwsHome {
  readonly bucket: string;
  /** Glue database of the published tables; `<database>_scratch` holds what single queries read. */
  readonly database: string;
  /** Athena workgroup. */
  readonly workgroup: string;
  /** SES configuration set, whose events say what became of a message. */
  readonly configurationSet?: string;
}

export interface AwsPorts extends Ports {
  readonly earlier: Earlier;
  /** Makes the Glue databases and tables exist with every column there is now. Safe to repeat. */
  prepare(): Promise<void>;
}

export function aws(home: AwsHome, options: Pick<ExecutionOptions, "signal" | "onQuery"> = {}): AwsPorts {
  const { bucket, database, workgroup, configurationSet } = home;
  const glue = glueClient();
  const place = { client: s3Client(), bucket };
  const lake = s3Lake(place);
  const tables = glueTables({ client: glue, database, bucket });
  const mailer = sesClient();
  const scratch = `${database}_scratch`;
  const engine = athena({
    athena: athenaClient(),
    glue,
    lake,
    bucket,
    scratch,
    workgroup,
    results: `s3://${bucket}/results/`,
    ...options,
  });
  return {
    lake,
    warehouse: generations(lake, glueCatalog(lake, tables), engine),
    mail: sesMail({
      client: mailer,
      turn: sesPace(mailer),
      ...(configurationSet === undefined ? {} : { configurationSet }),
    }),
    inbox: withBuckets(s3Inbox(place), async () => bucketInbox()),
    earlier: s3Earlier(place),
    vendors: accountVendors(),
    async prepare() {
      // Before anything is made for a bucket that is not there.
      await lake.get(stateKey);
      await preparePublished(lake, tables, database);
      await prepareScratch(glue, scratch);
    },
  };
}
