/** Files opened before those in front of them are read: a bucket takes its time with each, and there may be thousands. */

type Bytes = AsyncIterable<Uint8Array>;

interface Begun {
  readonly first: IteratorResult<Uint8Array, unknown>;
  readonly rest: AsyncIterator<Uint8Array, unknown, undefined>;
}

/** How many are on their way at once. */
const usual = 8;

/** Each item with its bytes, in order. What cannot be opened fails where its bytes are read; what is not read is closed. */
export async function* openedAhead<Item>(
  items: readonly Item[],
  open: (item: Item) => Promise<Bytes>,
  most = usual,
): AsyncGenerator<{ readonly item: Item; readonly bytes: Bytes }, void, void> {
  const waiting: { readonly item: Item; readonly begun: Promise<Begun> }[] = [];
  let next = 0;
  try {
    do {
      for (const item of items.slice(next, next + most - waiting.length)) {
        const begun = begin(open(item));
        begun.catch(() => {}); // told to whoever reads it
        waiting.push({ item, begun });
        next += 1;
      }
      const [front] = waiting;
      if (front === undefined) return;
      yield { item: front.item, bytes: bytesOf(front.begun) };
      await close(front.begun);
      waiting.shift();
    } while (next < items.length || waiting.length > 0);
  } finally {
    for (const { begun } of waiting) await close(begun);
  }
}

async function close(begun: Promise<Begun>): Promise<void> {
  await begun.then(({ rest }) => rest.return?.()).catch(() => {});
}

/** Until its first bytes are there nothing would close what was opened. */
async function begin(opening: Promise<Bytes>): Promise<Begun> {
  const rest = (await opening)[Symbol.asyncIterator]();
  return { first: await rest.next(), rest };
}

async function* bytesOf(begun: Promise<Begun>): AsyncGenerator<Uint8Array, void, void> {
  const { first, rest } = await begun;
  try {
    for (let one = first; !one.done; one = await rest.next()) yield one.value;
  } finally {
    await rest.return?.();
  }
}
