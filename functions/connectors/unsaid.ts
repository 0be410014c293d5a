/** What a vendor says in an error, as it may stand in a message and in a log: no secret, no address, no number. */

/** Takes every secret out of a text, however it was written into it. */
export function unsaid(secrets: ReadonlySet<string>): (text: string) => string {
  const forms = [...secrets]
    .flatMap(formsOf)
    .filter((form) => form.length >= shortest)
    .sort((a, b) => b.length - a.length);
  const any = forms.length === 0 ? undefined : new RegExp(forms.map(escaped).join("|"), "gi");
  return (text) => (any === undefined ? text : text.replace(any, "(secret)"));
}

const escaped = (text: string) => text.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&");

/** Anything shorter is in every other word. */
const shortest = 4;

function formsOf(secret: string): string[] {
  // A token may be `address/token:text`, and its last part alone opens the account as well.
  const parts = [secret, ...secret.split(/[:\s]/).filter((part) => part.length >= 8)];
  return [...new Set(parts)].flatMap((part) => {
    const bytes = Buffer.from(part);
    const base64 = bytes.toString("base64");
    return [
      part,
      encodeURIComponent(part.toWellFormed()),
      new URLSearchParams({ "": part }).toString().slice(1),
      JSON.stringify(part).slice(1, -1),
      base64,
      base64.replace(/=+$/, ""),
      encodeURIComponent(base64),
      bytes.toString("base64url"),
      bytes.toString("hex"),
    ];
  });
}

const mostWords = 120;
/** What follows takes the square of it. */
const mostRead = 4_000;

/**
 * The first words of an answer that is an error: what a JSON object says of it, the title of a page, or the text
 * itself. Empty where nothing is left.
 */
export function harmless(text: string, hide: (text: string) => string): string {
  // Hidden before anything changes a secret so that only half of it would be known, and again once it is decoded.
  const shown = hide(text).slice(0, mostRead);
  const said = saidBy(shown) ?? /<title[^>]*>([^<]*)/i.exec(shown)?.[1] ?? shown.replace(/<[^>]*>?/g, "");
  const kept = hide(hide(said).replace(/[\p{C}\p{Z}]+/gu, " "))
    .slice(0, mostRead)
    .replace(/[^\s<>(),;:"']*(?:@|%40)[^\s<>(),;:"']*/gi, "(address)")
    .replace(/\+?\d[\d ().-]{3,}\d/g, "(number)")
    .trim();
  return kept.length > mostWords ? `${kept.slice(0, mostWords).trimEnd().toWellFormed()}…` : kept;
}

/** The usual members for it; undefined where the text is no JSON or has none of them. */
function saidBy(text: string): string | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  const found: string[] = [];
  gather(value, found, 0);
  return found.length === 0 ? "" : [...new Set(found)].join(": ");
}

const telling = ["error", "errors", "title", "code", "message", "description", "error_description", "detail"];

function gather(value: unknown, found: string[], depth: number): void {
  if (found.length >= 4 || depth > 3 || typeof value !== "object" || value === null) return;
  if (Array.isArray(value)) {
    for (const one of value.slice(0, 3)) gather(one, found, depth + 1);
    return;
  }
  for (const name of telling) {
    const said = Object.hasOwn(value, name) ? (value as Record<string, unknown>)[name] : undefined;
    if (typeof said === "string" && said !== "") found.push(said);
    else gather(said, found, depth + 1);
  }
}
