/** The links of one reader, put into bytes that everybody of a variant shares. */

import { escapeHtml } from "../../templates/index.ts";
import type { Variant } from "./plan.ts";

/** Stands in the frozen bytes where the reader's own link belongs; `.invalid` is nobody's and leads nowhere. */
export const linkPlaceholder = "https://raport.invalid/open";
export const unsubscribePlaceholder = "https://raport.invalid/unsubscribe";

export interface Links {
  /** `URL/open/TOKEN`. */
  readonly open: string;
  /** `URL/unsubscribe/TOKEN`. */
  readonly unsubscribe?: string | undefined;
}

/** The email with the reader's own links; as it was frozen where the bytes hold no placeholder. */
export function personal(
  { email: { subject, html, text } }: Pick<Variant, "email">,
  { open, unsubscribe = open }: Links,
) {
  const escaped = [escapeHtml(open), escapeHtml(unsubscribe)] as const;
  return { subject, html: linked(html, ...escaped), text: linked(text, open, unsubscribe) };
}

/** What both have in common and little else has, looked for by few letters: of longer texts V8 makes a table first. */
const rare = ".inval";
const before = linkPlaceholder.indexOf(rare);

/** Each email is searched once: that takes a sixth of replacing one placeholder after the other. */
function linked(text: string, open: string, unsubscribe: string): string {
  let made = "";
  let from = 0;
  for (let at = text.indexOf(rare); at >= 0; at = text.indexOf(rare, at + 1)) {
    const start = at - before;
    const [placeholder, link] = text.startsWith(linkPlaceholder, start)
      ? [linkPlaceholder, open]
      : [unsubscribePlaceholder, unsubscribe];
    if (start < from || !text.startsWith(placeholder, start)) continue;
    made += text.slice(from, start) + link;
    from = start + placeholder.length;
  }
  return made + text.slice(from);
}
