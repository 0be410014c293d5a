/** Many partitions made a piece at a time: as large as the warehouse likes to read and write at once. */

/** What a piece may hold at most. One item is always taken, however heavy it is. */
export interface Limits<Item> {
  readonly items: number;
  readonly weight?: number;
  readonly weightOf?: (item: Item) => number;
}

/** The items in their order, each piece as large as the limits let it be. */
export function piecesOf<Item>(
  items: readonly Item[],
  { items: most, weight = Number.POSITIVE_INFINITY, weightOf = () => 0 }: Limits<Item>,
): readonly (readonly Item[])[] {
  const pieces: Item[][] = [];
  let filled = 0;
  for (const item of items) {
    const heavy = weightOf(item);
    const piece = pieces.at(-1);
    if (!piece || piece.length >= most || filled + heavy > weight) {
      pieces.push([item]);
      filled = heavy;
    } else {
      piece.push(item);
      filled += heavy;
    }
  }
  return pieces;
}

/** A warehouse that runs one statement after the other lets the others wait. */
const atOnce = 4;

/** Some pieces at once. After a failure nothing is begun any more. */
export async function inPieces<Item>(
  pieces: readonly (readonly Item[])[],
  work: (some: readonly Item[]) => Promise<void>,
): Promise<void> {
  const waiting = [...pieces];
  const worker = async () => {
    for (let piece = waiting.shift(); piece; piece = waiting.shift())
      await work(piece).catch((error: unknown) => {
        waiting.length = 0;
        throw error;
      });
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
}
