/** The command. */

import { InputError } from "../../functions/core/errors.ts";
import { answer } from "./index.ts";

try {
  console.log(answer(process.argv.slice(2)));
} catch (error) {
  if (!(error instanceof InputError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
