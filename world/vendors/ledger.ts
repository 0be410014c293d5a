/** Every version of every record a simulated vendor ever made: what a connector's raw is held against. */

export interface Version {
  readonly stream: string;
  readonly key: string;
  /** Sorts the versions of a key as text; the connector is to name it the same. */
  readonly version: string;
  /** The vendor's own timestamp, in milliseconds. */
  readonly at: number;
  /** From this instant on requests see it; later than `at` where the vendor is slow. */
  readonly visibleAt: number;
  /** `reject`: no connector can make a record of it, an id that is null for one. */
  readonly op: "upsert" | "delete" | "reject";
  /** The text of the record exactly as it is served. */
  readonly body: string;
  /** The key of what it belongs to, where it is read by a request for each parent. */
  readonly parent?: string;
  /** What a personality wants to find again when it answers; never served. */
  readonly tags?: Readonly<Record<string, string | number>>;
}

export interface Ledger {
  /** By the instant they become visible. */
  readonly versions: readonly Version[];
  /** Of one stream, those visible at an instant, by the instant they became visible. */
  visible(stream: string, now: number): readonly Version[];
  /** The newest visible version of each key (deleted ones included), by own timestamp, then as they were made. */
  current(stream: string, now: number): readonly Version[];
  /** Newest of every key of every stream at an instant. */
  newest(now: number): readonly Version[];
}

/** Of one key, a version told later is newer, whatever its timestamps say. */
export function ledgerOf(told: Iterable<Version>): Ledger {
  const made = [...told];
  const sequence = new Map(made.map((version, index) => [version, index]));
  const rank = (version: Version) => sequence.get(version) ?? 0;
  const versions = made.toSorted((a, b) => a.visibleAt - b.visibleAt || rank(a) - rank(b));
  const byStream = Map.groupBy(versions, ({ stream }) => stream);
  const shelves = new Map([...byStream].map(([stream, all]) => [stream, shelfOf(all, rank)]));
  return {
    versions,
    visible: (stream, now) => byStream.get(stream)?.slice(0, seen(byStream.get(stream) ?? [], now)) ?? [],
    current: (stream, now) => shelves.get(stream)?.(now) ?? [],
    newest: (now) => [...shelves.values()].flatMap((shelf) => shelf(now)),
  };
}

/** How many of them, sorted by the instant they become visible, are visible. */
function seen(versions: readonly Version[], now: number): number {
  let from = 0;
  let to = versions.length;
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((versions[middle]?.visibleAt ?? 0) <= now) from = middle + 1;
    else to = middle;
  }
  return from;
}

/** Time mostly goes forward, so what the last request saw is kept and only added to. */
function shelfOf(versions: readonly Version[], rank: (version: Version) => number) {
  let count = 0;
  let byKey = new Map<string, Version>();
  let sorted: readonly Version[] = [];
  return (now: number): readonly Version[] => {
    const wanted = seen(versions, now);
    if (wanted === count) return sorted;
    if (wanted < count) {
      byKey = new Map();
      count = 0;
    }
    for (; count < wanted; count += 1) {
      const version = versions[count] as Version;
      const known = byKey.get(version.key);
      if (known !== undefined && rank(known) > rank(version)) continue;
      // At the end, so that what is to be sorted almost is.
      if (known !== undefined) byKey.delete(version.key);
      byKey.set(version.key, version);
    }
    sorted = [...byKey.values()].sort((a, b) => a.at - b.at || rank(a) - rank(b));
    return sorted;
  };
}

/** One version a line, for `GET /__ledger`. */
export function ledgerText(ledger: Ledger, now: number): string {
  return ledger.versions
    .filter(({ visibleAt }) => visibleAt <= now)
    .map((version) => `${JSON.stringify(version)}\n`)
    .join("");
}
