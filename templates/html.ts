/** HTML in which everything is text unless it was written as markup here. */

/** Text that is markup already; only `html` and generated renderers make it. */
export interface Markup {
  readonly markup: string;
}

export type Fragment = string | number | Markup | null | false | readonly Fragment[];

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** The text as it may stand in an element or in a quoted attribute. */
export function escapeHtml(text: string | number): string {
  const written = String(text);
  // Most texts have none of them, and looking is far cheaper than replacing nothing.
  return /[&<>"']/.test(written)
    ? written.replace(/[&<>"']/g, (character) => entities[character] ?? "")
    : written;
}

/** A template tag: values are escaped, nested `html` is not, null and false vanish. */
export function html(strings: TemplateStringsArray, ...values: readonly Fragment[]): Markup {
  return {
    markup: strings
      .map((text, at) => text + (at < values.length ? written(values[at] ?? null) : ""))
      .join(""),
  };
}

function written(value: Fragment): string {
  if (value === null || value === false) return "";
  if (typeof value === "string" || typeof value === "number") return escapeHtml(value);
  return "markup" in value ? value.markup : value.map(written).join("");
}

/** The link if it can only open a page or a file; anything else (a script, data) becomes a link to nothing. */
export function safeLink(link: string): string {
  return /^(https?|file):\/\//i.test(link) ? link : "about:blank";
}
