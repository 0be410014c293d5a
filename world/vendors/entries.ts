/** What a personality tells, as the ledger keeps it: with what chaos makes of the records and of when they are seen. */

import { random } from "../random.ts";
import type { Centre } from "./centre.ts";
import type { Chaos } from "./chaos.ts";
import { drifted, giant, replaced } from "./drift.ts";
import type { Version } from "./ledger.ts";
import type { Personality, Told, VendorStream } from "./vendor.ts";

const usualLateness = 90;
const giantBytes = 1_000_000;

/** The versions in the order they were made. */
export function* entriesOf(
  personality: Personality,
  centre: Centre,
  chaos: Chaos,
  seed: string,
): Generator<Version, void, void> {
  const streams = new Map(personality.streams.map((stream) => [stream.name, stream]));
  const dice = random(`${seed} entries ${personality.name}`);
  const waiting = new Set(chaos.hasGiant ? streams.keys() : []);
  let nameless = 0;
  for (const told of personality.versions(centre)) {
    const stream = streams.get(told.stream);
    if (stream === undefined) throw new RangeError(`${personality.name} has no stream ${told.stream}`);
    let { body } = told;
    if (dice.fraction() < chaos.drift) body = drifted(body, stream.drifting ?? [], dice);
    if (waiting.has(told.stream) && dice.fraction() < 0.02) {
      waiting.delete(told.stream);
      body = giant(body, giantBytes);
    }
    const lateness = dice.fraction() < chaos.late ? dice.whole(1 + (stream.lateness ?? usualLateness)) : 0;
    yield { ...told, body, visibleAt: Math.max(told.visibleAt ?? 0, told.at + lateness * 1000) };
    if (dice.fraction() >= chaos.nameless || told.op !== "upsert") continue;
    nameless += 1;
    yield* namelessOf(told, stream, nameless);
  }
}

function* namelessOf(told: Told, { identity }: VendorStream, number: number): Generator<Version, void, void> {
  if (identity === undefined) return;
  const body = replaced(told.body, identity, "null");
  yield {
    ...told,
    key: `nameless-${number}`,
    version: "",
    op: "reject",
    body,
    visibleAt: told.visibleAt ?? told.at,
  };
}
