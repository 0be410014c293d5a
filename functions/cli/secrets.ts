/** A secret that is not there, told at the line of the config that names it. */

import { type Loaded, loadFiles } from "../../config/index.ts";
import { ConfigError, SecretError } from "../core/errors.ts";

/** Does the work; throws ConfigError where the secret of a source of this file is missing. */
export async function placingSecrets<T>(file: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw error instanceof SecretError ? await placed(error, file) : error;
  }
}

/** What is said of it, with its line where this is the config in force. */
export const secretAt = (file: string) => async (error: SecretError) => (await placed(error, file)).message;

/** The error itself where the file is another than the config in force. */
async function placed(error: SecretError, file: string): Promise<Error> {
  const loaded: Loaded | undefined = await loadFiles(file).catch(() => undefined);
  const index = loaded?.config.sources.findIndex(({ id }) => id === error.source) ?? -1;
  if (loaded === undefined || index < 0) return error;
  return new ConfigError(loaded.placed([{ path: ["sources", index, "token"], message: error.what }]));
}
