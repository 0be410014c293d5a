/** Days of little that somebody said are right, kept with what they had then: a file that changes is judged anew. */

import type { State } from "../core/due.ts";
import { InputError } from "../core/errors.ts";
import { parseStored } from "../core/stored.ts";
import { landedOf } from "../core/volumes.ts";
import type { Lake, Ports } from "../ports.ts";
import { landState } from "./journal.ts";
import { dailyVolumes } from "./values.ts";

type All = NonNullable<State["accepted"]>;

const key = "state/accepted.json";

export async function acceptedIn(lake: Pick<Lake, "get">): Promise<All> {
  const stored = await lake.get(key);
  return stored ? parseStored<All>(key, stored.body) : {};
}

/** Accepts the day of the source as it is now; what it has. */
export async function acceptDay(source: string, day: string, ports: Pick<Ports, "lake" | "warehouse">) {
  const landed = (await landState(ports.lake, source))?.state;
  if (landed === undefined)
    throw new InputError(`Nothing of a source ${JSON.stringify(source)} has landed in this home.`);
  const volumes = await ports.warehouse.read(dailyVolumes);
  const found = landedOf(day, landed, volumes);
  for (;;) {
    const stored = await ports.lake.get(key);
    const before: All = stored ? parseStored<All>(key, stored.body) : {};
    const after: All = { ...before, [source]: { ...before[source], [day]: found } };
    const body = new TextEncoder().encode(JSON.stringify(after));
    const isKept = stored ? await ports.lake.swap(key, body, stored.etag) : await ports.lake.claim(key, body);
    if (isKept) return found;
  }
}
