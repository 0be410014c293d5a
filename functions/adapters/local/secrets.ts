/** What of a home nobody but its user may read: the keys that links are signed with, and what carries such links. */

import { chmod } from "node:fs/promises";
import { join } from "node:path";
import { codeOf } from "./disk.ts";

/** With its slash: where a lake keeps what is nobody else's. */
export const secretFolder = "state/";

/** Puts right a home that was made before its secrets were closed. What belongs to another user is theirs to close. */
export async function closeSecrets(home: string): Promise<void> {
  for (const [name, mode] of [
    ["state", 0o700],
    ["outbox", 0o700],
    ["state/keys.json", 0o600],
  ] as const)
    await chmod(join(home, name), mode).catch((error: unknown) => {
      if (!["ENOENT", "ENOTDIR", "EPERM", "EROFS", "ENOTSUP"].includes(codeOf(error) ?? "")) throw error;
    });
}
