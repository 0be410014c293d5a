/** Guessing the word somebody meant. */

/** The known word closest to a misspelt one, or undefined when none is close: about one slip per three letters. */
export function nearest(word: string, known: Iterable<string>): string | undefined {
  const meant = plain(word);
  if (meant.length > 60) return undefined;
  let best: string | undefined;
  let least = Math.max(1, Math.floor(meant.length / 3)) + 1;
  for (const candidate of known) {
    const slips = distance(meant, plain(candidate), least);
    if (slips < least) [best, least] = [candidate, slips];
  }
  return best;
}

/** Case and the choice of separator are no slips. */
function plain(word: string): string {
  return word.toLowerCase().replaceAll(/[\s_-]+/g, "_");
}

/** Letters inserted, left out, replaced, or swapped with their neighbour; anything from `enough` up is just that. */
function distance(a: string, b: string, enough: number): number {
  if (Math.abs(a.length - b.length) >= enough) return enough;
  let older: number[] = [];
  let old = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1];
      let cost = Math.min((old[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (old[j - 1] ?? 0) + (same ? 0 : 1));
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      if (swapped) cost = Math.min(cost, (older[j - 2] ?? 0) + 1);
      row.push(cost);
    }
    [older, old] = [old, row];
  }
  return old[b.length] ?? enough;
}
