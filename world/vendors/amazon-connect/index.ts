/**
 * Amazon Connect as the simulated centre would use it: nothing can be asked of it, Firehose leaves objects in a bucket.
 * Records come at least once: some come again with the next object, some much later, and one in nine objects holds
 * records and events mixed. Some objects are gzip; some have nothing between the records.
 */

import { gzipSync } from "node:zlib";
import type { Ledger, Version } from "../ledger.ts";
import type { Drop, Personality } from "../vendor.ts";
import { eventsOf } from "./agents.ts";
import { idOf } from "./arns.ts";
import { recordsOf } from "./contacts.ts";

/** Firehose gathers for so long. */
const bufferMilliseconds = 300_000;
/** .. and delivers a few of them again, or only, so much later. */
const lateMilliseconds = 40 * 60_000;

export const amazonConnect: Personality = {
  name: "amazon-connect",
  streams: [{ name: "agent_events" }, { name: "contact_records" }],
  groups: {},
  *versions(centre) {
    const all = [...centre.matters.flatMap((matter) => [...recordsOf(matter)]), ...eventsOf(centre)];
    // What was told once stays as it was told: of its instant, whatever comes of the contact or the shift after it.
    yield* all.filter(({ at }) => at < centre.until * 1000);
  },
  isAllowed: () => false,
  route: () => undefined,
  answer: () => ({ status: 404, body: "" }),
  refusal: (status) => ({ status, body: "" }),
  drops: dropsOf,
  bucket: "northwind-example",
};

/** The objects that lie in the bucket at an instant; what lies there once never changes. */
function dropsOf(ledger: Ledger, now: number): readonly Drop[] {
  const sent = ledger.versions.flatMap((version) =>
    deliveriesOf(version).map((at) => ({ version, window: Math.floor(at / bufferMilliseconds) })),
  );
  const closed = sent.filter(({ window }) => (window + 1) * bufferMilliseconds <= now);
  const windows = Map.groupBy(closed, ({ window }) => window);
  return [...windows].flatMap(([window, all]) => {
    const versions = all.map(({ version }) => version);
    const isMixed = window % 9 === 0;
    const lots = isMixed ? [versions] : [...Map.groupBy(versions, ({ stream }) => stream).values()];
    return lots.map((lot) => objectOf(lot, (window + 1) * bufferMilliseconds));
  });
}

/** One delivery, or two: Kinesis and Firehose both promise at least one. */
function deliveriesOf({ key, version, visibleAt }: Version): readonly number[] {
  const dice = Number.parseInt(idOf(`${key} ${version}`).slice(0, 2), 16);
  if (dice < 12) return [visibleAt, visibleAt + bufferMilliseconds];
  if (dice < 16) return [visibleAt, visibleAt + lateMilliseconds];
  return dice < 20 ? [visibleAt + lateMilliseconds] : [visibleAt];
}

function objectOf(versions: readonly Version[], at: number): Drop {
  const [first] = versions;
  // The folder tells when the oldest of its records came, the name when it was written.
  const oldest = Math.min(...versions.map(({ visibleAt }) => visibleAt));
  const id = idOf(`${first?.stream} ${at}`);
  const folder = new Date(oldest).toISOString().slice(0, 13).replace("T", "/").replaceAll("-", "/");
  const written = new Date(at).toISOString().slice(0, 19).replaceAll(/[T:]/g, "-");
  const text = versions.map(({ body }) => body).join(id < "8" ? "" : "\n");
  const isPacked = id.endsWith("0") || id.endsWith("1");
  const body = Buffer.from(id < "8" ? text : `${text}\n`);
  return {
    name: `${first?.stream}/${folder}/connect-1-${written}-${id}${isPacked ? ".gz" : ""}`,
    body: isPacked ? gzipSync(body) : body,
    modifiedAt: at,
  };
}
