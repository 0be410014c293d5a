/** Commands in what people are told, so that they can be typed as they stand: with the config and the home of the run that says so. Pure. */

/** Where a run was told to look: absolute paths, or `s3://BUCKET`; of a deployed stack its name, which stands for all but a file that is pushed. */
export type Place = Home | { readonly stack: string; readonly config?: string };

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

/** What they do with a stack, they do with a file of this machine. */
const ofFiles: readonly string[] = ["check", "push"];

function optionsOf(place: Place, name: string): readonly string[] {
  if ("stack" in place) {
    const { config, stack } = place;
    const file = config !== undefined && ofFiles.includes(name) ? [`--config ${word(config)}`] : [];
    // A stack runs itself: `run` has no such option.
    return name === "run" ? [] : [...file, `--stack ${word(stack)}`];
  }
  return (takes[name] ?? both).map((key) => `--${key} ${word(place[key])}`);
}

/** As one word of a shell. */
const word = (text: string) => (/^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`);
