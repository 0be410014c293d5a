/** Commands in what people are told, so that they can be typed as they stand: with the config and the home of the run that says so. Pure. */

/** Where a run was told to look: absolute paths, or `s3://BUCKET`. */
export interface Place {
  readonly config: string;
  readonly home: string;
}

const takes: Readonly<Record<string, readonly (keyof Place)[]>> = { allow: ["home"], check: ["config"] };
const both = ["config", "home"] as const;

/** The options come right after the command's name, before its own words. Without a place nothing is changed. */
export const typable = (text: string, place: Place | undefined): string =>
  place === undefined
    ? text
    : text.replaceAll(
        /(?:npm run raport --|\braport) (allow|check|next|preview|push|resend|run|send-test)\b(?! --config)/g,
        (_, name: string) =>
          [
            "npm run raport --",
            name,
            ...(takes[name] ?? both).map((key) => `--${key} ${word(place[key])}`),
          ].join(" "),
      );

/** As one word of a shell. */
const word = (text: string) => (/^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`);
