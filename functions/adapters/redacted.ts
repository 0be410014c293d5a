/** What a mail server says, as it may stand in a log: it writes the addresses of people into its texts. */

import type { Message } from "../ports.ts";

/** At most 200 characters of it, on one line, without anybody's address or name. */
export function redacted(text: string, { from, to, replyTo = "" }: Message): string {
  const ours = [from, to].flatMap(({ name, address }) => [address, name]).concat(replyTo);
  const known = ours.filter((word) => word.length > 1).sort((a, b) => b.length - a.length);
  return known
    .reduce((rest, word) => rest.replaceAll(word, "(address)"), text)
    .replace(/[\p{C}\p{Z}]+/gu, " ")
    .replace(/[^\s<>(),;:]*(?:@|%40)[^\s<>(),;:]*/gi, "(address)")
    .trim()
    .slice(0, 200);
}
