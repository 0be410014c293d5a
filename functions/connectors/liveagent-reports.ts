/** The reports of the older interface, which are asked for day by day. */

import { moved } from "../core/wall.ts";
import type { PersonalPaths, Stream } from "./connector.ts";
import {
  type Account,
  digestOf,
  isLast,
  larger,
  mostRecords,
  recordOf,
  type Shape,
  sized,
  wallShare,
} from "./liveagent-records.ts";
import { remember, unseen } from "./liveagent-seen.ts";
import { closed, opened, type Window, watermarkOf } from "./liveagent-windows.ts";
import { recordsIn } from "./slices.ts";
import { VendorError } from "./vendor.ts";

const noReports =
  'The reports of LiveAgent\'s older interface have a key of their own, and the secret holds none. Write the secret as {"v3": "...", "v1": "..."} to have them.';

export interface ReportOptions {
  readonly name: string;
  readonly path: string;
  /** The list within `response`. */
  readonly list: string;
  readonly columns: readonly string[];
  readonly key: (record: string) => string | undefined;
  readonly versions: readonly string[];
  readonly personal: PersonalPaths;
}

type Reported = Window & {
  /** Of the day `from`, how many rows were read. */
  readonly offset: number;
  readonly size: number;
  /** The last rows, as a digest: a report that does not count gives the same ones for ever. */
  readonly rows: string;
};

/** A report of the older interface, a day after the other: it counts rows, and a day that is over changes little. */
export function report(account: Account, options: ReportOptions): Stream {
  const { name, personal, versions, key } = options;
  const shape: Shape = { stream: name, versions, key, zone: account.zoneV1 };
  return {
    ...{ name, personal, isOptional: true },
    async *read(from, context) {
      if (!account.hasReports) throw new VendorError(noReports, { kind: "forbidden" });
      const before = from as Reported | null;
      const none = { offset: 0, size: mostRecords, rows: "" };
      let at: Reported = before?.until
        ? before
        : { ...opened(account, account.zoneV1, before, context.now()), ...none };
      for (;;) {
        const { found, size } = await reported(account, options, at);
        const read = { ...at, n: at.n + 1, size };
        const all = found.map((record, index) => recordOf(shape, record, read.n, index));
        const next = afterRows(read, found);
        const done = next === null;
        yield {
          records: unseen(at.seen, all, at.until),
          ...{ done, notes: [], next: next ?? closed(read, none, all, beginningOf) },
          share: done ? 1 : wallShare(account, account.zoneV1, next.from, at.start),
          watermark: done ? watermarkOf(read) : null,
        };
        remember(at.seen, all, at.until);
        if (next === null) return;
        at = next;
      }
    },
  };
}

/** A report is read by whole days: of the first of them, too, what was landed must be known. */
const beginningOf = (from: string) => `${from.slice(0, 10)} 00:00:00`;

/** The position after some rows of a day; null after those of the last one. */
function afterRows(at: Reported, found: readonly string[]): Reported | null {
  const rows = digestOf(found.join("\n"));
  if (!isLast(found.length, at.size) && rows !== at.rows)
    return { ...at, offset: at.offset + found.length, rows, size: larger(at.size) };
  const from = `${moved(`${at.from.slice(0, 10)} 00:00:00`, 24 * 3600).slice(0, 10)} 00:00:00`;
  return from > at.until ? null : { ...at, from, offset: 0, rows: "" };
}

async function reported({ http }: Account, { path, list, columns }: ReportOptions, at: Reported) {
  const day = at.from.slice(0, 10);
  const { answer, size } = await sized(at.size, (smaller) =>
    http.send({
      path,
      query: {
        date_from: `${day} 00:00:00`,
        date_to: `${day} 23:59:59`,
        columns: columns.join(","),
        limitfrom: String(at.offset),
        limitcount: String(smaller),
      },
      group: "v1",
      expects: `response.${list}`,
    }),
  );
  return { found: recordsIn(answer.text, `response.${list}`), size };
}
