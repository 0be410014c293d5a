/** Who and what is there: lists without times, read whole each time, of which only what is new or another is landed. */

import type { Stream } from "./connector.ts";
import {
  type Account,
  asked,
  digestOf,
  isLast,
  mostRecords,
  recordOf,
  type Shape,
  safetyLag,
  sized,
  turned,
} from "./liveagent-records.ts";
import { recordsIn, sliceAt, textAt } from "./slices.ts";

export interface DirectoryOptions {
  readonly name: "agents" | "departments" | "tags";
  readonly id: string;
  /** What a record says by itself; whether somebody is online at this moment would make every reading new. */
  readonly telling: readonly string[];
  readonly dropped: readonly string[];
}

type Listed = {
  readonly v: 1;
  readonly n: number;
  /** The page that comes next; 1 between two readings. */
  readonly page: number;
  readonly size: number;
  readonly start: number;
  /** The first record of the first page: a list that knows no pages is given whole again for every one of them. */
  readonly first: string;
  /** Of each record, what it said when it was landed last, as a digest. */
  readonly known: Readonly<Record<string, string>>;
};

/** A record that is not in the list any more stays as it was: that it is gone is not said. */
export function directory({ http }: Account, options: DirectoryOptions): Stream {
  const { name, id, telling, dropped } = options;
  const shape: Shape = { stream: name, key: (record) => textAt(record, id), versions: [], zone: "UTC" };
  return {
    name,
    personal: { hashed: [], dropped },
    async *read(from, context) {
      const none: Listed = { v: 1, n: 0, page: 1, size: mostRecords, start: 0, first: "", known: {} };
      let at = (from as Listed | null) ?? none;
      if (at.page === 1) at = { ...at, start: context.now() };
      for (;;) {
        const pageAt = (smaller: number) => (at.page - 1) * (at.size / smaller) + 1;
        const { answer, size } = await sized(at.size, (smaller) =>
          http.send(asked(`/${name}`, { _page: String(pageAt(smaller)), _perPage: String(smaller) })),
        );
        const found = recordsIn(answer.text, "");
        const said = found.map((record) => [
          shape.key(record) ?? `reject:${digestOf(record)}`,
          digestOf(telling.map((member) => sliceAt(record, member) ?? "").join("\n")),
        ]) as [string, string][];
        const first = said[0]?.[0] ?? "";
        const isRepeated = at.page > 1 && found.length > 1 && first === at.first;
        const isEnd = isRepeated || isLast(found.length, size);
        const n = at.n + 1;
        const records = found
          .map((record, index) => recordOf(shape, record, n, index))
          .filter((_, index) => at.known[said[index]?.[0] ?? ""] !== said[index]?.[1]);
        const known = { ...at.known, ...Object.fromEntries(said) };
        const onward = { ...turned(pageAt(size), size), first: at.page === 1 ? first : at.first };
        const watermark = isEnd ? new Date(at.start - safetyLag * 1000).toISOString() : null;
        at = { ...at, n, known, ...(isEnd ? { ...none, n, known } : onward) };
        yield { records, next: at, done: isEnd, watermark, notes: [] };
        if (isEnd) return;
      }
    },
  };
}
