/** Where the secret of a source is, and what in that place is the secret. Pure. */

import { InputError } from "./errors.ts";

export interface SecretPlace {
  readonly in: "variable" | "secretsmanager" | "ssm";
  /** What it is called there. */
  readonly name: string;
}

/** Of what a config says: `HELPDESK_TOKEN`, `secretsmanager:NAME` or `ssm:/NAME`. */
export function secretPlace(token: string): SecretPlace {
  const found = /^(secretsmanager|ssm):(.*)$/s.exec(token);
  return found
    ? { in: found[1] as "secretsmanager" | "ssm", name: found[2] ?? "" }
    : { in: "variable", name: token };
}

/**
 * The secret in what a place holds: all of it, without the line break an editor puts at its end, or one member of a
 * JSON object, as the console of Secrets Manager makes them. Of a system with several keys (`v3` and `v1`) it is the
 * whole object. Throws InputError where nothing says which.
 */
export function secretIn(held: string, token: string): string {
  const text = held.trim();
  const members = membersOf(text);
  if (members?.some(([name]) => name === "v3")) return text;
  const named =
    members?.find(([name]) => name === "token") ?? (members?.length === 1 ? members[0] : undefined);
  const secret = members === undefined ? text : typeof named?.[1] === "string" ? named[1].trim() : undefined;
  if (secret === undefined)
    throw new InputError(
      `${token} holds a JSON object, and no member of it is plainly the token. Call the one that is "token", or store the token alone.`,
    );
  if (secret !== "") return secret;
  throw new InputError(`${token} is empty. Put the token of the source there.`);
}

function membersOf(text: string): readonly [string, unknown][] | undefined {
  if (!text.startsWith("{")) return undefined;
  try {
    return Object.entries(JSON.parse(text) as Record<string, unknown>);
  } catch {
    return undefined;
  }
}
