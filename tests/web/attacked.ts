/** A public site as `raport watch` serves it, with secrets behind its links and everything it lets out written down. */

import { expect } from "vitest";
import type { Config, Recipient, Scope } from "../../functions/core/config.ts";
import type { Message } from "../../functions/ports.ts";
import { siteOf } from "../../functions/site.ts";
import { addressKey, archivePath, variantId } from "../../functions/stages/places.ts";
import { type Claims, sign } from "../../functions/stages/tokens.ts";
import { configOf, reportOf } from "../core/sample.ts";
import { memoryLake } from "../memory.ts";
import { ann, post } from "../stages/post.ts";

export const billing: Scope = { by: "department", member: "Billing" };
const reader = (name: string, scope: Scope | null = null): Recipient => ({
  name,
  address: `${name.toLowerCase()}@example.org`,
  locale: "en",
  scope,
});
export const [ana, bo, chief] = [reader("Ana"), reader("Bo", billing), reader("Chief")] as const;

/** Ana reads everything weekly, Bo his department of it, and salaries are for the chief alone. */
export function configWith(weekly: readonly Recipient[] = [ana, bo], title = "Weekly digest"): Config {
  const config = configOf({
    reports: [
      reportOf({ to: weekly, title, owner: "owner@example.org" }),
      reportOf({ id: "salaries", title: "Salaries", to: [chief] }),
    ],
  });
  return { ...config, organisation: { ...config.organisation, url: "https://reports.example.org" } };
}

/** What stands in every archived file, and in no answer to somebody it is not for. */
export const secret = (report: string, period: string, whose: string) =>
  `SECRET ${report} ${period} ${whose}`;

export const issuedAt = "2026-11-16T07:00:00Z";
/** The day after the links were sent. */
const dayAfter = "2026-11-17T08:00:00Z";

export async function attacked(config: Config = configWith(), at = dayAfter) {
  const lake = memoryLake();
  for (const report of ["weekly", "salaries"])
    for (const period of ["2026-W45", "2026-W46"])
      for (const [scope, whose] of [
        [null, "everything"],
        [billing, "billing"],
      ] as const)
        for (const file of ["index.html", "kpis.csv"])
          await lake.put(
            `archive/${archivePath(report, period, variantId(scope, "en"))}${file}`,
            new TextEncoder().encode(secret(report, period, whose)),
          );
  await lake.put("state/private.json", new TextEncoder().encode("SECRET state"));
  const now = { config, at, mail: mailbox() };
  const refusals: string[] = [];
  const running: Promise<unknown>[] = [];
  const app = siteOf({
    lake,
    config: async () => now.config,
    mail: () => now.mail,
    worker: () => ({
      now: now.at,
      worker: { owner: ann, isAlive: () => undefined, machineNow: `${now.at.slice(0, -1)}.000Z` },
    }),
    background: (_, work) => void running.push(work),
    onRefusal: ({ route, why }) => void refusals.push(`${route}: ${why}`),
  });
  const tokenOf = (whose: Recipient, more: Partial<Claims> = {}) =>
    sign(
      {
        purpose: "open",
        report: "weekly",
        period: "2026-W46",
        address: addressKey(whose.address),
        issuedAt,
        ...more,
      },
      lake,
    );
  const ask = async (path: string, method = "GET", init: RequestInit = {}) => {
    const answer = await app.request(path, { ...init, method });
    const text = await answer.text();
    await Promise.all(running.splice(0));
    return { status: answer.status, headers: answer.headers, text };
  };
  return { lake, now, refusals, tokenOf, ask, app };
}

export type Answer = Awaited<ReturnType<Awaited<ReturnType<typeof attacked>>["ask"]>>;

function mailbox() {
  const to: string[] = [];
  const messages: Message[] = [];
  const mail = post();
  const send = mail.send.bind(mail);
  return Object.assign(mail, {
    to,
    messages,
    send: (message: Message) => {
      to.push(message.to.address);
      messages.push(message);
      return send(message);
    },
  });
}

/** Nothing of any report, reader or key stands in it, and a browser may do nothing with it and keep nothing of it. */
export function expectNothing({ headers, text }: Answer, about: string): void {
  const all = JSON.stringify([...headers]) + text;
  expect(all, about).not.toMatch(/SECRET|weekly|salaries|digest|2026-W|@|Ana\b|Bo\b|Chief|Billing|secret/i);
  expect(headers.get("content-security-policy"), about).toMatch(/^default-src 'none'; /);
  expect(headers.get("content-security-policy"), about).not.toMatch(/script|unsafe|\*/);
  expect(headers.get("cache-control"), about).toBe("no-store");
  expect(headers.get("referrer-policy"), about).toBe("no-referrer");
  expect(headers.get("x-robots-tag"), about).toContain("noindex");
}
