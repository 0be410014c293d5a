/**
 * Long texts that say much of the same, with what they share written once. The most frequent pair of neighbours becomes one
 * piece, until no pair stands twice; then every piece that does not earn its name is written out again.
 */

/** A text of its own, or the number of a piece that several share. */
export type Piece = string | number;

export interface Compacted {
  /** Each is made of texts and of pieces before it. */
  readonly shared: readonly (readonly Piece[])[];
  readonly texts: readonly (readonly Piece[])[];
}

/** What a name costs wherever it stands, and where it is made: a piece that saves less is not worth one. */
const nameBytes = 8;
const leastSaved = 10;

/** `texts` as pieces that, put together, are the same texts. */
export function compacted(texts: readonly string[]): Compacted {
  const tokens = texts.map((text) => text.split(/(?<=>)|(?=<)/).filter((one) => one !== ""));
  const seen = new Set<string>();
  const again = new Set(tokens.flat().filter((one) => seen.size === seen.add(one).size));
  // A tag that stands twice is a piece, whatever stands beside it.
  const pairs: (readonly Piece[])[] = [...again].map((one) => [one]);
  const numbers = new Map([...again].map((one, at) => [one, at]));
  let now: readonly (readonly Piece[])[] = tokens.map((text) => text.map((one) => numbers.get(one) ?? one));
  for (let pair = mostFrequent(now); pair; pair = mostFrequent(now)) {
    const [first, second] = pair;
    const name = pairs.push(pair) - 1;
    now = now.map((pieces) => joined(pieces, first, second, name));
  }
  return named(now, pairs);
}

/** The pair of neighbours that stands most often, the first of several; undefined where none stands twice. */
function mostFrequent(texts: readonly (readonly Piece[])[]): readonly [Piece, Piece] | undefined {
  const counts = new Map<string, { readonly pair: readonly [Piece, Piece]; times: number }>();
  for (const pieces of texts)
    for (let at = 1; at < pieces.length; at += 1) {
      const pair = [pieces[at - 1] as Piece, pieces[at] as Piece] as const;
      const key = JSON.stringify(pair);
      const known = counts.get(key) ?? { pair, times: 0 };
      known.times += 1;
      counts.set(key, known);
    }
  let best: { readonly pair: readonly [Piece, Piece]; times: number } | undefined;
  for (const one of counts.values()) if (one.times > (best?.times ?? 1)) best = one;
  return best?.pair;
}

function joined(pieces: readonly Piece[], first: Piece, second: Piece, name: number): readonly Piece[] {
  const made: Piece[] = [];
  for (const piece of pieces)
    if (piece === second && made.at(-1) === first) made[made.length - 1] = name;
    else made.push(piece);
  return made;
}

/** Only what saves something keeps a name; names are counted anew. */
function named(texts: readonly (readonly Piece[])[], pairs: readonly (readonly Piece[])[]): Compacted {
  const all = (pieces: readonly Piece[]): string =>
    pieces.map((one) => (typeof one === "string" ? one : all(pairs[one] as readonly Piece[]))).join("");
  const times = new Map<Piece, number>();
  for (const piece of [...texts, ...pairs].flat()) times.set(piece, (times.get(piece) ?? 0) + 1);
  const names = new Map<Piece, number>();
  const written = (pieces: readonly Piece[]): readonly Piece[] =>
    pieces.flatMap((one) =>
      typeof one === "string" ? [one] : (names.get(one) ?? written(pairs[one] as readonly Piece[])),
    );
  const shared: (readonly Piece[])[] = [];
  for (const [number, pair] of pairs.entries()) {
    const count = times.get(number) ?? 0;
    if ((count - 1) * all(pair).length - (count + 1) * nameBytes < leastSaved) continue;
    shared.push(together(written(pair)));
    names.set(number, shared.length - 1);
  }
  return { shared, texts: texts.map((pieces) => together(written(pieces))) };
}

/** Texts that follow each other as one. */
function together(pieces: readonly Piece[]): readonly Piece[] {
  const made: Piece[] = [];
  for (const piece of pieces) {
    const last = made.at(-1);
    if (typeof piece === "string" && typeof last === "string") made[made.length - 1] = last + piece;
    else made.push(piece);
  }
  return made;
}
