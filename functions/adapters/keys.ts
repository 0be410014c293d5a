/** Which keys a lake takes: the same on every floor, so that what one holds can be carried to another. */

import { StorageError } from "../core/errors.ts";

/** Throws StorageError for a key that could leave the lake or mean two things. No key begins with folder `reserved`. */
export function requireKey(key: string, reserved?: string): void {
  const segments = key.split("/");
  const wrong = segments.some((segment) => segment === "" || segment === "." || segment === "..");
  // biome-ignore lint/suspicious/noControlCharactersInRegex: a NUL would end a path early, a line break a list of keys
  if (!wrong && !/[\\\u0000-\u001f\u007f]/.test(key) && segments[0]?.toLowerCase() !== reserved) return;
  throw new StorageError(
    `${JSON.stringify(key)} cannot be the key of an object: keys are names joined by "/", with no empty name, ` +
      `no "." or "..", no backslash, no control character${reserved === undefined ? "" : `, and do not begin with ${reserved}/`}. ` +
      "Change the name it is made from.",
  );
}

/** The folders at the beginning of a prefix, with the slash; throws StorageError when no key can begin with them. */
export function folderOfPrefix(prefix: string, reserved?: string): string {
  const folder = prefix.slice(0, prefix.lastIndexOf("/") + 1);
  if (folder !== "") requireKey(folder.slice(0, -1), reserved);
  return folder;
}
