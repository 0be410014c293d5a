/** What a reader throws, or that it never ends, told as what was found. */

import { SourceError } from "../../functions/core/errors.ts";
import { Endless } from "./chaos.ts";
import type { Found } from "./judge.ts";

export async function ending(act: () => Promise<readonly Found[]>): Promise<readonly Found[]> {
  try {
    return await act();
  } catch (error) {
    const what = String(error);
    if (error instanceof Endless || /never quiet|and no end/.test(what))
      return [{ finding: "endless", what }];
    return [{ finding: error instanceof SourceError ? "endless" : "crash", what }];
  }
}
