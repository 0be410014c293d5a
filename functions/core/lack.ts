/**
 * What a report's data lack, each as a kind with what it is of. `saidOf` tells the people who run it what to do about
 * it; what a reader is told of it, in their language, is said by templates/words. Pure.
 */

export type Lack =
  | { readonly kind: "nothing_landed" | "no_times" | "no_file" | "no_dated_file"; readonly source: string }
  | { readonly kind: "no_time_yet"; readonly source: string; readonly needed: string }
  | {
      readonly kind: "rows_end" | "newest_file";
      readonly source: string;
      readonly until: string;
      readonly needed: string;
    }
  | { readonly kind: "stream_unread"; readonly source: string; readonly stream: string }
  | {
      readonly kind: "stream_failed";
      readonly source: string;
      readonly stream: string;
      readonly failed: string;
    }
  | {
      readonly kind: "stream_ends";
      readonly source: string;
      readonly stream: string;
      readonly until: string;
      readonly needed: string;
    }
  | { readonly kind: "day_refused"; readonly source: string; readonly day: string; readonly refused: string }
  | {
      readonly kind: "day_missing";
      readonly source: string;
      readonly day: string;
      readonly file: string;
      readonly by: string;
    }
  | { readonly kind: "settling"; readonly source: string; readonly until: string }
  | { readonly kind: "file_refused"; readonly source: string; readonly refused: string }
  | { readonly kind: "held"; readonly held: string }
  /** The first day of which there are data: nothing to wait for, and nothing anybody could do about. */
  | { readonly kind: "begins"; readonly day: string }
  | {
      readonly kind: "quiet_day";
      /** Those that tell of contacts: to accept the day for one of them is enough. */
      readonly sources: readonly string[];
      readonly day: string;
      readonly found: number;
      readonly usual: number;
    }
  | {
      readonly kind: "quiet_file";
      readonly source: string;
      readonly day: string;
      readonly found: number;
      readonly usual: number;
      /** Its weekday is not known well enough yet: this is usual on days of work, or on days off. */
      readonly isEarly?: true;
    }
  /** Told to readers of a part: of which days and until when, but not of which source. */
  | { readonly kind: "some" }
  | { readonly kind: "some_of_day"; readonly day: string }
  | { readonly kind: "some_until" | "some_settling"; readonly until: string }
  | { readonly kind: "unknown_member"; readonly by: "department" | "channel"; readonly member: string };

const said: { readonly [K in Lack["kind"]]: (lack: Extract<Lack, { kind: K }>) => string } = {
  nothing_landed: ({ source }) => `${source}: nothing of it has landed yet`,
  no_times: ({ source }) =>
    `${source}: its rows do not say when they happened, so nobody can tell how far they reach; let it expect file time, or daily, by 06:00`,
  no_time_yet: ({ source, needed }) =>
    `${source}: none of its rows has a time yet (rows up to ${needed} are needed)`,
  rows_end: ({ source, until, needed }) =>
    `${source}: its rows end at ${until} (rows up to ${needed} are needed)`,
  no_file: ({ source }) => `${source}: no file of it could be landed yet`,
  newest_file: ({ source, until, needed }) =>
    `${source}: its newest file was written at ${until} (one from ${needed} or later is needed)`,
  stream_unread: ({ source, stream }) =>
    `${source}: its ${stream} have not been read to their end yet; they are read on at every run`,
  stream_failed: ({ source, stream, failed }) => `${source}: its ${stream} could not be read: ${failed}`,
  stream_ends: ({ source, stream, until, needed }) =>
    `${source}: its ${stream} are read up to ${until} (up to ${needed} is needed)`,
  no_dated_file: ({ source }) => `${source}: no file with a date in its name has landed yet`,
  day_refused: ({ source, day, refused }) => `${source}: the file for ${day} was refused: ${refused}`,
  day_missing: ({ source, day, file, by }) =>
    `${source}: the file for ${day} is missing (${file}, expected by ${by})`,
  settling: ({ source, until }) => `${source}: settles until ${until}`,
  file_refused: ({ refused }) => refused,
  held: ({ held }) => held,
  begins: ({ day }) => `the data begin on ${day}`,
  quiet_day: ({ sources, day, found, usual }) =>
    `${day} has ${found} contacts where ${usual} are usual on its weekday. If that is right, add it to quiet_days of ${sources.join(" or ")}, or say: raport allow ${sources[0]} --day ${day}`,
  quiet_file: ({ source, day, found, usual, isEarly }) =>
    `${source}: the file for ${day} has ${found} rows where ${usual} are usual ${isEarly ? "so far" : "on its weekday"}. If that is right, add it to quiet_days of ${source}, or say: raport allow ${source} --day ${day}; otherwise export it again.`,
  some: () => "Some of the data had not arrived when this report was made",
  some_of_day: ({ day }) => `Some of the data of ${day} had not arrived when this report was made`,
  some_until: ({ until }) => `Some of the data end at ${until}`,
  some_settling: ({ until }) => `Some of the data settle until ${until}`,
  unknown_member: ({ by, member }) =>
    `The data know no ${by} called “${member}”, so there is nothing to count`,
};

/** What is missing and what to do, in the words of those who run it. */
export const saidOf = (lack: Lack): string => (said[lack.kind] as (lack: Lack) => string)(lack);

/** The same for readers of a part of the whole, each once: sources, files and numbers are of everybody's data. */
export function withoutSources(lacks: readonly Lack[]): readonly Lack[] {
  const kinds = lacks.map(withoutSource);
  const texts = kinds.map((lack) => JSON.stringify(lack));
  return kinds.filter((_, index) => texts.indexOf(texts[index] as string) === index);
}

function withoutSource(lack: Lack): Lack {
  if (lack.kind === "begins") return lack;
  if (lack.kind === "settling") return { kind: "some_settling", until: lack.until };
  if ("until" in lack) return { kind: "some_until", until: lack.until };
  return "day" in lack ? { kind: "some_of_day", day: lack.day } : { kind: "some" };
}
