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

const greater = 62;
const isEscaped = Array.from({ length: greater + 1 }, (_, unit) => String.fromCharCode(unit) in entities);

/** The text as it may stand in an element or in a quoted attribute. */
export function escapeHtml(text: string | number): string {
  const written = String(text);
  // Most texts have none of them, and looking is far cheaper than replacing nothing.
  return /[&<>"']/.test(written)
    ? written.replace(/[&<>"']/g, (character) => entities[character] ?? "")
    : written;
}

/** Texts as one that is not put together any more whenever it is read. */
export function whole(...texts: readonly string[]): string {
  return [...texts, ""].join("");
}

/** HTML as it is written, and how many bytes it takes at most beyond one for each character. */
export class Written {
  html = "";
  beyond = 0;

  /** A reader's text, escaped. */
  text(text: string | number): void {
    this.html += typeof text === "string" && this.#count(text) ? escapeHtml(text) : text;
  }

  /** Markup of characters that take a byte each, and a reader's text behind it. */
  put(markup: string, text: string | number): void {
    this.html += markup;
    this.text(text);
  }

  /** Markup with characters of several bytes. */
  wide(markup: string): void {
    this.#count(markup);
    this.html += markup;
  }

  /** Whether any of them is to be escaped; one loop takes half as long as two expressions, and most texts are short. */
  #count(text: string): boolean {
    let isMarkup = false;
    for (let at = 0; at < text.length; at += 1) {
      const unit = text.charCodeAt(at);
      // Of two bytes, or of three, or of four where two units stand for one character.
      if (unit > 0x7f) this.beyond += unit > 0x7ff ? 2 : 1;
      else if (unit <= greater && isEscaped[unit]) isMarkup = true;
    }
    return isMarkup;
  }

  add({ html, beyond }: Written): void {
    this.html += html;
    this.beyond += beyond;
  }

  /** The same, to be added many times. */
  whole(): this {
    this.html = whole(this.html);
    return this;
  }
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
