/** Vendors over this machine's network and by its clock, with secrets from where the adapter has them. */

import { setTimeout as wait } from "node:timers/promises";
import { InputError } from "../core/errors.ts";
import type { SecretPlace } from "../core/secret.ts";
import { secretIn, secretPlace } from "../core/secret.ts";
import type { Vendors } from "../ports.ts";

export type Environment = Readonly<Record<string, string | undefined>>;

/** `held` gives what a place holds, and throws InputError where it has no such place. */
export function vendorsWith(held: (place: SecretPlace) => Promise<string>): Vendors {
  return {
    fetch: (...request) => globalThis.fetch(...request),
    clock: {
      now: () => Date.now(),
      // A timer of more than 24 days would end at once.
      sleep: (milliseconds, signal) =>
        wait(Math.min(milliseconds, 2 ** 31 - 1), undefined, signal && { signal }),
    },
    random: Math.random,
    secret: async (token) => secretIn(await held(secretPlace(token)), token),
  };
}

/** What a variable holds. Of one that is not set `cure` says what to do. */
export function heldBy(env: Environment, name: string, cure: string): string {
  const value = env[name];
  if (value) return value;
  throw new InputError(`the token is to be in the variable ${name}, which is not set. ${cure}`);
}
