/** A new link for one that has ended: to its own reader only, once a day, whoever asks and whatever breaks. */

import { describe, expect, test } from "vitest";
import { mimeOf } from "../../functions/adapters/mime.ts";
import type { Config } from "../../functions/core/config.ts";
import { locales } from "../../functions/core/organisation.ts";
import type { Message } from "../../functions/ports.ts";
import { feedback } from "../../functions/stages/feedback.ts";
import { mailFreshLink } from "../../functions/stages/fresh-link.ts";
import { addressKey } from "../../functions/stages/places.ts";
import { leftOut, suppress, unsubscribe } from "../../functions/stages/suppressions.ts";
import { type Claims, verify } from "../../functions/stages/tokens.ts";
import { headersOf, parseEml } from "../contracts/eml.ts";
import { configOf, reportOf } from "../core/sample.ts";
import { dyingLake, memoryLake } from "../memory.ts";
import { ann, bob, post } from "./post.ts";

const address = addressKey("ana@example.org");
const claims: Claims = {
  purpose: "open",
  report: "weekly",
  period: "2026-W46",
  address,
  issuedAt: "2026-11-16T07:00:00Z",
};
const now = "2027-12-25T10:00:00Z";
const worker = { owner: ann, machineNow: "2027-12-25T10:00:00.000Z", isAlive: () => undefined };

function withUrl(config: Config): Config {
  return { ...config, organisation: { ...config.organisation, url: "https://reports.example.org/" } };
}
const config = withUrl(configOf());

/** A mailbox that keeps what it was given. */
function mailbox() {
  const messages: Message[] = [];
  const mail = post();
  const send = mail.send.bind(mail);
  return Object.assign(mail, {
    messages,
    send: (message: Message) => {
      messages.push(message);
      return send(message);
    },
  });
}

const asked = (
  lake = memoryLake(),
  mail = mailbox(),
  more: Partial<Parameters<typeof mailFreshLink>[1]> = {},
) => mailFreshLink(claims, { config, now, worker, ...more }, { lake, mail });

describe("a new link", () => {
  test("goes to the reader of the old one, and opens the same report from now on", async () => {
    const [lake, mail] = [memoryLake(), mailbox()];
    expect(await asked(lake, mail)).toMatchObject({ outcome: "sent", fresh: true });
    const [message, ...more] = mail.messages;
    expect([message?.to, more]).toEqual([{ name: "Ana Pop", address: "ana@example.org" }, []]);
    expect(message?.subject).toBe("New link: Weekly digest, 2026-W46");
    const links =
      `${message?.html}\n${message?.text}`.match(/https:\/\/reports\.example\.org\/[^\s"<]+/g) ?? [];
    expect(links).toHaveLength(2);
    for (const link of links) {
      const [, token = ""] = /^https:\/\/reports\.example\.org\/open\/([\w.-]+)\/$/.exec(link) ?? [];
      expect(await verify(token, "open", lake)).toEqual({ ...claims, issuedAt: now });
    }
  });

  test("is mailed once a day however often it is asked for, and again the next day", async () => {
    const [lake, mail] = [memoryLake(), mailbox()];
    await Promise.all(
      Array.from({ length: 8 }, (_, at) => {
        const owner = { ...ann, token: `worker ${at}` };
        return asked(lake, mail, { worker: { ...worker, owner } });
      }),
    );
    await asked(lake, mail, { now: "2027-12-25T23:59:59Z" });
    expect(mail.messages).toHaveLength(1);
    await asked(lake, mail, { now: "2027-12-26T00:00:00Z" });
    expect(mail.messages).toHaveLength(2);
    expect(new Set(mail.messages.map(({ id }) => id)).size).toBe(2);
  });

  test("is one a day for a report under any of its names", async () => {
    const [lake, mail] = [memoryLake(), mailbox()];
    const renamed = withUrl(configOf({ reports: [reportOf({ id: "digest", was: "weekly" })] }));
    for (const report of ["weekly", "digest"])
      await mailFreshLink({ ...claims, report }, { config: renamed, now, worker }, { lake, mail });
    expect(mail.messages).toHaveLength(1);
  });

  test("is for nobody who is off the list, has no such report, left, or whose address is dead", async () => {
    const off = withUrl(configOf({ reports: [reportOf({ to: [] })] }));
    const gone = withUrl(configOf({ reports: [] }));
    const mail = mailbox();
    for (const config of [off, gone, configOf()]) {
      const lake = memoryLake();
      expect(await asked(lake, mail, { config })).toBeUndefined();
      expect(lake.writes).toEqual([]);
    }
    const left = memoryLake();
    await unsubscribe("weekly", address, now, left);
    expect(await asked(left, mail)).toBeUndefined();
    const dead = memoryLake();
    await suppress(address, { v: 1, why: "bounced", at: now, id: "x" }, dead);
    expect(await asked(dead, mail)).toBeUndefined();
    expect(mail.messages).toEqual([]);
  });

  test("whose worker was killed at any call is mailed at most once, and its claim comes first", async () => {
    for (const when of ["before", "after"] as const)
      for (let call = 0; call < 30; call += 1) {
        const [lake, mail] = [memoryLake(), mailbox()];
        const dying = dyingLake(lake, call, when);
        const first = await mailFreshLink(claims, { config, now, worker }, { lake: dying, mail }).then(
          () => "done",
          () => "killed",
        );
        if (mail.messages.length > 0)
          expect(lake.writes.some((key) => key.startsWith("state/fresh/weekly/2026-W46/"))).toBe(true);
        const later = { owner: bob, machineNow: "2027-12-25T11:00:00.000Z", isAlive: () => false };
        await asked(lake, mail, { worker: later });
        expect(mail.messages.length, `${when} ${call}`).toBe(1);
        if (first === "done") break;
        expect(call).toBeLessThan(29);
      }
  });

  test("whose answer was lost is not mailed again that day", async () => {
    const [lake, mail] = [memoryLake(), mailbox()];
    mail.next = "lost";
    expect(await asked(lake, mail)).toMatchObject({ outcome: "unknown" });
    mail.next = "fine";
    await asked(lake, mail, { worker: { ...worker, owner: bob, machineNow: "2027-12-25T20:00:00.000Z" } });
    expect(mail.messages).toHaveLength(1);
  });

  test("that came back for good ends mail to the address", async () => {
    const [lake, mail] = [memoryLake(), mailbox()];
    await asked(lake, mail);
    const [{ id } = { id: "" }] = mail.messages;
    await feedback({ id, kind: "bounced", at: now }, { config, now, worker }, { lake, mail });
    expect(await leftOut(["weekly"], address, lake)).toBe("suppressed");
  });

  test("keeps no address and no name in any key", async () => {
    const [lake, mail] = [memoryLake(), mailbox()];
    await asked(lake, mail);
    expect(lake.writes.join("\n")).not.toMatch(/@|ana|pop/i);
    for (const [key, body] of lake.objects)
      if (key.startsWith("state/fresh/")) expect(new TextDecoder().decode(body)).not.toMatch(/@|Ana|Pop/);
  });

  test("of a report and a reader with line ends in their names has no header but its own", async () => {
    const to = [
      { name: "Ana\r\nBcc: spy@example.org", address: "ana@example.org", locale: "en", scope: null },
    ] as const;
    const evil = withUrl(
      configOf({
        reports: [reportOf({ title: "Weekly\r\nBcc: spy@example.org\r\n\r\n<b>x</b>\u2028\u202e", to })],
      }),
    );
    const mail = mailbox();
    await asked(memoryLake(), mail, { config: evil });
    const [message] = mail.messages;
    expect(message?.subject).toBe("New link: Weekly Bcc: spy@example.org <b>x</b> , 2026-W46");
    expect(message?.html).not.toContain("<b>");
    const eml = parseEml(await mimeOf(message!));
    expect(headersOf(eml, "bcc")).toEqual([]);
    expect(headersOf(eml, "to")).toHaveLength(1);
  });

  test.each(locales)("speaks the reader's language: %s", async (locale) => {
    const to = [{ name: "Ana", address: "ana@example.org", locale, scope: null }];
    const mail = mailbox();
    await asked(memoryLake(), mail, { config: withUrl(configOf({ reports: [reportOf({ to })] })) });
    expect(mail.messages[0]?.html).toContain(`<html lang="${locale}"`);
    expect(mail.messages[0]?.language).toBe(locale);
  });

  test("says the same in no two languages", async () => {
    const said = await Promise.all(
      locales.map(async (locale) => {
        const to = [{ name: "Ana", address: "ana@example.org", locale, scope: null }];
        const mail = mailbox();
        await asked(memoryLake(), mail, { config: withUrl(configOf({ reports: [reportOf({ to })] })) });
        return (mail.messages[0]?.text ?? "")
          .replace(/https:\S+/, "")
          .split("\n")
          .filter(Boolean);
      }),
    );
    expect(new Set(said.flat()).size).toBe(said.flat().length);
  });
});
