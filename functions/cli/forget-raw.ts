/** `raport forget SOURCE --raw`: the end of what a source landed before its settings kept personal columns out. */

import type { OpenHome } from "../home.ts";
import { forgetEarlier } from "../stages/forget.ts";
import { oldRaw } from "../stages/old-raw.ts";
import { plain } from "./plain.ts";

export async function forgetRaw(
  source: string,
  isMeant: boolean,
  { lake, warehouse, earlier }: OpenHome,
): Promise<void> {
  const { objects, versions } = await oldRaw(source, { lake, warehouse }, earlier);
  console.log(
    `${plain(source)}: ${objects.length} objects below raw/ were landed with earlier settings and are read by nothing; ${versions.length} versions of such are kept.`,
  );
  if (!isMeant)
    return console.log("Nothing was changed. To remove them for good, say the same again with --yes.");
  for (const key of objects) await lake.remove(key);
  // Looked for again: what was removed just now is an earlier version, too.
  if (earlier) await forgetEarlier((await oldRaw(source, { lake, warehouse }, earlier)).versions, earlier);
  console.log("Done.");
}
