import { expect } from "vitest";
import { ConfigError } from "../../functions/core/errors.ts";
import { load, sample } from "./sample.ts";

/** The problems a config of this text is refused for, none where it loads. */
export async function problemsOf(
  text: string | Uint8Array,
  files: Record<string, string> = {},
): Promise<readonly string[]> {
  try {
    await load(text, files);
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
}

/**
 * What stands in the sample, what replaces it, and the one problem this makes. Lines and columns are counted in
 * sample.ts, where `organisation:` is line 1: `  zone: Europe/Budapest` is line 3 and its value begins in column 9.
 */
export type Mistake = [from: string, to: string, place: string, path: string, message: string];

/** Expects the sample with this one mistake to have this one problem. */
export async function expectOneProblem(...[from, to, place, path, message]: Mistake): Promise<void> {
  expect(sample).toContain(from);
  const problems = await problemsOf(sample.replace(from, () => to));
  expect(problems).toHaveLength(1);
  expect(problems[0]?.startsWith(`conf/raport.yaml:${place}: ${path}: `), problems[0]).toBe(true);
  expect(problems[0]).toContain(message);
}
