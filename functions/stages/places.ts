/** Where what was sent and archived lies in the lake. */

import { createHash } from "node:crypto";
import type { Scope } from "../core/config.ts";
import type { Locale } from "../core/organisation.ts";
import { nameKey } from "../core/parameters.ts";

/** Addresses are personal: they never appear in a key. */
export function addressKey(address: string): string {
  return digest(address.toLowerCase());
}

/** What is the same for all readers of one scope and language; empty for everything in English. */
export function variantId(scope: Scope | null, locale: Locale): string {
  const parts = [
    ...(scope === null ? [] : [`${scope.by}-${digest(nameKey(scope.member))}`]),
    ...(locale === "en" ? [] : [locale]),
  ];
  return parts.join("-");
}

/** Below the archive, with its closing slash. */
export const archivePath = (report: string, period: string, variant = "") =>
  `${report}/${period}/${variant === "" ? "" : `${variant}/`}`;

/** Names of people and departments are in no key. */
const digest = (text: string) => createHash("sha256").update(text).digest("hex").slice(0, 16);

/** The plan of a report on a period and who got it, with its closing slash. */
export const sentFolder = (report: string, period: string) => `sent/${report}/${period}/`;
