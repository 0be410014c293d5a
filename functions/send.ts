/** Called by tick: sends one report on one period. */

import { sendReport } from "./deployed/send.ts";
import { lambda } from "./lambda.ts";

export const handler = lambda("send", sendReport);
