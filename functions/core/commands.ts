/** Commands in what people are told, so that they can be typed as they stand: with the config and the home of the run that says so. Pure. */

/** Where a run was told to look: absolute paths, or `s3://BUCKET`; of a deployed stack its name, which stands for all of it. */
export type Place = Home | { readonly stack: string };

interface Home {
  readonly config: string;
  readonly home: string;
}

const takes: Readonly<Record<string, readonly (keyof Home)[]>> = { allow: ["home"], check: ["config"] };
const both = ["config", "home"] as const;

/** The options come right after the command's name, before its own words. Without a place nothing is changed. */
export const typable = (text: string, place: Place | undefined): string =>
  place === undefined
    ? text
    : text.replaceAll(
        /(?:npm run raport --|\braport) (allow|check|next|preview|push|resend|run|send-test)\b(?! --(?:config|stack))/g,
        (_, name: string) => ["npm run raport --", name, ...optionsOf(place, name)].join(" "),
      );

function optionsOf(place: Place, name: string): readonly string[] {
  // A stack runs itself: `run` has no such option.
  if ("stack" in place) return name === "run" ? [] : [`--stack ${word(place.stack)}`];
  return (takes[name] ?? both).map((key) => `--${key} ${word(place[key])}`);
}

/** As one word of a shell. */
const word = (text: string) => (/^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`);
