/** An address as it stands in a text, however it was escaped there. Pure. */

export interface Mention {
  readonly isIn: (text: string) => boolean;
  /** The text with something else in its place; with it goes one of these names, where it is written `Name <address>`. */
  readonly takenFrom: (text: string, instead: string, names?: readonly string[]) => string;
}

/** Somebody else's address that only ends or begins like it is another: `joann@example.org` is not `ann@example.org`. */
export function mentionOf(address: string): Mention {
  const alone = `(?<=^|[^\\w.+-]|%[0-9a-f]{2})${oneOf([address, encodeURIComponent(address)])}(?![\\w-]|\\.\\w)`;
  return {
    isIn: (text) => new RegExp(alone, "iu").test(text),
    takenFrom(text, instead, names = []) {
      const known = names.filter((name) => name.trim() !== "");
      const before = known.length === 0 ? "" : `(?:${oneOf(known)}\\s+)?`;
      const named = `${before}(?:<|&lt;)${alone}(?:>|&gt;)`;
      return text.replaceAll(new RegExp(`${named}|${alone}`, "giu"), () => instead);
    },
  };
}

/** Any of them, as it stands or as a page has it. */
const oneOf = (texts: readonly string[]) =>
  `(?:${[...new Set(texts.flatMap((text) => [text, escaped(text)]))].map(literally).join("|")})`;
const escaped = (text: string) => text.replaceAll("&", "&amp;").replaceAll("'", "&#39;");
const literally = (text: string) => text.replaceAll(/[.*+?^${}()|[\]\\/]/g, "\\$&");
