/** What the product asked of its engine while it worked: every select, with the files it was given to read. */

import type { Engine } from "../../../functions/adapters/engine.ts";
import { bind } from "../../../functions/core/query.ts";
import type { Reading, Select } from "../../../functions/core/warehouse.ts";

/** One select over the files of one home. */
export interface Recorded {
  /** The folder the locations of `reading` are in. */
  readonly home: string;
  readonly select: Select;
  readonly reading: Reading;
  /** What was going on, for a message. */
  readonly during: string;
}

export interface Recorder {
  readonly recorded: readonly Recorded[];
  /** The same select over the same files is kept once. */
  add(one: Recorded): void;
}

export function recorder(): Recorder {
  const found = new Map<string, Recorded>();
  return {
    get recorded() {
      return [...found.values()];
    },
    add(one) {
      const files = Object.entries(one.reading).map(([table, pointers]) => [
        table,
        pointers.map(({ location, partition }) => [location, partition]),
      ]);
      const key = JSON.stringify([one.home, bind(one.select.query, one.select.params), files]);
      if (!found.has(key)) found.set(key, one);
    },
  };
}

/** The engine of a home, which tells the recorder of what is worth it; what it wrote stays, so that it can be read again. */
export function recording(
  real: Engine,
  home: string,
  during: string,
  { add }: Recorder,
  isWorthIt: (select: Select) => boolean = () => true,
): Engine {
  const tell = (select: Select, reading: Reading) => {
    if (isWorthIt(select)) add({ home, select, reading, during });
  };
  return {
    ...real,
    rows(select, reading, generation) {
      tell(select, reading);
      return real.rows(select, reading, generation);
    },
    write(select, reading, target) {
      tell(select, reading);
      return real.write(select, reading, target);
    },
    sweep: async () => 0,
  };
}
