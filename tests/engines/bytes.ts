/** What Athena reads for one more day of the bench's contacts, and for the look-up of their keys. */

import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Execution } from "../../functions/adapters/aws/executions.ts";
import { s3Inbox } from "../../functions/adapters/aws/s3.ts";
import type { Source } from "../../functions/core/config.ts";
import { compute } from "../../functions/stages/compute.ts";
import { land } from "../../functions/stages/land.ts";
import { query } from "../../queries/index.ts";
import { newDayExport, writeHistory } from "../bench/contacts.ts";
import { computeIn, configOf, landInto } from "../bench/home.ts";
import { rowsFor } from "../contracts/warehouse/place.ts";
import { placeOn, type Services } from "./athena-places.ts";
import { carry } from "./carried.ts";
import { s3Client } from "./clients.ts";

/** The one query that looks through all history; it needs only the columns source, contact_id and cohort. */
export const lookUp = "facts/old_cohorts";
/** Athena bills no query less. */
const least = 10_000_000;
const now = "2026-06-18T06:00:00.000Z";

export interface Scanned {
  readonly bytes: number;
  /** As Athena bills it, execution by execution. */
  readonly billed: number;
}

/** Of what the adapter told of every execution, by the name of the query file. */
export type ScannedByQuery = ReadonlyMap<string, Scanned>;

/** The executions of one more day, landed and computed after `days` days of `perDay` contacts. */
export async function newDayAfter(services: Services, days: number, perDay: number): Promise<ScannedByQuery> {
  const { place, executions, inbox } = await historyOn(services, days, perDay);
  const config = configOf(inbox);
  const ports = {
    lake: place.lake,
    warehouse: place.worker(),
    inbox: s3Inbox({ client: s3Client(services.aws), bucket: place.bucket }),
  };
  await place.lake.put("inbox/centre/new-day.csv", new TextEncoder().encode(newDayExport(perDay)));
  const { zone } = config.organisation;
  await land({ source: config.sources[0] as Source, now, machineNow: now, run: "day", zone }, ports);
  const { rebuilt, unchanged } = await compute({ config, run: "day" }, ports);
  if (rebuilt || unchanged) throw new Error("the new day was not the only thing to compute");
  return scannedBy(executions);
}

/** The look-up of one key among `days` days of `perDay` contacts: bytes it read, and bytes of the contacts' files. */
export async function lookUpAmong(services: Services, days: number, perDay: number) {
  const { place, executions } = await historyOn(services, days, perDay);
  const draft = await place.worker().draft("look");
  const staged = { source: "centre", contact_id: "nobody", key: "nobody", run: "look" };
  await draft.write(rowsFor("staged_contacts", [staged]), "staged_contacts", [{ run: "look" }]);
  await Array.fromAsync(draft.rows({ query: query(lookUp), params: { runs: ["look"] } }));
  const files = (await draft.pointers("contacts")).reduce((sum, { bytes }) => sum + bytes, 0);
  return { read: scannedBy(executions).get(lookUp)?.bytes ?? 0, files };
}

/** An installation that has computed this history and whose executions from now on are kept. */
async function historyOn(services: Services, days: number, perDay: number) {
  const executions: Execution[] = [];
  const place = await placeOn(services, { onQuery: (execution) => executions.push(execution) });
  const folder = await mkdtemp(join(tmpdir(), "raport-bytes-"));
  const [home, inbox] = [join(folder, "home"), join(folder, "inbox")];
  try {
    await mkdir(inbox);
    await writeHistory(join(inbox, "history.csv"), days, perDay);
    await landInto(home, inbox);
    await computeIn(home, inbox);
    await carry(home, { lake: place.lake, bucket: place.bucket, gateway: services.aws });
  } finally {
    await rm(folder, { recursive: true });
  }
  return { place, executions, inbox };
}

function scannedBy(executions: readonly Execution[]): ScannedByQuery {
  const sums = new Map<string, Scanned>();
  for (const { name, bytesScanned } of executions) {
    const { bytes, billed } = sums.get(name) ?? { bytes: 0, billed: 0 };
    sums.set(name, { bytes: bytes + bytesScanned, billed: billed + Math.max(least, bytesScanned) });
  }
  return sums;
}
