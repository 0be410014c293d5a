/** When sources are looked at and tables made in a year, told plainly: what is seen, what of it is in the tables, and so what is whole. */

import { Temporal } from "temporal-polyfill";
import type { Slot } from "./reference.ts";
import { callsUntil, zone as home, inSpan, type Scenario, type SourceId, sourceIds } from "./scenario.ts";

const minute = 60_000;
const hour = 60 * minute;
/** Minutes after each failure; after the ninth only a change helps. */
const waits = [5, 15, 45, 135, 360, 360, 360, 360];

type Look = (now: string, isNeeded: boolean, version: string) => (slot: Slot) => boolean;

export function looksOf({ files, forms, down }: Scenario, dayStart: (day: string) => string): Look {
  const sources = sourceIds.map((id) => ({ id, seen: "", hasFailed: false }));
  const seenOf = (id: SourceId) => sources.find((one) => one.id === id)!.seen;
  const filesAt = files.map(({ at }) => at);
  const arrived = (id: SourceId) => {
    if (id === "calls") return seenOf(id) === "" ? "0" : callsUntil(seenOf(id));
    let count = 0;
    for (const at of id === "desk" ? filesAt : forms) if (at <= seenOf(id)) count += 1;
    return String(count);
  };
  const landed = () => sourceIds.map(arrived).join(" ");
  const tables = tablesOf(landed());
  return (now, isNeeded, version) => {
    for (const source of sources) {
      const isDown = inSpan(down.sources[source.id], now);
      // What failed because it does not answer is looked at as soon as it answers, and in vain before.
      if (!source.hasFailed && !isNeeded && !isOlder(source.seen, hour, now)) continue;
      source.hasFailed = isDown;
      if (!isDown) source.seen = now;
    }
    const isHeld = tables.make(landed(), callsUntil(seenOf("calls") || "1970-01-01T00:00:00Z"), {
      now,
      isNeeded,
      version,
      isWrong: inSpan(down.mapping, now),
    });
    const missing = files.find(({ at }) => at > seenOf("desk"))?.day ?? "9999";
    const newest = forms.findLast((at) => at <= seenOf("forms")) ?? "";
    return ({ endsAt }) =>
      !isHeld && dayStart(missing) >= endsAt && tables.calls() >= endsAt && newest >= endsAt;
  };
}

interface Moment {
  readonly now: string;
  readonly isNeeded: boolean;
  readonly version: string;
  /** Whether a try fails. */
  readonly isWrong: boolean;
}

function tablesOf(nothing: string) {
  let inTables = nothing;
  let calls = "";
  let madeAt = "";
  let failure: { readonly of: string; readonly count: number; readonly at: string } | null = null;
  return {
    calls: () => calls,
    /** Whether what landed is kept from the tables. */
    make(landed: string, callsLanded: string, { now, isNeeded, version, isWrong }: Moment): boolean {
      if (landed === inTables) return false;
      const of = `${landed} ${version}`;
      const same = failure?.of === of ? failure : null;
      const isClosed = dayOf(madeAt) !== dayOf(now);
      if (same) {
        const wait = waits[same.count - 1];
        if (wait === undefined || !isOlder(same.at, wait * minute, now)) return true;
      } else if (!failure && !isNeeded && !isOlder(madeAt, 6 * hour, now) && !isClosed) return false;
      failure = isWrong ? { of, count: (same?.count ?? 0) + 1, at: now } : null;
      if (failure) return true;
      [inTables, calls, madeAt] = [landed, callsLanded, now];
      return false;
    },
  };
}

const isOlder = (at: string, age: number, now: string) =>
  at === "" || Date.parse(now) - Date.parse(at) >= age;

const dayOf = (at: string) =>
  at === "" ? "" : Temporal.Instant.from(at).toZonedDateTimeISO(home).toPlainDate().toString();
