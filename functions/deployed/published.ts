/** What is published, for who only asks how far the tables are: no query runs for that. */

import { lakeCatalog } from "../adapters/catalog.ts";
import type { Engine } from "../adapters/engine.ts";
import { generations } from "../adapters/generations.ts";
import { QueryError } from "../core/errors.ts";
import type { Lake, Warehouse } from "../ports.ts";

export const publishedWarehouse = (lake: Lake): Warehouse => generations(lake, lakeCatalog(lake), noEngine);

const refused = () => new QueryError("No query is run here: this function only asks what is published.");

const noEngine: Engine = {
  resumes: false,
  partitionsAtOnce: 1,
  rowsAtOnce: 1,
  rawBytesAtOnce: 1,
  // biome-ignore lint/correctness/useYield: it gives nothing, as it may not be asked.
  async *rows() {
    throw refused();
  },
  write: () => Promise.reject(refused()),
  describe: () => Promise.reject(refused()),
  sweep: () => Promise.reject(refused()),
  close: async () => undefined,
};
