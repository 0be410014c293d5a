/** Places of the local warehouse, for its tests: their workers are closed after each test. */

import { afterEach } from "vitest";
import { lakeCatalog } from "../../functions/adapters/catalog.ts";
import type { Catalog } from "../../functions/adapters/engine.ts";
import { generations } from "../../functions/adapters/generations.ts";
import { duckdb, type QueryLog } from "../../functions/adapters/local/duckdb.ts";
import { fileLake } from "../../functions/adapters/local/files.ts";
import type { Lake, Warehouse } from "../../functions/ports.ts";
import type { Place, Wrap } from "../contracts/warehouse/place.ts";

const opened: Warehouse[] = [];

/** To be called once by a test file that opens places. */
export function closingPlaces(): void {
  afterEach(async () => {
    for (const worker of opened.splice(0)) await worker.close();
  });
}

/** The warehouse of the home `root`; `onQuery` is told of every query of its workers. */
export function placeAt(
  root: string,
  catalogOf: (lake: Lake) => Catalog = lakeCatalog,
  onQuery?: (entry: QueryLog) => void,
): Place {
  const options = { threads: 1, memory: "200MB", ...(onQuery && { onQuery }) };
  return {
    lake: fileLake(root),
    sharesFiles: true,
    crowd: { readers: 20, commits: 10 },
    worker({ lake, catalog }: Wrap = {}) {
      const own = lake ? lake(fileLake(root)) : fileLake(root);
      const known = catalogOf(own);
      const worker = generations(own, catalog ? catalog(known) : known, duckdb(root, options));
      opened.push(worker);
      return worker;
    },
  };
}
