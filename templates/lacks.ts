/** What a report's data lack, as its readers are told. */

import type { Lack } from "../functions/core/lack.ts";
import type { Format } from "./format.ts";
import { plain } from "./plain.ts";

/** `Missing: calls: the file for 15 November 2026 has not arrived.` */
export function lackSentence(lack: Lack, format: Format): string {
  const { words } = format;
  if (lack.kind === "begins") return words.sentence(words.lacks.begins(format.weekday(lack.day)));
  return words.sentence(words.missing(lackText(lack, format)));
}

/** The same in a subject, from the fullest wording to the shortest; none where it is about no data at all. */
export function lackBriefs(
  lacks: readonly Lack[],
  { words: { lacking }, dayMonth }: Format,
): readonly string[] {
  const missing = lacks.filter(({ kind }) => kind !== "unknown_member" && kind !== "begins");
  const [begins] = lacks.flatMap((lack) => (lack.kind === "begins" ? [lack.day] : []));
  if (missing.length === 0)
    return begins === undefined ? [] : [dayMonth.long(begins), dayMonth.short(begins)].map(lacking.begins);
  const days = [...new Set(missing.map((lack) => ("day" in lack ? lack.day : "")))];
  const [day = ""] = days;
  const named =
    days.length === 1 && day !== "" ? [dayMonth.long(day), dayMonth.short(day)].map(lacking.day) : [];
  return [...named, lacking.some];
}

function lackText(
  lack: Exclude<Lack, { kind: "begins" }>,
  { words: { lacks }, named, instant, count }: Format,
): string {
  const day = (date: string) => named(date).long;
  switch (lack.kind) {
    case "nothing_landed":
    case "no_file":
    case "stream_unread":
    case "stream_failed":
      return lacks.nothing(plain(lack.source));
    case "no_times":
    case "no_time_yet":
    case "no_dated_file":
      return lacks.unclear(plain(lack.source));
    case "rows_end":
    case "newest_file":
    case "stream_ends":
      return lacks.until(plain(lack.source), instant(lack.until));
    case "day_missing":
      return lacks.dayMissing(plain(lack.source), day(lack.day));
    case "day_refused":
      return lacks.dayRefused(plain(lack.source), day(lack.day));
    case "settling":
      return lacks.settling(plain(lack.source), instant(lack.until));
    case "file_refused":
      return lacks.refused(plain(lack.source));
    case "held":
      return lacks.held;
    case "quiet_day":
      return lacks.quietDay(day(lack.day), count(lack.found), count(lack.usual));
    case "quiet_file":
      // What is usual on its weekday nobody knows yet.
      if (lack.isEarly) return lacks.someOfDay(day(lack.day));
      return lacks.quietFile(plain(lack.source), day(lack.day), count(lack.found), count(lack.usual));
    case "some":
      return lacks.some;
    case "some_of_day":
      return lacks.someOfDay(day(lack.day));
    case "some_until":
      return lacks.someUntil(instant(lack.until));
    case "some_settling":
      return lacks.someSettling(instant(lack.until));
    case "unknown_member":
      return lacks.unknownMember[lack.by](plain(lack.member));
  }
}
