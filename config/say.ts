/** How a problem in the config is put into words: what is wrong; what to do. */

import { tidied } from "./tidy.ts";

/** The value as it may stand in a message: one line, quoted, no control or invisible characters, not too long. */
export function shown(value: unknown): string {
  if (typeof value === "string") return `"${visible(value)}"`;
  if (Array.isArray(value)) return "a list";
  if (typeof value === "object" && value !== null) return "a group of keys";
  return visible(String(value));
}

/** Text from outside made fit for one line of a terminal or log, cut to so many letters. */
export function visible(text: string, most = 80): string {
  const letters = [...text];
  const short = letters.length > most ? [...letters.slice(0, most - 1), "…"].join("") : text;
  return short.replaceAll(/[\p{C}\p{Zl}\p{Zp}]/gu, (letter) => `\\u{${letter.codePointAt(0)?.toString(16)}}`);
}

/** What may be written instead: the nearest word, all of a few, or the first of many. */
export function instead(guess: string | undefined, words: readonly string[], most = 16): string {
  if (guess !== undefined) return `did you mean ${shown(guess)}?`;
  if (words.length <= most) return `use one of ${words.join(", ")}`;
  return `use one of ${words.slice(0, most).join(", ")} ... (config/raport.schema.json has all ${words.length})`;
}

type Say = { readonly error: (issue: { readonly input?: unknown }) => string };

/** Words for every way one value can be wrong: `what` follows "is not", `todo` is an instruction. */
export function says(what: string, todo: string): Say {
  return { error: ({ input }) => absent(input, todo) ?? `${shown(input)} is not ${what}; ${todo}` };
}

/** The same, with what was most likely meant in place of the instruction. */
export function saysNear(what: string, todo: string, fits: (text: string) => boolean): Say {
  return {
    error: ({ input }) => {
      const guess = tidied(input, fits);
      if (guess === undefined || absent(input, todo) !== undefined) return says(what, todo).error({ input });
      return `${shown(input)} is not ${what}; did you mean ${shown(guess)}?`;
    },
  };
}

/** The same without repeating the value: names and addresses of people stay out of terminals and logs. */
export function saysOfPeople(what: string, todo: string): Say {
  return { error: ({ input }) => absent(input, todo) ?? `this is not ${what}; ${todo}` };
}

function absent(input: unknown, todo: string): string | undefined {
  if (input === undefined) return `is missing; ${todo}`;
  return input === null || input === "" ? `is empty; ${todo}` : undefined;
}
