/** The plain-text twin of what only a report for operations says. */

import type { EmailView } from "./view.ts";

export function unusualLines({ operations: { unusual }, words }: EmailView): readonly string[] {
  return unusual.length === 0 ? [] : [words.hours.unusual.toUpperCase(), ...unusual.map((one) => `! ${one}`)];
}

/** A line for each two hours, its days in their order. */
export function heatLines({ operations: { heat, notOfPart }, words }: EmailView): readonly string[] {
  if (!heat) return [];
  const line = (name: string, cells: readonly string[]) => `${name}: ${cells.join(" · ")}`;
  return [
    words.hours.title.toUpperCase(),
    ...heat.said,
    line(
      words.hours.hour,
      heat.columns.map(({ weekday, day }) => `${weekday} ${day}`),
    ),
    ...heat.rows.map(({ hours, cells }) =>
      line(
        hours,
        cells.map(({ text }) => text),
      ),
    ),
    line(words.hours.wholeDay, heat.totals),
    notOfPart,
  ];
}

export function channelLines({ operations: { channels }, words }: EmailView): readonly string[] {
  if (!channels) return [];
  const { columns, rows, note, more } = channels;
  return [
    words.page.breakdown.channel.toUpperCase(),
    note,
    ...rows.flatMap(({ channel, cells }) => [
      channel,
      ...cells.map(
        ({ value, change }, at) =>
          `  ${columns[at]}: ${[value, change].filter((part) => part !== "").join(" · ")}`,
      ),
    ]),
    more,
  ];
}
