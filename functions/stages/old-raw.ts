/**
 * What a source landed with settings it has no more. Nothing reads it: with other settings everything is landed again. It
 * stays until somebody asks for its end, as it may be all there is of exports that are gone; or hold what must not be kept.
 */

import { InputError } from "../core/errors.ts";
import type { Earlier, EarlierVersion, Ports } from "../ports.ts";
import { landState } from "./journal.ts";

export interface OldRaw {
  readonly objects: readonly string[];
  /** Versions of them that were overwritten or removed. */
  readonly versions: readonly EarlierVersion[];
}

/** Throws InputError, with the cure, while the tables are still made of it. */
export async function oldRaw(
  source: string,
  { lake, warehouse }: Pick<Ports, "lake" | "warehouse">,
  earlier?: Earlier,
): Promise<OldRaw> {
  const landed = (await landState(lake, source))?.state;
  if (!landed)
    throw new InputError(
      `Nothing was landed of a source "${source}". Write its id as it stands in the config.`,
    );
  const { consumed, pending } = await warehouse.published();
  if (
    landed.batch >= landed.firstBatch &&
    ((consumed[source]?.batch ?? 0) < landed.firstBatch || pending.length > 0)
  )
    throw new InputError(
      `The tables are still made of what ${source} landed before. Run again, or wait for the next tick, then ask again. Nothing was changed.`,
    );
  if (landed.batch < landed.firstBatch)
    throw new InputError(
      `Nothing was landed with the new settings of ${source} yet, so the earlier rows are all there is. Nothing was changed.`,
    );
  const isOld = (key: string) => Number(/\/batch=(\d+)\//.exec(key)?.[1] ?? Number.NaN) < landed.firstBatch;
  const folder = `raw/${source}/`;
  const objects: string[] = [];
  for await (const { key } of lake.list(folder)) if (isOld(key)) objects.push(key);
  const versions: EarlierVersion[] = [];
  if (earlier) for await (const one of earlier.list(folder)) if (isOld(one.key)) versions.push(one);
  return { objects, versions };
}
