/** The emails of a home, read back from its ledger and, where they lie there, from its outbox. */

import { parseStored } from "../core/stored.ts";
import type { Lake } from "../ports.ts";
import type { Entry } from "../stages/ledger.ts";
import { linkPlaceholder, unsubscribePlaceholder } from "../stages/personal.ts";
import { addressKey, archivePath } from "../stages/places.ts";
import type { Plan } from "../stages/plan.ts";
import { verify } from "../stages/tokens.ts";
import type { SentEmail, StoredEmail } from "../web/desk/inbox.ts";

/** An email that never arrived, or of which nobody knows. */
export interface Unsent {
  readonly report: string;
  readonly period: string;
  readonly name: string;
  readonly why: string;
  readonly at: string;
}

export interface SentReader {
  emails(): Promise<readonly SentEmail[]>;
  unsent(): Promise<readonly Unsent[]>;
  email(id: string): Promise<StoredEmail | undefined>;
  /** Where the archive has what the link of an email opens. */
  linked(token: string): Promise<string | undefined>;
}

/** Of a plan, what a list of emails shows: the whole is large, and never changes but to forget somebody. */
interface Planned {
  readonly key: string;
  readonly report: string;
  readonly period: string;
  readonly plannedAt: string;
  readonly readers: ReadonlyMap<
    string,
    { readonly name: string; readonly address: string; readonly variant: string }
  >;
  readonly subjects: ReadonlyMap<string, string>;
}

type Object = { readonly plan: Planned } | { readonly entry: Entry; readonly address: string };

/** Reads every object of the ledger once, and again when it changed. */
export function sentReader(lake: Lake): SentReader {
  const known = new Map<string, { readonly etag: string; readonly object: Object }>();
  async function all() {
    const folders = new Map<string, Object[]>();
    for await (const { key, etag } of lake.list("sent/")) {
      const kept = known.get(key);
      const object = kept?.etag === etag ? kept.object : await objectAt(key, lake);
      if (object === undefined) continue;
      known.set(key, { etag, object });
      const folder = key.slice(0, key.lastIndexOf("/"));
      folders.set(folder, [...(folders.get(folder) ?? []), object]);
    }
    return [...folders.values()].flatMap((objects) => {
      const plan = objects.flatMap((one) => ("plan" in one ? [one.plan] : []))[0];
      return plan ? objects.flatMap((one) => ("entry" in one ? [{ plan, ...one }] : [])) : [];
    });
  }
  const emails = async () =>
    (await all()).flatMap(({ plan, entry, address }) =>
      entry.state === "sent" ? [sentEmail(plan, entry, address)] : [],
    );
  return {
    emails,
    async unsent() {
      return (await all()).flatMap(({ plan, entry, address }) => unsentOf(plan, entry, address));
    },
    async email(id) {
      const found = (await all()).find(({ entry }) => entry.id === id);
      return found && storedEmail(id, found.plan, found.address, lake);
    },
    async linked(token) {
      const claims = await verify(token, "open", lake);
      if (!claims) return undefined;
      const sent = await emails();
      const same = sent.filter(({ report, period }) => report === claims.report && period === claims.period);
      return same.find(({ address }) => addressKey(address) === claims.address)?.page;
    },
  };
}

async function objectAt(key: string, lake: Lake): Promise<Object | undefined> {
  const stored = await lake.get(key);
  if (!stored) return undefined;
  const folder = key.slice(0, key.lastIndexOf("/"));
  if (!key.endsWith("/plan.json"))
    return {
      entry: parseStored<Entry>(key, stored.body),
      address: key.slice(folder.length + 1, -".json".length),
    };
  const { plannedAt, recipients, variants } = parseStored<Plan>(key, stored.body);
  const [, ledger = "", period = ""] = folder.split("/");
  return {
    plan: {
      key,
      report: variants[0]?.model.report.id ?? ledger,
      period,
      plannedAt,
      readers: new Map(recipients.map((one) => [addressKey(one.address), one])),
      subjects: new Map(variants.map(({ id, email }) => [id, email.subject])),
    },
  };
}

function sentEmail(plan: Planned, entry: Entry & { readonly state: "sent" }, key: string): SentEmail {
  const { report, period } = plan;
  const reader = plan.readers.get(key);
  const variant = reader?.variant ?? "";
  return {
    id: entry.id,
    subject: plan.subjects.get(variant) ?? "",
    name: reader?.name ?? "",
    address: reader?.address ?? "",
    sentAt: entry.at ?? plan.plannedAt,
    report,
    period,
    page: `/archive/${archivePath(report, period, variant)}index.html`,
    ...(entry.then === undefined ? {} : { fate: entry.then }),
  };
}

const lost = "the answer of the mail server was lost, so it may have arrived, and nothing is sent twice";

function unsentOf({ report, period, readers }: Planned, entry: Entry, key: string): readonly Unsent[] {
  const name = readers.get(key)?.name ?? "";
  if (entry.state === "refused") return [{ report, period, name, why: entry.error, at: entry.at }];
  return entry.state === "unknown" ? [{ report, period, name, why: lost, at: entry.at }] : [];
}

/** The outbox has what was sent; a mail server took the other copy, and the plan has what it was made of. */
async function storedEmail(
  id: string,
  { key, readers }: Planned,
  address: string,
  lake: Lake,
): Promise<StoredEmail | undefined> {
  const [sent, source, stored] = await Promise.all([
    lake.get(`outbox/${id}.html`),
    lake.get(`outbox/${id}.eml`),
    lake.get(key),
  ]);
  const plan = stored && parseStored<Plan>(key, stored.body);
  const variant = plan?.variants.find((one) => one.id === readers.get(address)?.variant);
  const html = sent ? textOf(sent.body) : variant?.email.html;
  if (html === undefined) return undefined;
  const link = (kind: string) =>
    new RegExp(`href="([^"]*/${kind}/[^"#]*)`).exec(html)?.[1] ?? `[the reader's own link: ${kind}]`;
  const text = variant?.email.text
    .replaceAll(linkPlaceholder, () => link("open"))
    .replaceAll(unsubscribePlaceholder, () => link("unsubscribe"));
  return { html, text, ...(source === undefined ? {} : { source: textOf(source.body) }) };
}

const textOf = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
