/** The simulated vendors there are, by name. */

import { amazonConnect } from "./amazon-connect/index.ts";
import { asterisk } from "./asterisk/index.ts";
import { liveagent } from "./liveagent/index.ts";
import { sproutSocial } from "./sprout-social/index.ts";
import type { Personality } from "./vendor.ts";
import { zendesk } from "./zendesk/index.ts";

export const personalities: readonly Personality[] = [
  amazonConnect,
  asterisk,
  liveagent,
  sproutSocial,
  zendesk,
];
