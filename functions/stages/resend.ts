/** One message of a report sent once more, because somebody asked: what is known of it first, then the sending. */

import type { Config } from "../core/config.ts";
import { InputError } from "../core/errors.ts";
import type { ReportState } from "../core/owed.ts";
import { parseStored } from "../core/stored.ts";
import type { Lake, Ports } from "../ports.ts";
import { type Delivery, deliver, deliverAgain, type Worker } from "./deliver.ts";
import { type Entry, load } from "./ledger.ts";
import { type MessageInput, messageFor, variantNow } from "./message.ts";
import { addressKey, sentFolder } from "./places.ts";
import type { Plan, Planned, Variant } from "./plan.ts";
import { reportKey } from "./reports.ts";
import { reportOf } from "./send.ts";
import { leftOut, namesOf } from "./suppressions.ts";

export interface Asked {
  readonly config: Config;
  readonly report: string;
  readonly period: string;
  readonly to: string;
  readonly archive: string;
}

export interface Resendable {
  readonly about: MessageInput;
  readonly reader: Planned;
  readonly variant: Variant;
  readonly place: string;
  /** What became of it so far; undefined when it was never tried. */
  readonly entry?: Entry;
}

/** What would be sent again, and what is known of it. Throws InputError, with the cure, where it may not be. */
export async function resendable(asked: Asked, lake: Pick<Lake, "get">): Promise<Resendable> {
  const { config, period, to, archive } = asked;
  const report = reportOf(asked.report, config);
  const stored = await lake.get(reportKey(report.id));
  const known = stored && parseStored<ReportState>(reportKey(report.id), stored.body);
  const names = namesOf(report, known);
  const { ledger, plan } = await planOf(names, period, lake);
  const address = addressKey(to);
  const reader = plan.recipients.find((one) => addressKey(one.address) === address);
  if (!reader)
    throw new InputError(
      `${to} was not on the list of ${report.id} when ${period} was sent, so nothing was made for them.`,
    );
  const about = { config, report, ledger, names, period, plan, archive };
  const variant = variantNow(reader, about);
  if (variant === undefined)
    throw new InputError(
      `${to} is not on the list of ${report.id} any more, and gets nothing. Put them on it first.`,
    );
  if (variant === null)
    throw new InputError(
      `What ${to} may see has changed since ${period} was sent, and nothing was made of that.`,
    );
  const out = await leftOut(names, address, lake);
  if (out !== undefined)
    throw new InputError(
      `${to} is ${out}, and gets nothing. If that is over: npm run raport -- allow ${to} --report ${report.id}`,
    );
  const place = `${sentFolder(ledger, period)}${address}.json`;
  const kept = await load(lake, place);
  return { about, reader, variant, place, ...(kept && { entry: kept.entry }) };
}

async function planOf(
  names: readonly string[],
  period: string,
  lake: Pick<Lake, "get">,
): Promise<{ readonly ledger: string; readonly plan: Plan }> {
  for (const ledger of names) {
    const key = `${sentFolder(ledger, period)}plan.json`;
    const stored = /^[\w-]+$/.test(period) ? await lake.get(key) : undefined;
    if (stored) return { ledger, plan: parseStored<Plan>(key, stored.body) };
  }
  throw new InputError(
    `${names[0]} has not been sent for "${period}". Write a period as the reports do, for example 2026-W46, 2026-11 or 2026-11-16.`,
  );
}

/** Sends it under a new id, from the plan: the same words and numbers. */
export async function resend(
  { about, reader, variant, place, entry }: Resendable,
  worker: Worker & { readonly now: string },
  ports: Pick<Ports, "lake" | "mail">,
): Promise<Delivery> {
  const message = await messageFor(reader, variant, about, ports.lake);
  return entry ? deliverAgain(message, place, worker, ports) : deliver(message, place, worker, ports);
}
