/** The finished message of one reader: what everybody of their variant gets, with their own links in it. */

import type { Config, ReportConfig } from "../core/config.ts";
import { isSameScope, scopeFor } from "../core/scope.ts";
import type { Lake, Message } from "../ports.ts";
import { addressKey, archivePath } from "./places.ts";
import { type Plan, type Planned, personal, type Variant, variantFor } from "./plan.ts";
import { sign } from "./tokens.ts";

export interface MessageInput {
  readonly config: Config;
  readonly report: ReportConfig;
  /** The name under which plan and ledger are kept: what the report was called when the period began. */
  readonly ledger: string;
  /** What the report is and was called: who unsubscribed from it did so for good. */
  readonly names: readonly string[];
  readonly period: string;
  readonly plan: Plan;
  /** Where the archive is found: a URL without its closing slash. */
  readonly archive: string;
}

/**
 * What the reader of a plan may still see of it: as planned, while their scope is the same. Undefined when they are not
 * in the config any more; null when nothing of the plan is for what they may see now.
 */
export function variantNow(
  reader: Planned,
  { report, plan }: Pick<MessageInput, "report" | "plan">,
): Variant | null | undefined {
  const now = report.to.find(({ address }) => addressKey(address) === addressKey(reader.address));
  if (!now) return undefined;
  const planned = plan.variants.find(({ id }) => id === reader.variant);
  const scope = scopeFor(report, now);
  if (planned && scope !== undefined && isSameScope(planned.scope, scope)) return planned;
  return variantFor(plan, report, now) ?? null;
}

export const messageId = (
  { ledger, period }: Pick<MessageInput, "ledger" | "period">,
  reader: Pick<Planned, "address">,
) => `${ledger}-${period}-${addressKey(reader.address)}`;

/** The same reader of the same plan gets the same message, however often it is made. */
export async function messageFor(
  reader: Planned,
  variant: Variant,
  input: MessageInput,
  lake: Pick<Lake, "get" | "claim">,
): Promise<Message> {
  const { config, report, plan } = input;
  const { sender, replyTo } = config.organisation;
  const { open, unsubscribe } = await linksOf(reader, variant, input, lake);
  return {
    id: messageId(input, reader),
    from: sender,
    to: { name: reader.name, address: reader.address },
    ...(replyTo === undefined ? {} : { replyTo }),
    ...personal(variant, { open, unsubscribe }),
    language: variant.locale,
    date: plan.plannedAt,
    listId: report.id,
    ...(unsubscribe === undefined ? {} : { unsubscribe }),
  };
}

/** Without a url, links open the files of this machine, and nobody can unsubscribe by themselves. */
async function linksOf(
  reader: Planned,
  variant: Variant,
  { config, report, period, plan, archive }: MessageInput,
  lake: Pick<Lake, "get" | "claim">,
): Promise<{ readonly open: string; readonly unsubscribe?: string }> {
  const url = config.organisation.url?.replace(/\/+$/, "");
  if (url === undefined || !/^https?:\/\//i.test(url))
    return { open: `${archive}/${archivePath(report.id, period, variant.id)}index.html` };
  const whose = { report: report.id, address: addressKey(reader.address), issuedAt: plan.plannedAt };
  return {
    open: `${url}/open/${await sign({ purpose: "open", ...whose, period }, lake)}`,
    unsubscribe: `${url}/unsubscribe/${await sign({ purpose: "unsubscribe", ...whose }, lake)}`,
  };
}
