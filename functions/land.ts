/** Called by tick: lands one source. */

import { landSource } from "./deployed/land.ts";
import { lambda } from "./lambda.ts";

export const handler = lambda("land", landSource);
