/** JSON with numbers no double can hold. */

/** Digits as they are, without quotes. */
export const digits = (text: string) => `@digits:${text}`;

export const jsonOf = (value: unknown): string =>
  JSON.stringify(value).replace(/"@digits:(\d+)"/g, (_, number: string) => number);

export const instant = (seconds: number) => new Date(seconds * 1000).toISOString().replace(".000Z", "Z");
export const orNull = (seconds: number | null) => (seconds === null ? null : instant(seconds));
