/** What the commit protocol of generations.ts stands on: something that runs SQL, and something that knows where rows are. */

import type { Pointer, Reading, Select, TableName } from "../core/warehouse.ts";
import type { Row } from "../ports.ts";

/** What an engine must do: run a select over given files, and write its rows somewhere new. */
export interface Engine {
  /**
   * It names what it writes by what is in it, so runs of one generation share their work: a successor finds finished
   * what a dead worker wrote. Otherwise every run has places of its own.
   */
  readonly resumes: boolean;
  /** Partitions one statement may write; a write of more takes several, which all read the same. */
  readonly partitionsAtOnce: number;
  /** Rows of facts one statement had better break down; of more, several statements are made. */
  readonly rowsAtOnce: number;
  /** Gzipped bytes of raw batches one statement had better map; of more, several statements are made. */
  readonly rawBytesAtOnce: number;
  /** `generation`: the one that is read, or being written. */
  rows(select: Select, reading: Reading, generation: number): AsyncIterable<Row>;
  /** Writes the rows at the target; a pointer for every partition that has rows, asked for or not. */
  write(select: Select, reading: Reading, target: Target): Promise<readonly Pointer[]>;
  describe(select: Select): Promise<readonly { readonly name: string; readonly type: string }[]>;
  /** Removes what was written up to `generation` and is not in `live` locations. Returns how many files. */
  sweep(live: ReadonlySet<string>, generation: number): Promise<number>;
  close(): Promise<void>;
}

/** Where rows go. */
export interface Target {
  readonly table: TableName;
  /** A folder of the lake, relative: `facts/contacts/run=...`. */
  readonly place: string;
  readonly partitions: readonly Partition[];
  readonly generation: number;
}

export type Partition = Readonly<Record<string, string>>;

/** Where each committed partition is. On AWS the Glue table, on this machine one file. */
export interface Catalog {
  pointers(table: TableName): Promise<readonly Pointer[]>;
  /** Moves the pointers; does nothing when this or a later generation was applied already, so a late writer harms nobody. */
  apply(pointers: readonly Pointer[], generation: number): Promise<void>;
}
