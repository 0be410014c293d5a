/** The first letter of a text, which in most languages is large at the start of a line and small within one. */

const first = /^\p{L}/u;

export const upper = (text: string): string =>
  `${text}`.replace(first, (letter) => letter.toLocaleUpperCase());
export const lower = (text: string): string =>
  `${text}`.replace(first, (letter) => letter.toLocaleLowerCase());
