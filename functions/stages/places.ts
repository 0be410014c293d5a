/** Where what was sent and archived lies in the lake. */

import { createHash } from "node:crypto";

/** Addresses are personal: they never appear in a key. */
export function addressKey(address: string): string {
  return createHash("sha256").update(address.toLowerCase()).digest("hex").slice(0, 16);
}

/** Below the archive, with its closing slash. */
export const archivePath = (report: string, period: string) => `${report}/${period}/`;

/** The plan of a report on a period and who got it, with its closing slash. */
export const sentFolder = (report: string, period: string) => `sent/${report}/${period}/`;
