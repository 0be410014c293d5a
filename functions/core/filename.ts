/** What the name of a file says, given the path its source is read from. */

const day = "{date}";

/** The file's path below the last folder the pattern names without a wildcard: short, and unique in the source. */
export function nameIn(pattern: string, key: string): string {
  const wild = /[*?[\]{}()!+@]/.exec(pattern); // `{date}` too
  const folder = pattern.slice(0, pattern.lastIndexOf("/", wild?.index ?? pattern.length) + 1);
  return key.startsWith(folder) ? key.slice(folder.length) : key;
}

/** The text standing at `{date}` in a file of this pattern, `2026-11-15`; null where the pattern has none. */
export function dateIn(pattern: string, key: string): string | null {
  if (!pattern.includes(day)) return null;
  const shape = pattern.replaceAll(
    /\{date\}|\*\*\/|[*?]|[.+^$()|\\[\]{}]/g,
    (token) => shapes[token] ?? `\\${token}`,
  );
  const found = new RegExp(`^${shape}$`).exec(key)?.[1];
  // A path with brackets is more than this understands; then the last date in the name stands for it.
  return found ?? key.match(/\d{4}-\d\d-\d\d/g)?.at(-1) ?? null;
}

const shapes: Readonly<Record<string, string>> = {
  [day]: "(\\d{4}-\\d\\d-\\d\\d)",
  "**/": "(?:.*/)?",
  "*": "[^/]*",
  "?": "[^/]",
};

/** The name a file of this local day would have. */
export function nameOn(pattern: string, date: string): string {
  return nameIn(pattern, pattern).replaceAll(day, date);
}
