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
  return {
    subject,
    html: html
      .replaceAll(linkPlaceholder, () => escapeHtml(open))
      .replaceAll(unsubscribePlaceholder, () => escapeHtml(unsubscribe)),
    text: text.replaceAll(linkPlaceholder, () => open).replaceAll(unsubscribePlaceholder, () => unsubscribe),
  };
}
