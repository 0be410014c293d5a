/**
 * The exchange's logs as somebody copies them to where they are read: late, each log in its own time, the newest before the
 * oldest, torn anywhere, packed beside what was packed, or gone for a moment while they are renamed. Until an hour after the
 * last line: then they are whole.
 */

import { gunzipSync } from "node:zlib";
import { random } from "../../random.ts";
import type { Ledger } from "../ledger.ts";
import type { Drop, Personality } from "../vendor.ts";
import { asterisk } from "./index.ts";

const hour = 3_600_000;
const newline = 10;

/** What the copier is like depends on the seed, and what becomes of a file on when it is copied. */
export function copied(seed: string): Personality {
  const dice = random(`${seed} copier`);
  const copier = {
    seed,
    seconds: [1, 60, 600, 3600][dice.whole(4)] ?? 1,
    torn: 0.4 * dice.fraction(),
    missing: 0.1 * dice.fraction(),
    twice: 0.5 * dice.fraction(),
    keepsTimes: dice.fraction() < 0.5,
    inTurn: random(`${seed} uploads`).fraction() < 0.5,
    // When each log is copied, the other is not.
    phases: new Map(["queue_log", "Master.csv"].map((log) => [log, dice.whole(3600)])),
  };
  return {
    ...asterisk,
    drops: (ledger, now) => {
      const last = ledger.versions.at(-1)?.visibleAt ?? 0;
      return now > last + hour ? (asterisk.drops?.(ledger, now) ?? []) : brought(copier, ledger, now);
    },
  };
}

interface Copier {
  readonly seed: string;
  readonly seconds: number;
  readonly torn: number;
  readonly missing: number;
  readonly twice: number;
  readonly keepsTimes: boolean;
  /** Where times are not kept, one is written a second after the other, in the order of their names. */
  readonly inTurn: boolean;
  readonly phases: ReadonlyMap<string, number>;
}

function brought(copier: Copier, ledger: Ledger, now: number): readonly Drop[] {
  return [...copier.phases].flatMap(([log, phase]) => {
    const every = copier.seconds * 1000;
    const at = now - ((((now - phase * 1000) % every) + every) % every);
    const files = (asterisk.drops?.(ledger, at) ?? []).filter(({ name }) => name.startsWith(log));
    return files.flatMap((file, turn) => copiesOf(copier, file, at, turn - files.length));
  });
}

function copiesOf(
  copier: Copier,
  { name, body, modifiedAt }: Drop,
  at: number,
  turn: number,
): readonly Drop[] {
  const dice = random(`${copier.seed} copy ${name} ${at}`);
  if (dice.fraction() < copier.missing) return [];
  const cut = dice.fraction() < copier.torn ? dice.whole(body.length + 1) : body.length;
  // Nobody can tell what ends with a line from what is whole.
  const end = body[cut - 1] === newline && cut < body.length ? cut - 1 : cut;
  const copiedAt = copier.inTurn ? at + turn * 1000 : at;
  const copy = { name, body: body.subarray(0, end), modifiedAt: copier.keepsTimes ? modifiedAt : copiedAt };
  const isTwice = name.endsWith(".gz") && dice.fraction() < copier.twice;
  return isTwice ? [copy, { ...copy, name: name.slice(0, -3), body: gunzipSync(body) }] : [copy];
}
