/** Vendors as this machine reaches them: with secrets from its environment. */

import { InputError } from "../../core/errors.ts";
import type { Vendors } from "../../ports.ts";
import { type Environment, heldBy, vendorsWith } from "../vendors.ts";

export function machineVendors(env: Environment = process.env): Vendors {
  return vendorsWith(async ({ in: store, name }) => {
    if (store === "variable") return heldBy(env, name, "Set it where Raport runs.");
    throw new InputError(
      `token: ${store}:${name} is a secret kept on AWS, and this installation keeps everything in a folder. Name a variable of the environment instead, and set it where Raport runs.`,
    );
  });
}
