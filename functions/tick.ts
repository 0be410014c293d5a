/** Called by the schedule: starts what is due. */

import { startDue } from "./deployed/tick.ts";
import { lambda } from "./lambda.ts";

export const handler = lambda("tick", startDue);
