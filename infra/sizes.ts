/** How much each function is given. */

import type { FunctionName } from "./reach.ts";

export const sizes: Readonly<
  Record<FunctionName, { readonly seconds: number; readonly megabytes: number; readonly atOnce?: number }>
> = {
  tick: { seconds: 120, megabytes: 512 },
  land: { seconds: 900, megabytes: 1024 },
  compute: { seconds: 900, megabytes: 1024 },
  send: { seconds: 900, megabytes: 1024 },
  // Whoever floods the links must not use up what the account may run at once.
  open: { seconds: 20, megabytes: 512, atOnce: 20 },
  feedback: { seconds: 60, megabytes: 512, atOnce: 10 },
};
