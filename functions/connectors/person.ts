/** One customer writes, and is written, in many ways: the one text of them that is hashed. Pure. */

/** Addresses in small letters; telephone numbers as their digits, with the country's but without what is dialled before it. */
export function personText(text: string): string {
  const plain = text.normalize("NFKC").trim();
  const bare = plain.replace(/^(?:mailto|tel|callto|sms|whatsapp):/i, "");
  if (/^[^\s@]+@[^\s@]+$/.test(bare)) return bare.toLowerCase();
  return numberIn(bare) ?? plain;
}

/** Fewer digits are an extension, or the number of something else; more are no telephone's. */
const [fewest, most] = [7, 15];

function numberIn(text: string): string | undefined {
  if (!/^\+?[\d\s()./-]+$/.test(text)) return undefined;
  // (0) is dialled within the country only.
  const digits = text.replace(/^(\+|00)(.*?)\(0\)/, "$1$2").replace(/\D/g, "");
  const number = text.startsWith("+") ? digits : digits.replace(/^00/, "");
  return number.length >= fewest && number.length <= most ? number : undefined;
}
