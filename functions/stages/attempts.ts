/** Keeps how landings and the making of the tables went. Written after what they did: data first, then position. */

import {
  type AllTried,
  type Attempts,
  failedAgain,
  landingFingerprint,
  succeeded,
  type Tried,
} from "../core/attempts.ts";
import { bucketPath } from "../core/bucket.ts";
import type { Config, Source } from "../core/config.ts";
import type { State } from "../core/due.ts";
import { fingerprint } from "../core/fingerprint.ts";
import { parseStored } from "../core/stored.ts";
import type { Inbox, Lake } from "../ports.ts";
import { landState } from "./journal.ts";

const keyOf = (name: string) => `state/attempts/${name}.json`;
const ofLanding = (source: string) => `land-${source}`;
const ofComputing = "compute";

interface Read {
  readonly lake: Pick<Lake, "get">;
  readonly inbox?: Inbox;
}

/** How everything went before. Where it failed and there is no inbox to ask, it is taken to be as it was. */
export async function triedOf(config: Config, sources: State["sources"], ports: Read): Promise<AllTried> {
  const [computing, ...landings] = await Promise.all([
    read(ofComputing, ports.lake),
    ...config.sources.map(async (source) => [source.id, await landingTried(source, ports)] as const),
  ]);
  const isSame = computing?.of === computingOf(config, sources);
  return { landings: Object.fromEntries(landings), computing: computing && { ...computing, isSame } };
}

async function landingTried(source: Source, { lake, inbox }: Read): Promise<Tried | undefined> {
  const found = await read(ofLanding(source.id), lake);
  if (!found) return undefined;
  if (found.failed === 0) return { ...found, isSame: found.of === landingFingerprint(source) };
  return { ...found, isSame: inbox === undefined || found.of === (await failedLandingOf(source, inbox)) };
}

/** With what lies there, because another file may be landed where this one could not. */
async function failedLandingOf(source: Source, inbox: Inbox): Promise<string> {
  if (!("path" in source) || isEndless(source)) return landingFingerprint(source);
  const files = await inbox.list(source).catch(() => [{ name: "", etag: "it cannot be listed" }]);
  return fingerprint([landingFingerprint(source), ...files.flatMap(({ name, etag }) => [name, etag])]);
}

/** The config, and what landed. */
function computingOf({ version }: Config, sources: State["sources"]): string {
  const batches = Object.entries(sources).map(
    ([id, landed]) => `${id} ${landed?.firstBatch} ${landed?.batch}`,
  );
  return fingerprint([version, ...batches.sort()]);
}

interface Writing {
  readonly lake: Lake;
  readonly inbox: Inbox;
}

/** `isLeft`: a file was left for the next tick. */
export async function landingWent(
  source: Source,
  went: { readonly at: string; readonly isLeft?: boolean } | { readonly at: string; readonly why: string },
  { lake, inbox }: Writing,
): Promise<void> {
  const before = await read(ofLanding(source.id), lake);
  const now =
    "why" in went
      ? failedAgain(before, await failedLandingOf(source, inbox), went.at, went.why, isEndless(source))
      : succeeded(landingFingerprint(source), went.at, went.isLeft);
  await write(ofLanding(source.id), before, now, lake);
}

/** What nobody mends by another file or config: a vendor answers again, a bucket of the organisation's own may be read at last. */
const isEndless = (source: Source) => !("path" in source) || bucketPath(source.path) !== undefined;

export async function computingWent(
  config: Config,
  went: { readonly at: string; readonly why?: string },
  lake: Lake,
): Promise<void> {
  const before = await read(ofComputing, lake);
  const landed = config.sources.map(async ({ id }) => [id, (await landState(lake, id))?.state] as const);
  const of = computingOf(config, Object.fromEntries(await Promise.all(landed)));
  const now = went.why === undefined ? succeeded(of, went.at) : failedAgain(before, of, went.at, went.why);
  await write(ofComputing, before, now, lake);
}

/** A minute makes no difference to anybody who waits for hours. */
const closeMilliseconds = 60_000;

async function write(name: string, before: Attempts | undefined, now: Attempts, lake: Lake): Promise<void> {
  if (before && now.failed === 0 && isAlike(before, now)) return;
  await lake.put(keyOf(name), new TextEncoder().encode(JSON.stringify(now)));
}

function isAlike(before: Attempts, now: Attempts): boolean {
  const age = Date.parse(now.doneAt ?? "") - Date.parse(before.doneAt ?? "");
  const isClose = age >= 0 && age < closeMilliseconds;
  return isClose && before.failed === 0 && before.of === now.of && before.isLeft === now.isLeft;
}

async function read(name: string, lake: Pick<Lake, "get">): Promise<Attempts | undefined> {
  const stored = await lake.get(keyOf(name));
  return stored && parseStored<Attempts>(keyOf(name), stored.body);
}
