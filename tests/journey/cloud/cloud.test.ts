/** The AWS of these tests keeps the promises that the adapters are held to on moto and Trino (tests/engines). */

import { setTimeout } from "node:timers/promises";
import { afterAll, beforeAll, describe } from "vitest";
import { s3Inbox, s3Lake } from "../../../functions/adapters/aws/s3.ts";
import { sesClient, sesMail } from "../../../functions/adapters/aws/ses.ts";
import { inboxContract } from "../../contracts/inbox.ts";
import { lakeContract } from "../../contracts/lake.ts";
import { mailContract } from "../../contracts/mail.ts";
import { warehouseContract } from "../../contracts/warehouse.ts";
import { placeOn } from "../../engines/athena-places.ts";
import { clientOptions, freshBucket, s3Client } from "../../engines/clients.ts";
import { type Cloud, openCloud } from "./cloud.ts";

let cloud: Cloud;
beforeAll(async () => {
  cloud = await openCloud();
});
afterAll(() => cloud.close());

const place = async () => ({ client: s3Client(cloud.url), bucket: await freshBucket(cloud.url) });

describe("its S3", () => {
  lakeContract(async () => s3Lake(await place()));
  inboxContract(async () => {
    const opened = await place();
    const lake = s3Lake(opened);
    return {
      inbox: s3Inbox(opened),
      add: (name, body) => lake.put(`inbox/helpdesk/${name}`, body),
      remove: (name) => lake.remove(`inbox/helpdesk/${name}`),
      source: (pattern) => ({ id: "helpdesk", path: `/data/exports/${pattern}` }),
      later: () => setTimeout(1100), // S3 tells seconds
    };
  });
});

describe("its Athena and Glue", () => {
  warehouseContract(() => placeOn({ aws: cloud.url, athena: cloud.url }));
});

describe("its SES", () => {
  mailContract(
    async () => {
      const before = cloud.world.accepted.length;
      return {
        mail: sesMail({ client: sesClient({ ...clientOptions(cloud.url) }) }),
        delivered: async () =>
          cloud.world.accepted
            .slice(before)
            .map(({ parameters }) => Buffer.from(parameters["RawMessage.Data"] ?? "", "base64")),
      };
    },
    { deduplicates: false },
  );
});
