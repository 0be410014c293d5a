/** The words of a VendorError: which source, which request, what came, and what to do. */

import { VendorError, type VendorErrorKind, type VendorRequest } from "./vendor.ts";

export interface Complaint {
  readonly kind: VendorErrorKind;
  readonly status?: number;
  readonly until?: number;
  /** What came, or did not. */
  readonly what: string;
  /** What to do, where it is not what is done about everything of this kind. */
  readonly cure?: string;
}

/** `token` names what holds the secret, for the cure. */
export function complain(
  source: string,
  token: string | undefined,
  { method = "GET", path, group }: VendorRequest,
  { kind, status = 0, until, what, cure = cures[kind](token) }: Complaint,
  hide: (text: string) => string,
): VendorError {
  const shown = path
    .replace(/[\p{C}\p{Z}]+/gu, " ")
    .slice(0, 200)
    .toWellFormed();
  const message = `[${source}] ${method} ${shown} (${group}): ${what}. ${cure}`;
  return new VendorError(hide(message), { kind, status, ...(until !== undefined && { until }) });
}

const cures: Readonly<Record<VendorErrorKind, (token: string | undefined) => string>> = {
  unauthorised: (token) =>
    `The secret${token === undefined ? "" : ` in ${token}`} does not open this account: put a valid one there, of somebody who may read all of it.`,
  forbidden: () =>
    "Give the owner of the token the right to read this, or do without it where the plan does not have it.",
  missing: () => "If it should be there, check account: and address: of the source in the config.",
  cursor: () =>
    "The vendor knows the position no more: it is read again from the last instant that is complete.",
  too_recent: () => "Nothing is wrong: it is asked for again at the next run.",
  gateway: () =>
    "Nothing of it was landed. It is tried again with fewer records at a time; if even one does not come, ask the vendor about this request.",
  unreadable: () =>
    "Nothing of it was landed, and it is tried again at the next run. If it goes on, look at the vendor's status page, and at what stands between this machine and it.",
  refused: () => "Check account:, address: and settings: of the source in the config.",
  later: () => "Nothing is lost: it goes on by itself when the time has come.",
};
