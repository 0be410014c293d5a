/** The errors a person may read. Each message says what happened, where, and what to do next. */

class RaportError extends Error {
  constructor(message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = new.target.name;
  }
}

/** The config is wrong: one line per problem, `file:line:column: path: what is wrong. what to do.` */
export class ConfigError extends RaportError {
  readonly problems: readonly string[];
  constructor(problems: readonly string[]) {
    super(problems.join("\n"));
    this.problems = problems;
  }
}

/** The user asked for something that cannot be: exit code 1. */
export class InputError extends RaportError {}

/** The secret of a source is not there, or none that opens it. */
export class SecretError extends InputError {
  readonly source: string;
  /** The message without the source. */
  readonly what: string;
  constructor(source: string, what: string) {
    super(`[${source}] ${what}`);
    this.source = source;
    this.what = what;
  }
}

/** A source could not be read: which source, which file or request, what to do. */
export class SourceError extends RaportError {}

/** What an engine found wrong: with the text of a query, 1-based where it says where, or with a value it met. */
export interface Fault {
  readonly in: "text" | "value";
  readonly what: string;
  readonly at?: { readonly line: number; readonly column: number };
}

/** A query failed or a mapping is wrong: which file, where in it. */
export class QueryError extends RaportError {
  readonly fault: Fault | undefined;
  constructor(message: string, options?: { cause?: unknown; fault?: Fault | undefined }) {
    super(message, options);
    this.fault = options?.fault;
  }
}

/** A check returned rows: the run is held and nothing was published. */
export class HeldError extends RaportError {}

/** A message was not sent, or perhaps was. */
export class MailError extends RaportError {
  readonly accepted: "no" | "perhaps";
  /** It is this message or this address that is refused, so trying again will not help. */
  readonly isLasting: boolean;
  constructor(
    message: string,
    accepted: "no" | "perhaps",
    options: { readonly cause?: unknown; readonly isLasting?: boolean } = {},
  ) {
    super(message, options);
    this.accepted = accepted;
    this.isLasting = options.isLasting ?? false;
  }
}

/** Somebody else wrote first; the caller asks `due` again. */
export class LostRaceError extends RaportError {}

/** What we keep could not be read or written: which path, why, what to do. */
export class StorageError extends RaportError {}

/** It cannot be reached as this installation was given it: a name, a region, credentials, a permission. Exit code 1. */
export class AccessError extends StorageError {}

/** This worker must end before its work does. What it finished stays, and the next tick goes on. */
export class DeadlineError extends RaportError {}
