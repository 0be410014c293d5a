/** SQL as something to read: comments, words of the language and parameters told apart. Colour helps, and nothing needs it. */

import { html } from "hono/html";
import type { Html } from "../page.ts";

const words =
  /^(with|as|select|from|where|and|or|not|case|when|then|else|end|group|by|order|left|join|cross|on|in|is|null|distinct|union|all|over|partition|values|between|cast|try_cast|interval|having|exists|filter|lateral|unnest|date|timestamp)$/i;

/** Everything is in it once, in its order. */
export function sqlMarkup(text: string): readonly (Html | string)[] {
  const parts = text.match(/--[^\n]*|'(?:[^']|'')*'|\{\w+\}|\w+|[^\w'{-]+|[-{']/g) ?? [];
  return parts.map((part) => {
    if (part.startsWith("--")) return html`<span class="note">${part}</span>`;
    if (/^\{\w+\}$/.test(part)) return html`<span class="param">${part}</span>`;
    return words.test(part) ? html`<span class="word">${part}</span>` : html`${part}`;
  });
}
