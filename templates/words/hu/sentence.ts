/** Dates end with a full stop of their own: a sentence has one. */
export const sentence = (text: string): string => (text.endsWith(".") ? text : `${text}.`);
