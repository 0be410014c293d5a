/** A mailbox, and workers who deliver one message to it. */

import { MailError } from "../../functions/core/errors.ts";
import type { Lake, Mail } from "../../functions/ports.ts";
import { deliver } from "../../functions/stages/deliver.ts";
import type { Owner } from "../../functions/stages/lease.ts";
import type { LeftOut } from "../../functions/stages/ledger.ts";
import { textAt } from "../contracts/lake.ts";
import { message } from "../contracts/mail.ts";

export const key = "sent/weekly/2026-W46/0123.json";
export const ann: Owner = { token: "ann", host: "h", pid: 1, startedAt: "s" };
export const bob: Owner = { ...ann, token: "bob", pid: 2 };
export const now = "2026-11-16T07:00:00Z";
export const noon = "2026-11-16T12:00:00.000Z";

export type Next = "fine" | "refused" | "never" | "lost" | "broken";

/** A mailbox that can refuse, for now or for good, lose its answer, and tell what it accepted, or not. */
export function post(tells = true): Mail & { readonly accepted: string[]; next: Next } {
  const accepted: string[] = [];
  const mail = {
    accepted,
    next: "fine" as Next,
    async send({ id }: { readonly id: string }) {
      if (mail.next === "refused") throw new MailError("the address does not exist", "no");
      if (mail.next === "never") throw new MailError("nobody has this address", "no", { isLasting: true });
      accepted.push(id);
      if (mail.next === "lost") throw new MailError("the connection broke", "perhaps");
      if (mail.next === "broken") throw new TypeError("a bug");
      return { messageId: `<${id}>` };
    },
    lookup: async (id: string) => (tells ? accepted.includes(id) : undefined),
  };
  return mail;
}

export interface As {
  readonly owner?: Owner;
  readonly at?: string;
  readonly isAlive?: (owner: Owner) => boolean | undefined;
  readonly leftOut?: LeftOut;
}

/** Delivers as that worker; without words as ann at noon, of whom nobody can say whether she lives. */
export const deliverTo = (
  lake: Lake,
  mail: Mail,
  { owner = ann, at = noon, isAlive = () => undefined, leftOut }: As = {},
) =>
  deliver(
    leftOut ? { id: message.id, leftOut } : message,
    key,
    { owner, machineNow: at, isAlive, now },
    { lake, mail },
  );

export async function stateIn(lake: Lake): Promise<string> {
  return (JSON.parse((await textAt(lake, key)) ?? "{}") as { readonly state: string }).state;
}
