/** What is wrong with what a connector landed, held against the ledger of the vendor it was read from. */

import { gunzipSync } from "node:zlib";

import { redact } from "../../functions/connectors/redact.ts";
import type { Envelope } from "../../functions/core/envelope.ts";
import { customerHash } from "../../functions/stages/customer-key.ts";
import { calm } from "../../world/vendors/chaos.ts";
import type { Version } from "../../world/vendors/ledger.ts";
import type { Stage } from "./chaos.ts";
import { newsOf } from "./landed.ts";
import { pieced } from "./pieced.ts";

export type Finding =
  /** A record that never landed. */
  | "lost"
  /** A record whose newest version never landed. */
  | "stale"
  /** Landed, and the vendor never had it. */
  | "foreign"
  /** Landed with another text than the vendor's, once what is personal is replaced. */
  | "changed"
  /** Records that nothing identifies are not among the rejected ones. */
  | "unrejected"
  /** A run with nothing new to read brought something. */
  | "restless"
  /** A request came before it was allowed. */
  | "early"
  /** More requests than the vendor grants. */
  | "excess"
  /** More requests than needed. */
  | "wasteful"
  /** A secret, or something personal nobody declared. */
  | "leak"
  /** It stopped with something left, and said nothing. */
  | "silent"
  /** It does not end, or never becomes quiet. */
  | "endless"
  /** An error no person can act on. */
  | "crash";

export interface Found {
  readonly finding: Finding;
  readonly what: string;
}

interface Held {
  readonly stage: Stage;
  readonly rows: readonly Envelope[];
  readonly redacted: (version: Version) => string;
}

/** Everything that is wrong after a stage became quiet. */
export async function judged(stage: Stage): Promise<readonly Found[]> {
  const rows = await stage.rows();
  const { pieces } = stage.ground.trial;
  const held = { stage, rows, redacted: await redactionOf(stage) };
  const compared = pieces
    ? pieced(pieces, wanted(stage), rows, await customerHash(stage.lake))
    : [...lost(held), ...foreign(held)];
  return [...compared, ...unrejected(held), ...tooMany(stage), ...leaks(stage)];
}

/** The text of a record as it should have landed. */
async function redactionOf(stage: Stage): Promise<(version: Version) => string> {
  const { source } = stage.ground.trial;
  const keeps = source.type === "files" || source.keepsPersonal;
  const personal = await stage.personal();
  const hash = await customerHash(stage.lake);
  const texts = textsOf(stage, String(hash("probe")));
  return (version) => {
    const paths = personal.get(version.stream);
    if (keeps || !paths) return version.body;
    const text = texts.get(version) ?? redact(version.body, paths, hash);
    texts.set(version, text);
    return text;
  };
}

/** What was redacted with one customer key, for all stages that have it. */
const known = new WeakMap<object, Map<string, Map<Version, string>>>();

function textsOf({ ground }: Stage, probe: string): Map<Version, string> {
  const byKey = known.get(ground.ledger) ?? new Map<string, Map<Version, string>>();
  known.set(ground.ledger, byKey);
  const texts = byKey.get(probe) ?? new Map<Version, string>();
  byKey.set(probe, texts);
  return texts;
}

const nameOf = ({ stream, key, version }: Pick<Envelope, "stream" | "key" | "version">) =>
  `${stream} ${key} ${version}`;

/** Every key the vendor still tells of, with its newest version: no matter which ones came before. */
function lost({ stage, rows, redacted }: Held): readonly Found[] {
  const landed = new Set(rows.map(({ stream, key }) => `${stream} ${key}`));
  const exact = new Map<string, Envelope>();
  // Of a version that says nothing, the one landed last counts.
  for (const row of rows) if (row.op !== "reject") exact.set(nameOf(row), row);
  return wanted(stage).flatMap((version): Found[] => {
    if (version.op === "reject") return [];
    if (!landed.has(`${version.stream} ${version.key}`)) return [{ finding: "lost", what: nameOf(version) }];
    const row = exact.get(nameOf(version));
    if (row === undefined || (version.version === "" && row.body !== redacted(version)))
      return [{ finding: "stale", what: nameOf(version) }];
    if (row.op !== version.op) return [{ finding: "changed", what: `${nameOf(version)} is a ${row.op}` }];
    if (row.body !== redacted(version)) return [{ finding: "changed", what: nameOf(version) }];
    return [];
  });
}

function wanted({ ground, vendor, clock }: Stage): readonly Version[] {
  const { ledger, chaos } = ground;
  return ledger
    .newest(clock.now())
    .filter(
      ({ stream, parent }) => !chaos.forbidden.includes(stream) && !(parent && vendor.isMissing(parent)),
    );
}

function foreign({ stage, rows, redacted }: Held): readonly Found[] {
  const made = Map.groupBy(stage.ground.ledger.versions, nameOf);
  return rows.flatMap((row): Found[] => {
    if (row.op === "reject") return [];
    const versions = made.get(nameOf(row));
    if (versions === undefined) return [{ finding: "foreign", what: nameOf(row) }];
    if (versions.some((version) => redacted(version) === row.body)) return [];
    return [{ finding: "changed", what: nameOf(row) }];
  });
}

/** The body of a rejected row is the reader's own words, so they can only be counted. */
function unrejected({ stage, rows }: Held): readonly Found[] {
  const count = (all: readonly { stream: string; op: string }[], stream: string) =>
    all.filter((each) => each.op === "reject" && each.stream === stream).length;
  const versions = wanted(stage);
  return stage.ground.trial.personality.streams.flatMap(({ name }): Found[] => {
    const [made, landed] = [count(versions, name), count(rows, name)];
    return landed >= made ? [] : [{ finding: "unrejected", what: `${name}: ${landed} of ${made}` }];
  });
}

function tooMany({ vendor, runs, ground }: Stage): readonly Found[] {
  const found: Found[] = vendor.violations().map(({ path, at }) => ({
    finding: "early",
    what: `${path} at ${new Date(at).toISOString()}`,
  }));
  // Somebody else's requests, and a month's end, are no fault of the reader's.
  const excess = vendor.excesses().filter(({ trouble }) => trouble === "over");
  found.push(...excess.map(({ path }): Found => ({ finding: "excess", what: path })));
  if (ground.chaos !== calm) return found;
  const least = vendor.personality.least?.(
    runs.map(({ at }) => at),
    ground.ledger,
  );
  if (least === undefined) return found;
  const made = vendor.calls.length;
  if (made > 1.1 * least) found.push({ finding: "wasteful", what: `${made} requests where ${least} do` });
  return found;
}

/** What no customer of the simulated centre can be told by, and no token: in every object and every word. */
const personal = /Nobody-\d{5}|nobody\.\d+|(?:\+|%2B)1\d{3}55501\d\d|fake-[\w-]+-token-\d+/;

/** Objects in which nothing was found. */
const clean = new WeakSet<Uint8Array>();

function leaks({ ground, lake, runs, said }: Stage): readonly Found[] {
  const { source } = ground.trial;
  const keeps = source.type !== "files" && source.keepsPersonal;
  const secret = /fake-[\w-]+-token-\d+/;
  const found: Found[] = [];
  for (const [key, object] of lake.objects) {
    if (clean.has(object)) continue;
    const text = key.endsWith(".gz") ? gunzipSync(object).toString() : Buffer.from(object).toString();
    const match = (keeps ? secret : personal).exec(`${key}\n${text}`);
    if (match) found.push({ finding: "leak", what: `${key}: ${around(text, match[0])}` });
    else clean.add(object);
  }
  const words = [...said, ...runs.flatMap(({ failure }) => failure ?? [])];
  for (const text of words) {
    const match = personal.exec(text);
    if (match) found.push({ finding: "leak", what: text.slice(0, 300) });
  }
  return found;
}

function around(text: string, piece: string): string {
  const at = text.indexOf(piece);
  return text.slice(Math.max(0, at - 80), at + 80);
}

/** Twice after a stage became quiet, nothing may be new. */
export async function secondRun(stage: Stage): Promise<readonly Found[]> {
  const before = newsOf(await stage.rows());
  stage.clock.at(stage.clock.now() + 5 * 60_000);
  const run = await stage.run();
  const after = newsOf(await stage.rows());
  if (run.failure !== undefined) return [{ finding: "endless", what: run.failure }];
  return after === before ? [] : [{ finding: "restless", what: `${after - before} new records` }];
}

/** Few words for a message: how often, and the first ones. */
export function summary(found: readonly Found[]): readonly string[] {
  return [...Map.groupBy(found, ({ finding }) => finding)].map(
    ([finding, all]) =>
      `${finding} ${all.length}: ${all
        .slice(0, 3)
        .map(({ what }) => what)
        .join(" | ")}`,
  );
}
