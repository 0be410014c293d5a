/** Reads rendered output the way a reader would. */

const entities: Readonly<Record<string, string>> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',

  nbsp: "\u00a0",
};

/** The text of a document, in reading order: titles of cells too, no head, no hidden preheader. */
export function textOf(html: string): string {
  const body = html
    .replace(/<head[\s\S]*?<\/head>/i, "")
    .replace(/<!--[\s\S]*?-->/g, "")
    .replace(/<div style="display:none[\s\S]*?<\/div>/, "")
    .replace(/<td[^>]* title="([^"]*)"[^>]*>/g, " $1 ")
    .replace(/<(\/?)(td|th|tr|p|div|br|h1|h2|h3|li|dd|dt|small|summary|title|desc)\b[^>]*>/gi, "\n")
    .replace(/<[^>]+>/g, "");
  return decoded(body)
    .replaceAll("\u00a0", " ")
    .replace(/[ \t]+/g, " ")
    .replace(/\s*\n\s*/g, "\n");
}

export function decoded(text: string): string {
  return text
    .replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)))
    .replace(/&(amp|lt|gt|quot|nbsp);/g, (_, name: string) => entities[name] ?? "");
}

/** The names of all tags in their order: markup that came in as text would show here. */
export function tagsOf(html: string): readonly string[] {
  return [...html.matchAll(/<(\/?[a-z][a-z0-9]*)\b/gi)].map(([, name]) => name ?? "");
}

/** Every number a reader sees, links left out. */
export function numbersOf(text: string): ReadonlySet<string> {
  return new Set(
    [...text.replace(/https?:\S+/g, "").matchAll(/\d(?:[\d,.]*\d)?%?/g)].map(([number]) => number),
  );
}
