/** Called by tick: brings the tables up to date. */

import { computeTables } from "./deployed/compute.ts";
import { lambda } from "./lambda.ts";

export const handler = lambda("compute", computeTables);
