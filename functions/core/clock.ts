/** Instants in words for people, on the clock of a zone. Pure. */

import { localDate, localTime } from "./period.ts";

/** Every instant in the words, as the clock of the zone shows it. */
export const onClock = (words: string, zone: string): string =>
  words.replaceAll(
    /\b\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z/g,
    (at) => `${localDate(at, zone)} ${localTime(at, zone)}`,
  );
