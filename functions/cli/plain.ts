/** Text from outside on a terminal: a name in an export must not move its cursor, colour it or break its lines. */

/** One line without control and invisible formatting characters, each shown as `?`. */
export const plain = (text: string) => text.replaceAll(/\s+/g, " ").replaceAll(/\p{C}/gu, "?");
