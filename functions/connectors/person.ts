/** One customer writes, and is written, in many ways: the one text of them that is hashed. Pure. */

/** Addresses in small letters; telephone numbers as their digits, with the country's but without what is dialled before it. */
export function personText(text: string): string {
  const plain = seen(text);
  const within = /<([^<>\s@]+@[^<>\s@]+)>$/.exec(plain)?.[1] ?? plain;
  const bare = within.replace(/^["']|["']$/g, "").replace(/^(?:mailto|tel|callto|sms|whatsapp):/i, "");
  if (/^[^\s@]+@[^\s@]+$/.test(bare)) return bare.toLowerCase();
  return numberIn(bare) ?? plain;
}

/** Without the marks that nobody sees, which come along where a number is copied from contacts. */
const seen = (text: string) =>
  text
    .normalize("NFKC")
    .replace(/\p{Cf}/gu, "")
    .trim();

const nobody =
  /^(?:anonymous|unknown|private|restricted|withheld|unavailable|blocked|none|null|nil|nan|undefined|n\/?a|no caller id|(?:not |un)(?:known|available|provided|stated)|\+?0+|[-\u2010-\u2015?.]+)$/i;

/** What is written where nobody is named: all of them are not one customer. */
export const isNobody = (text: string): boolean => nobody.test(seen(text));

/** Fewer digits are an extension, or the number of something else; more are no telephone's. */
const [fewest, most] = [7, 15];

function numberIn(text: string): string | undefined {
  if (!/^\(?\+?[\d\s()./\u2010-\u2015\u2212-]+$/.test(text)) return undefined;
  // A table of numbers writes it as one of them, with a 0 behind the point. (0) is dialled within the country only.
  const whole = text.replace(/^(\+?\d{7,})\.0$/, "$1");
  const digits = whole.replace(/^(\(?\+|00)(.*?)\(0\)/, "$1$2").replace(/\D/g, "");
  const number = /^\(?\+/.test(whole) ? digits : digits.replace(/^00/, "");
  return number.length >= fewest && number.length <= most ? number : undefined;
}
