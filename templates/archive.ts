/** The door of templates for the archive on the web: how it tells of stored models in the language of a reader. */

export { breaksText } from "./breaks.ts";
export { formatFor } from "./durations.ts";
export { type Format, formatOf, isKnown } from "./format.ts";
export { apartNotes } from "./kpi-view.ts";
export { labelled } from "./labels.ts";
export { lackSentence } from "./lacks.ts";
export { plain } from "./plain.ts";
export { restatedSentences } from "./restated.ts";
export { settingsText } from "./settings.ts";
export { isStated } from "./shown.ts";
export { detailsOf } from "./words/details.ts";
export { wordsOf } from "./words/index.ts";
export { pluralOf } from "./words/plural.ts";
