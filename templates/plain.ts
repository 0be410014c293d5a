/** Text of other people (names, titles, reasons) made fit to stand in a line: still theirs, but it cannot break out of it. */

/** Latin and Cyrillic words with one space between them, as nearly all names are: nothing of them is made fit. */
const ordinary =
  /^[!-~\u00a1-\u00ac\u00ae-\u024f\u0400-\u04ff]+(?: [!-~\u00a1-\u00ac\u00ae-\u024f\u0400-\u04ff]+)*$/;

/** Characters that reorder or hide text. */
const hiding = /[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069\ufeff\u200b\u00ad]/g;

/** Without the characters that make a reader see another text than a program does. */
export const unhidden = (text: string): string => text.replace(hiding, "");

/** Line breaks and control characters become spaces, characters that reorder or hide text go, broken emoji are mended. */
export function plain(text: string): string {
  if (ordinary.test(text)) return text;
  return unhidden(text.toWellFormed())
    .replace(/[\p{Cc}\u2028\u2029\s]+/gu, " ")
    .trim();
}

/** The longest label an email has room for; the page shows them whole. */
export const labelLength = 60;

// Made when a text is first too long: that takes a deployed function as long as loading a tenth of itself.
let segmenter: Intl.Segmenter | undefined;

function graphemesOf(text: string): Intl.Segments {
  segmenter ??= new Intl.Segmenter("en", { granularity: "grapheme" });
  return segmenter.segment(text);
}

/** What a reader counts as one character may be of any length: on average, this many units each have room, and so many in all. */
const unitsEach = 2;
const leastUnits = 32;

/** The first `length` characters as a reader counts them, the last one "…" when something was cut. */
export function clip(text: string, length: number): string {
  if (text.length <= length) return text;
  const room = Math.max(length * unitsEach, leastUnits);
  let [kept, whole, count] = ["", "", 0];
  for (const { segment } of graphemesOf(text)) {
    if (count === length || whole.length + segment.length > room) return `${kept.trimEnd()}…`;
    whole += segment;
    count += 1;
    if (count < length) kept = whole;
  }
  return text;
}

/** At most `length` characters as a computer counts them: whole words, then "…"; a single word that does not fit is cut. */
export function shortened(text: string, length: number): string {
  if (text.length <= length) return text;
  const whole = text.slice(0, length).replace(/[\s\p{P}]+\S*$/u, "");
  if (whole.length > 0 && whole.length < length) return `${whole}…`;
  let cut = "";
  for (const { segment } of graphemesOf(text)) {
    if (cut.length + segment.length >= length) break;
    cut += segment;
  }
  return length > 0 ? `${cut}…` : "";
}
