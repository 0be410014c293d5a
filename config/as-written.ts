/** Values that are text although they look like numbers: an id of 64 bits would be another one as a number. */

import type { YamlText } from "./document.ts";
import { entries, get, list } from "./found.ts";

/** The file with accounts and settings of vendors as they are written, in quotes or not. */
export function asWritten(yaml: YamlText): YamlText {
  const value = structuredClone(yaml.value);
  for (const [index, source] of list(value, "sources").entries()) {
    const settings = get(source, "settings");
    const at = ["sources", index];
    take(yaml, source, "account", at);
    for (const [name] of entries(settings)) take(yaml, settings, name, [...at, "settings"]);
  }
  return { ...yaml, value };
}

function take(yaml: YamlText, owner: unknown, key: string, at: readonly PropertyKey[]): void {
  const text = yaml.writtenAt([...at, key]);
  if (text !== undefined) (owner as Record<string, unknown>)[key] = text;
}
