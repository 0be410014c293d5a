/** How a failure is told, and the exit code it gets: 1 when the user can mend it, 2 when not. */

import { AccessError, ConfigError, HeldError, InputError, QueryError, SourceError } from "../core/errors.ts";

export function explainError(error: unknown): 1 | 2 {
  const message = error instanceof Error ? error.message : String(error);
  console.error(message);
  const theirs = [AccessError, ConfigError, InputError, QueryError, SourceError, HeldError].some(
    (kind) => error instanceof kind,
  );
  if (!theirs && process.env.RAPORT_DEBUG && error instanceof Error) console.error(error.stack);
  return theirs ? 1 : 2;
}
