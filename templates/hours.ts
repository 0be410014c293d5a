/** The hours of a day in words: when most came, when nobody was there, what the clock did. The same in email and page. */

import type { HoursModel } from "../functions/core/hours.ts";
import type { ReportModel } from "../functions/core/model.ts";
import { remembered } from "../functions/core/remembered.ts";
import type { Format } from "./format.ts";
import { kept } from "./numbers.ts";

/** In place of a number that is not told. */
export const hiddenSign = "*";

/** `09:00–11:00, 14:00–15:00`: hours that follow each other are one span. */
export function spansOf(hours: readonly number[]): string {
  const spans: [number, number][] = [];
  for (const hour of hours) {
    const last = spans.at(-1);
    if (last && last[1] === hour) last[1] = hour + 1;
    else spans.push([hour, hour + 1]);
  }
  return spans.map(([from, to]) => `${clock(from)}–${clock(to)}`).join(", ");
}

export const clock = (hour: number) => `${two(hour)}:00`;
export const two = (hour: number) => String(hour).padStart(2, "0");

const columns = remembered((locale: string) => {
  const weekday = new Intl.DateTimeFormat(locale, { weekday: "short", timeZone: "UTC" });
  return remembered((day: string) => {
    const date = new Date(`${day}T00:00:00Z`);
    return { weekday: weekday.format(date), day: String(date.getUTCDate()) };
  }, kept);
});

/** `Mon` and `9`, to stand above a column. */
export function columnOf(day: string, { words }: Format): { readonly weekday: string; readonly day: string } {
  return columns(words.locale)(day);
}

/** What is to be said of the hours, a sentence each. */
export function hoursSentences(hours: HoursModel, model: ReportModel, format: Format): readonly string[] {
  const { words } = format;
  const { peak } = hours;
  const said = [
    ...(peak
      ? [words.hours.peak(spansOf(peak.hours), contactsOf(peak.contacts, format), peak.hours.length)]
      : []),
    ...idleOf(hours, format),
    ...hours.days.flatMap(({ day, clock: changed }) =>
      changed ? [words.hours[changed.change](format.weekday(day), spansOf([changed.hour]))] : [],
    ),
    ...(hours.days.some(isUnknown) ? [words.hours.unknown] : []),
  ].map(words.sentence);
  const { smallestGroup } = model;
  const isHidden = hours.days.some(({ hidden }) => hidden);
  if (isHidden && smallestGroup !== undefined)
    return [...said, words.hours.marked(hiddenSign, words.hiddenNote(smallestGroup))];
  return said;
}

/** What is told of the whole by the hour, and of no part. */
export function notOfPart({ notKept = [] }: HoursModel, { words }: Format): string {
  const names = notKept.map((id) => words.kpis[id].name).join(", ");
  return names === "" ? "" : words.sentence(words.hours.notOfPart(names));
}

function idleOf({ idle }: HoursModel, format: Format): readonly string[] {
  if (!idle) return [];
  const { activity, idle: some, neverIdle } = format.words.hours;
  const what = idle.by.map((one) => activity[one]).join(", ");
  if (idle.hours.length === 0) return [neverIdle(what)];
  return [some(what, spansOf(idle.hours), contactsOf(idle.contacts, format))];
}

const contactsOf = (n: number, { words, count }: Format) => words.contacts(count(n), n);

/** Whether the data do not cover an hour that the day had. */
export function isUnknown({ contacts, clock: changed, hidden = [] }: HoursModel["days"][number]): boolean {
  return contacts.some(
    (one, hour) =>
      one === null && !hidden.includes(hour) && !(changed?.change === "skipped" && changed.hour === hour),
  );
}
