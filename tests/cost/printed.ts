/** What a function writes into its log. */

export async function printed<T>(
  work: () => Promise<T>,
): Promise<{ readonly answer: T; readonly lines: readonly string[] }> {
  const lines: string[] = [];
  const streams = [process.stdout, process.stderr];
  const kept = streams.map((stream) => stream.write);
  for (const stream of streams)
    stream.write = ((text: string | Uint8Array) => {
      lines.push(...String(text).split("\n").filter(Boolean));
      return true;
    }) as typeof stream.write;
  try {
    return { answer: await work(), lines };
  } finally {
    for (const [at, stream] of streams.entries()) stream.write = kept[at] as typeof stream.write;
  }
}
