/** What a centre that is opened again must still know of its past, or its contacts would have come another way than before. */

import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

export interface Past {
  /** The local day from which a department's calls came to Amazon Connect. */
  readonly moved: string;
}

interface World {
  readonly seed: string;
  readonly share: number;
  /** What the past would be, were this the first opening. */
  readonly past: Past;
}

/** The past the folder remembers, if it is of this centre and has happened by now; else this one. */
export async function pastOf(folder: string, { seed, share, past }: World): Promise<Past> {
  const file = join(folder, "northwind.json");
  const known = await readFile(file, "utf8").then(read, () => undefined);
  if (known?.seed === seed && known.share === share && known.past.moved <= past.moved) return known.past;
  await mkdir(folder, { recursive: true });
  await writeFile(file, `${JSON.stringify({ seed, share, past } satisfies World)}\n`);
  return past;
}

function read(text: string): World | undefined {
  try {
    return JSON.parse(text) as World;
  } catch {
    return undefined; // cut off when it was written
  }
}
