/**
 * A later run on AWS, killed at every request: a file came, there are tables already, and what the run writes replaces
 * what was there.
 */

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { ownerOfReport } from "./journey/cloud/centre.ts";
import { recipientOf } from "./journey/cloud/outcome.ts";
import { killedOnAws } from "./journey/cloud/suite.ts";
import { bucket } from "./journey/cloud/workers.ts";
import { putObject } from "./journey/cloud/world.ts";

const kinds = [
  "athena.GetQueryExecution",
  "athena.GetQueryResults",
  "athena.StartQueryExecution",
  "glue.BatchCreatePartition",
  "glue.BatchDeleteTable",
  "glue.BatchUpdatePartition",
  "glue.CreateDatabase",
  "glue.CreateTable",
  "glue.GetDatabase",
  "glue.GetTable",
  "glue.GetTables",
  "s3.claim sent",
  "s3.claim state/attempts",
  "s3.claim state/keys",
  "s3.claim state/notices",
  "s3.get archive",
  "s3.get inbox",
  "s3.get sent",
  "s3.get state/accepted",
  "s3.get state/attempts",
  "s3.get state/catalog",
  "s3.get state/events",
  "s3.get state/glue",
  "s3.get state/keys",
  "s3.get state/leases",
  "s3.get state/notices",
  "s3.get state/reports",
  "s3.get state/sources",
  "s3.get state/suppressed",
  "s3.get state/unsubscribed",
  "s3.get state/warehouse",
  "s3.list facts",
  "s3.list inbox",
  "s3.list kpi",
  "s3.list scratch",
  "s3.list sent",
  "s3.list state/attempts",
  "s3.list state/untold",
  "s3.put archive",
  "s3.put raw",
  "s3.put scratch",
  "s3.put state/attempts",
  "s3.put state/swept",
  "s3.remove facts",
  "s3.remove kpi",
  "s3.remove scratch",
  "s3.remove state/attempts",
  "s3.swap sent",
  "s3.swap state/catalog",
  "s3.swap state/leases",
  "s3.swap state/notices",
  "s3.swap state/reports",
  "s3.swap state/sources",
  "s3.swap state/warehouse",
  "ses.GetSendQuota",
  "ses.SendRawEmail",
];

const scene = killedOnAws({
  from: "2026-11-12",
  to: "2026-11-14",
  async prepare({ cloud, centre, workers }) {
    await workers.run();
    await centre.arrives("2026-11-15");
    const name = "contacts-2026-11-15.csv";
    const body = await readFile(join(centre.folder, "exports", name));
    putObject(cloud.world, `${bucket}/inbox/helpdesk/${name}`, body);
  },
  kinds,
  least: 500,
});

test("it replaces what the first run published, and sends what waited for the file", () => {
  const { start, undisturbed } = scene();
  // The owner heard that a file was missing; then of the reader who unsubscribed.
  expect(start.accepted).toHaveLength(1);
  const readers = ["ilona.varga@example.org", "samuel.adeyemi@example.org"];
  expect(undisturbed.messages.map(recipientOf).sort()).toEqual(
    [...readers, ownerOfReport, ownerOfReport].sort(),
  );
  expect(undisturbed.state["state/warehouse.json"]).toMatchObject({ generation: 2, pending: [] });
});
