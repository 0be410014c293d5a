/** The notation somebody meant who wrote it as people do: `Monday 8:00`, `20 sec`, `31.12.2026`, `My Desk`. */

import { weekdays } from "./values.ts";

/** The first tidied spelling that fits; undefined where none does, or the text fits as it is. */
export function tidied(written: unknown, fits: (text: string) => boolean): string | undefined {
  if (typeof written === "number") return tidied(String(written), fits);
  if (typeof written !== "string" || written.length > 100) return undefined;
  const plain = written.trim().toLowerCase().replaceAll(/\s+/g, " ").replaceAll(/[–—−]/g, "-");
  const timed = weekday(times(plain));
  const all = [plain, timed, inOrder(timed), withoutTimes(timed), length(plain), date(plain), slug(plain)];
  return all.find((text): text is string => text !== undefined && text !== written && fits(text));
}

/** `8:00`, `8.00`, `8am` and `8 pm`: hours and minutes of two digits. */
function times(text: string): string {
  return text
    .replaceAll(/\b(\d{1,2})(?:[:.](\d\d))? ?([ap])\.?m\b\.?/g, (_, hour, minute = "00", half) => {
      const of12 = Number(hour) % 12;
      return `${String(half === "p" ? of12 + 12 : of12).padStart(2, "0")}:${minute}`;
    })
    .replaceAll(
      /(?<![\d:.])(\d{1,2})[:.](\d\d)(?:[:.]00)?(?![\d:.])/g,
      (_, hour, minute) => `${hour.padStart(2, "0")}:${minute}`,
    );
}

/** `mon 08:00`, `on mondays at 08:00`. */
function weekday(text: string): string {
  return text
    .replaceAll(/\b(on|at|every|each|,)\b ?|,(?= )/g, "")
    .replace(
      /^(mon|tue|wed|thu|fri|sat|sun)[a-z]*\b/,
      (_, start: string) => weekdays.find((day) => day.startsWith(start)) ?? start,
    )
    .trim();
}

/** `08:00 monday`. */
const inOrder = (text: string) => /^(\d\d:\d\d) (.+)$/.exec(text)?.slice(1).reverse().join(" ");
/** `daily by 06:00`: the comma is part of the words. */
const withoutTimes = (text: string) =>
  /^daily\b/.test(text) ? text.replace(/^daily(?: by)? (\d\d:\d\d)$/, "daily, by $1") : undefined;

/** `20 sec`, `5 minutes`, `2 hours`. */
function length(text: string): string | undefined {
  const [, amount, unit] =
    /^(\d+(?:\.\d+)?) ?(s|m|h|d|secs?|seconds?|mins?|minutes?|hrs?|hours?|days?)$/.exec(text) ?? [];
  return amount === undefined || unit === undefined ? undefined : `${amount}${unit[0]}`;
}

/** A date told some other way that can be read in one way only, and the day of an instant. */
function date(text: string): string | undefined {
  const [, year, month, day] = /^(\d{4})[-./]?(\d\d)[-./]?(\d\d)\.?(?:t\d\d:.*)?$/.exec(text) ?? [];
  if (year !== undefined) return `${year}-${month}-${day}`;
  const [, one = "", other = "", late] = /^(\d{1,2})[-./] ?(\d{1,2})[-./] ?(\d{4})\.?$/.exec(text) ?? [];
  if (late === undefined) return undefined;
  const both = (m: string, d: string) => `${late}-${m.padStart(2, "0")}-${d.padStart(2, "0")}`;
  if (Number(one) > 12 || one === other) return both(other, one);
  return Number(other) > 12 ? both(one, other) : undefined;
}

/** An id of words; never of a path, a host or a number below 0. */
const slug = (text: string) =>
  /^[a-z0-9]+([ _-]+[a-z0-9]+)*$/.test(text) ? text.replaceAll(/[ _-]+/g, "-") : undefined;
