/** JSON objects of the lake, read back: what we wrote ourselves, unless somebody or a broken disk changed it. */

import { StorageError } from "./errors.ts";

const decoder = new TextDecoder();

/** The object at `key`; throws StorageError naming it when it is not JSON. */
export function parseStored<Shape>(key: string, body: Uint8Array): Shape {
  try {
    return JSON.parse(decoder.decode(body)) as Shape;
  } catch (cause) {
    throw new StorageError(
      `${key} in the home is damaged: it is not JSON. Restore it from a backup, or begin a new home.`,
      { cause },
    );
  }
}
