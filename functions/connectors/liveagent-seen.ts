/**
 * What was landed of the stretch that is read again each time: the same text of the same record is not landed twice. It
 * is part of a position, and holds a day of records at most.
 */

import type { RawRecord } from "./connector.ts";
import { digestOf } from "./liveagent-records.ts";

/** Of each record, when it was of, and a digest of its text. Grows in place. */
export type Seen = Record<string, string>;

const markOf = ({ version, body }: RawRecord, until: string) => `${version || until} ${digestOf(body)}`;
const digestIn = (mark: string | undefined) => mark?.slice(mark.lastIndexOf(" "));

/** Those which were not landed before with this very text. */
export function unseen(seen: Seen, records: readonly RawRecord[], until: string): readonly RawRecord[] {
  return records.filter((record) => digestIn(seen[record.key]) !== digestIn(markOf(record, until)));
}

/** Once a page is kept, and not before: a position that is taken back must not know of it. */
export function remember(seen: Seen, records: readonly RawRecord[], until: string): void {
  for (const record of records) seen[record.key] = markOf(record, until);
}

/** After the last page: with its records, and without what is older than the stretch that will be read again. */
export function rememberedLast(
  seen: Seen,
  records: readonly RawRecord[],
  { until, since }: { readonly until: string; readonly since: string },
): Seen {
  const all = { ...seen };
  remember(all, records, until);
  return Object.fromEntries(Object.entries(all).filter(([, mark]) => mark >= since));
}
