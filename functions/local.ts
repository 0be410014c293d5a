/** The three ports on this machine: everything a local run keeps is in one folder. */

import { join } from "node:path";
import { generations } from "./adapters/generations.ts";
import { fileCatalog } from "./adapters/local/catalog.ts";
import { type DuckdbOptions, duckdb } from "./adapters/local/duckdb.ts";
import { fileInbox, fileLake } from "./adapters/local/files.ts";
import { outbox } from "./adapters/local/outbox.ts";
import type { Ports } from "./ports.ts";

/** Where the outbox of a home is. */
export const outboxOf = (home: string): string => join(home, "outbox");

export function local(home: string, options: DuckdbOptions = {}): Ports {
  const lake = fileLake(home);
  return {
    lake,
    warehouse: generations(lake, fileCatalog(lake), duckdb(home, options)),
    mail: outbox(outboxOf(home)),
    inbox: fileInbox(),
  };
}
