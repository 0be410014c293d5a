/**
 * A first run on AWS killed at every request: real adapters and the real SDK, through a proxy, over S3, Glue, SES and
 * Athena as tests/journey/cloud has them, whose Athena is DuckDB. docs/engines.md says what keeps that honest.
 */

import { afterAll, expect, test } from "vitest";
import { StorageError } from "../functions/core/errors.ts";
import { ownerOfReport } from "./journey/cloud/centre.ts";
import { allLost, claimsIn, endsRight, withLost } from "./journey/cloud/killed.ts";
import { losingAnswers } from "./journey/cloud/lost.ts";
import { outcomeOf, recipientOf } from "./journey/cloud/outcome.ts";
import { endProcesses, killProcess, runProcess } from "./journey/cloud/processes.ts";
import { killedOnAws } from "./journey/cloud/suite.ts";
import type { World } from "./journey/cloud/world.ts";
import { seeded } from "./journey/seeded.ts";

/** StopQueryExecution is asked only by a worker whose time is over (tests/engines/athena-deadline.test.ts). */
const kinds = [
  "athena.GetQueryExecution",
  "athena.GetQueryResults",
  "athena.StartQueryExecution",
  "glue.BatchCreatePartition",
  "glue.BatchUpdatePartition",
  "glue.CreateDatabase",
  "glue.CreateTable",
  "glue.GetDatabase",
  "glue.GetTable",
  "glue.GetTables",
  "s3.claim sent",
  "s3.claim state/attempts",
  "s3.claim state/catalog",
  "s3.claim state/installed",
  "s3.claim state/keys",
  "s3.claim state/leases",
  "s3.claim state/notices",
  "s3.claim state/reports",
  "s3.claim state/sources",
  "s3.claim state/warehouse",
  "s3.get archive",
  "s3.get inbox",
  "s3.get sent",
  "s3.get state/accepted",
  "s3.get state/attempts",
  "s3.get state/catalog",
  "s3.get state/events",
  "s3.get state/glue",
  "s3.get state/installed",
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
  "s3.put state/glue",
  "s3.put state/swept",
  "s3.remove facts",
  "s3.remove state/attempts",
  "s3.remove state/glue",
  "s3.swap sent",
  "s3.swap state/leases",
  "s3.swap state/notices",
  "s3.swap state/reports",
  "s3.swap state/warehouse",
  "ses.GetSendQuota",
  "ses.SendRawEmail",
];

/** In a first run these find nothing to change, and a report is not settled while a message is unknown. */
const idle = ["glue.BatchUpdatePartition", "s3.remove state/glue", "s3.swap state/reports"];
/** What an UNLOAD wrote is there when somebody looks at it. */
const changes = /^(athena.(Start|GetQueryExecution)|glue.(Batch|Create)|s3.(claim|put|remove|swap)|ses.Send)/;
const changing = kinds.filter((kind) => changes.test(kind) && !idle.includes(kind));

test("an undisturbed run writes to both readers and the owner once, to nobody else, and leaves nothing half done", () => {
  const { messages, ledger, archive, tables } = scene().undisturbed;
  const readers = ["ilona.varga@example.org", "samuel.adeyemi@example.org"];
  expect(messages.map(recipientOf).sort()).toEqual([...readers, ownerOfReport].sort());
  const entries = Object.entries(ledger).filter(([key]) => !key.endsWith("/plan.json"));
  const states = entries.map(([, text]) => (JSON.parse(text) as { readonly state: string }).state);
  expect(states.sort()).toEqual(["sent", "sent", "suppressed", "unsubscribed"]);
  const archived = Object.keys(archive).map((key) => key.split("/").at(-1));
  expect(archived.sort()).toEqual(["index.html", "kpis.csv", "model.json"]);
  expect(tables.quarantine).toHaveLength(1);
  expect(tables.kpi_weekly?.length).toBeGreaterThan(100);
});

const scene = killedOnAws({
  // Five days: a bad row, updates, a deletion and a late resolution among them. More days make no other requests.
  from: "2026-11-11",
  to: "2026-11-15",
  prepare: async () => {},
  kinds,
  least: 500,
});
afterAll(endProcesses);

test("a run killed twice is finished by the third", async () => {
  const { cloud, workers, watched, undisturbed } = scene();
  const pick = seeded(2026);
  const states = [...watched.states.values()];
  for (let round = 0; round < 4; round += 1) {
    cloud.restore(states[pick(states.length)] as World);
    const again = [...(await workers.watched()).states.values()];
    const world = again[pick(again.length)] as World;
    cloud.restore(world);
    await endsRight(cloud, workers, undisturbed, claimsIn(world));
  }
}, 600_000);

const notTheLast = (run: number) => (error: unknown) => {
  if (!(error instanceof StorageError) || run === 6) throw error;
  return undefined;
};

test("a run of which every request that changes anything loses its answer ends right, its messages unknown", async () => {
  const { cloud, workers, start, undisturbed } = scene();
  cloud.restore(start);
  const { url, lost, close } = await losingAnswers(cloud);
  try {
    // The SDK asks again only so often; then the run fails, and the next one goes on.
    for (let run = 1; !(await workers.run(url).catch(notTheLast(run))); run += 1);
  } finally {
    await close();
  }
  expect([...new Set(lost)].sort()).toEqual(changing);
  const claims = allLost(undisturbed);
  expect(claims).toHaveLength(3);
  await endsRight(cloud, workers, undisturbed, claims);
}, 600_000);

test.each([
  ["s3.claim state/sources", 1, "after"],
  ["athena.StartQueryExecution", 20, "after"],
  ["s3.swap state/warehouse", 1, "after"],
  ["ses.SendRawEmail", 2, "before"],
  ["ses.SendRawEmail", 1, "after"],
] as const)(
  "a process killed by the system at %s %i, %s it took effect, leaves what the next one finishes",
  async (kind, number, moment) => {
    const { cloud, centre, start, undisturbed } = scene();
    cloud.restore(start);
    expect(await killProcess(cloud, centre, kind, number, moment)).toBe(true);
    const lost = claimsIn(cloud.world);
    expect(lost).toHaveLength(kind === "ses.SendRawEmail" ? 1 : 0);
    expect(await runProcess(cloud, centre)).toBe(0);
    const { state: _, ...expected } = withLost(undisturbed, lost);
    const { state: __, ...outcome } = await outcomeOf(cloud);
    expect(outcome).toEqual(expected);
  },
  600_000,
);
