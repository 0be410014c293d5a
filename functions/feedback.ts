/** Called with the events of SES: what became of a message. */

import { takeIn } from "./deployed/feedback.ts";
import { lambda } from "./lambda.ts";

export const handler = lambda("feedback", takeIn);
