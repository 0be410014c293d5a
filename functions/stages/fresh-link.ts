/**
 * A new link for an old one that has ended. It goes to the address the old one was made for and nowhere else, and only while
 * that is a reader's: whoever has an old email in hand learns nothing and gets nothing by asking.
 */

import { renderFreshLink } from "../../templates/index.ts";
import type { ReportState } from "../core/owed.ts";
import { parseStored } from "../core/stored.ts";
import type { Message, Ports } from "../ports.ts";
import { type Delivery, deliver } from "./deliver.ts";
import { reportCalled } from "./names.ts";
import type { NotifyInput } from "./notify.ts";
import { addressKey } from "./places.ts";
import { reportKey } from "./reports.ts";
import { leftOut, namesOf } from "./suppressions.ts";
import { type Claims, sign } from "./tokens.ts";

/**
 * Claimed, sent and confirmed as a report is, from a claim of its own: at most one email for each reader, report, period and
 * day, whoever asks and however often. Undefined when nobody is to get one.
 */
export async function mailFreshLink(
  claims: Claims,
  { config, now, worker }: NotifyInput,
  ports: Pick<Ports, "lake" | "mail">,
): Promise<Delivery | undefined> {
  const { address, period } = claims;
  const report = await reportCalled(claims.report, config, ports.lake);
  const reader = report?.to.find((one) => addressKey(one.address) === address);
  const url = config.organisation.url?.replace(/\/+$/, "");
  if (!report || !reader || url === undefined || period === undefined) return undefined;
  const stored = await ports.lake.get(reportKey(report.id));
  const known = stored && parseStored<ReportState>(reportKey(report.id), stored.body);
  if (await leftOut(namesOf(report, known), address, ports.lake)) return undefined;
  // Under the name the report had then: the page lies there.
  const link = `${url}/open/${await sign({ ...claims, issuedAt: now }, ports.lake)}/`;
  const day = now.slice(0, 10);
  const { sender, replyTo } = config.organisation;
  const message: Message = {
    // As one more message of that report to this reader, so that what the provider tells of it is understood.
    id: `${report.id}-${period}-${address}.${day.replaceAll("-", "")}`,
    from: sender,
    to: { name: reader.name, address: reader.address },
    ...(replyTo === undefined ? {} : { replyTo }),
    ...renderFreshLink({ title: report.title, period, link, locale: reader.locale }),
    language: reader.locale,
    date: now,
    listId: report.id,
  };
  const key = `state/fresh/${report.id}/${period}/${address}/${day}.json`;
  return deliver(message, key, { ...worker, now }, ports);
}
