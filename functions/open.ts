/** Called by the HTTP API: opens a link of an email. */

import { answer } from "./deployed/open.ts";
import { lambda } from "./lambda.ts";

export const handler = lambda("open", answer);
