/** What the name of a file says, given the path its source is read from. */

const day = "{date}";
const wildcard = /[*?[{]|[!+@]\(/; // `{date}` too

/** Where the first wildcard of a pattern or of a part of it stands; its length when there is none. */
export function wildAt(pattern: string): number {
  return wildcard.exec(pattern)?.index ?? pattern.length;
}

/** The folders a pattern spells out, up to the slash before the segment with its first wildcard. */
export function folderOf(pattern: string): string {
  return pattern.slice(0, pattern.lastIndexOf("/", wildAt(pattern)) + 1);
}

/** The file's path below the folders the pattern spells out: short, and unique in the source. */
export function nameIn(pattern: string, path: string): string {
  const folder = folderOf(pattern);
  return path.startsWith(folder) ? path.slice(folder.length) : path;
}

/** The pattern as a glob, a day's digits standing for `{date}`. */
export function globOf(pattern: string): string {
  return pattern.replaceAll(day, "[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]");
}

/** The text standing at `{date}` in the name of a file of this pattern, `2026-11-15`; null where the pattern has none. */
export function dateIn(pattern: string, name: string): string | null {
  if (!pattern.includes(day)) return null;
  const shape = nameIn(pattern, pattern).replaceAll(
    /\{date\}|\*\*\/|[*?]|[.+^$()|\\[\]{}]/g,
    (token) => shapes[token] ?? `\\${token}`,
  );
  const found = new RegExp(`^${shape}$`).exec(name)?.[1];
  // A path with brackets is more than this understands; then the last date in the name stands for it.
  return found ?? name.match(/\d{4}-\d\d-\d\d/g)?.at(-1) ?? null;
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
