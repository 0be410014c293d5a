/** The logs of the simulated exchange, as a careless copier brings them, and the source that reads them. */

import { asterisk } from "../../functions/connectors/asterisk.ts";
import type { Hash } from "../../functions/connectors/redact.ts";
import type { Envelope } from "../../functions/core/envelope.ts";
import { copied } from "../../world/vendors/asterisk/copies.ts";
import { asterisk as personality } from "../../world/vendors/asterisk/index.ts";
import type { Version } from "../../world/vendors/ledger.ts";
import type { Reach, Trial } from "./chaos.ts";
import { dropSource } from "./dropped.ts";
import type { Pieces } from "./pieced.ts";

const source = dropSource({
  path: "/in/*",
  settings: { outbound_contexts: "outgoing", delay_minutes: "2880" },
});

export const trialOf = (seed: string, rest: Partial<Trial> = {}): Trial => ({
  source,
  personality: seed.startsWith("calm") ? personality : copied(seed),
  seed,
  pieces,
  // Each other one keeps positions within a reading, as one of many lines does.
  ...(Number(seed) % 2 === 0 && {
    connect: ({ folder }: Reach) => asterisk(source, folder, { looking: 10, stretch: 50 }),
  }),
  // A line that is no line of a log was never the exchange's.
  ...(!seed.startsWith("calm") && { chaos: { drift: 0, hasGiant: false } }),
  ...rest,
});

/** By the vendor's manual: what of a line or a row is somebody's. The row's columns are in its order. */
const columns =
  "accountcode src dst dcontext clid channel dstchannel lastapp lastdata start answer end duration billsec disposition amaflags uniqueid userfield peeraccount linkedid sequence".split(
    " ",
  );
const hashed = ["src", "dst"];
const dropped = ["clid", "channel", "dstchannel", "lastdata", "userfield"];

const pieces: Pieces = {
  landed: ({ body }: Envelope) => {
    const {
      queue = [],
      lines = [],
      cdr = [],
    } = JSON.parse(body) as Readonly<Record<string, readonly Told[]>>;
    return [
      ...[...queue, ...lines].map(({ at: _, data = [], ...line }) =>
        [...Object.values(line), ...data].join("|"),
      ),
      ...cdr.map((row) => columns.map((name) => row[name] ?? "").join(",")),
    ];
  },
  made: ({ stream, body }: Version, hash: Hash) =>
    stream === "queue_log" ? lineOf(body, hash) : rowOf(body, hash),
};

type Told = Readonly<Record<string, string | null>> & { readonly data?: readonly string[] };

const hidden = (text: string, hash: Hash) => (text === "" ? "" : hash(text));

function lineOf(text: string, hash: Hash): string {
  const cells = text.split("|");
  const [event, first = "", second = "", ...rest] = cells.slice(4);
  const before = [...cells.slice(0, 4), event];
  if (event === "ENTERQUEUE") return [...before, "", hidden(second, hash), ...rest].join("|");
  if (event === "BLINDTRANSFER") return [...before, "", second, ...rest].join("|");
  return first === "" ? text : cells.join("|");
}

function rowOf(text: string, hash: Hash): string {
  const cells = [...text.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^",]*))/g)].map(
    ([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? "",
  );
  return columns
    .map((name, index) => {
      const cell = cells[index] ?? "";
      if (hashed.includes(name)) return hidden(cell, hash);
      return dropped.includes(name) ? "" : cell;
    })
    .join(",");
}
