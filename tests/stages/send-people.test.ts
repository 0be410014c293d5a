/** Who of a plan gets what at the moment of sending, and what the owner is told of it. */

import { describe, expect, test } from "vitest";
import { MailError } from "../../functions/core/errors.ts";
import type { Lake, Message } from "../../functions/ports.ts";
import { addressKey } from "../../functions/stages/places.ts";
import { suppress, unsubscribe } from "../../functions/stages/suppressions.ts";
import { verify } from "../../functions/stages/tokens.ts";
import { textAt } from "../contracts/lake.ts";
import { now } from "../journey/centre.ts";
import { folder, ilona, mailbox, noted, planIn, samuel, sendingFrom, settled } from "./sending.ts";

const readersOf = (sent: readonly Message[]) =>
  sent.filter(({ listId }) => listId === "weekly").map(({ to }) => to.address);
const noticesIn = (sent: readonly Message[]) => sent.filter(({ listId }) => listId === "notices");
const entryOf = async (lake: Lake, address: string) =>
  JSON.parse((await textAt(lake, `${folder}${addressKey(address)}.json`)) ?? "{}");

describe("a plan that is sent", () => {
  const sending = sendingFrom();
  const owned = () => sending.reports({ owner: "owner@example.org" });

  test("gives every reader links that prove who they are, and no address", async () => {
    const [lake, mail] = [noted(), mailbox()];
    await sending.send(lake, mail);
    for (const { html, text, unsubscribe: link = "", to } of mail.sent) {
      const open = /https:\/\/reports\.example\.org\/open\/([\w.-]+)/.exec(text)?.[1] ?? "";
      expect(html).toContain(`https://reports.example.org/open/${open}`);
      const whose = { report: "weekly", address: addressKey(to.address), issuedAt: now };
      expect(await verify(open, "open", lake)).toEqual({ purpose: "open", ...whose, period: "2026-W46" });
      expect(link).toMatch(/^https:\/\/reports\.example\.org\/unsubscribe\/[\w.-]+$/);
      const token = link.slice(link.lastIndexOf("/") + 1);
      expect(await verify(token, "unsubscribe", lake)).toEqual({ purpose: "unsubscribe", ...whose });
      expect(html + text).not.toContain("raport.invalid");
      expect(html + text).not.toContain(to.address);
    }
    expect(JSON.stringify(await planIn(lake))).not.toContain("/open/ey");
  });

  test("of an organisation without a url opens files, and nobody unsubscribes by themselves", async () => {
    const [lake, mail] = [noted(), mailbox()];
    const { url: _, ...organisation } = sending.config().organisation;
    await sending.send(lake, mail, { organisation });
    expect(mail.sent[0]?.text).toContain("file:///home/archive/weekly/2026-W46/index.html");
    expect(mail.sent[0]?.unsubscribe).toBeUndefined();
    expect(lake.objects.has("state/keys.json")).toBe(false);
  });

  test("leaves out who unsubscribed or whose address is suppressed, and is settled all the same", async () => {
    for (const [leave, state] of [
      [(lake: Lake) => unsubscribe("weekly", addressKey(ilona), now, lake), "unsubscribed"],
      [
        (lake: Lake) => suppress(addressKey(ilona), { v: 1, why: "bounced", at: now, id: "x" }, lake),
        "suppressed",
      ],
    ] as const) {
      const [lake, mail] = [noted(), mailbox()];
      await leave(lake);
      const { deliveries } = await sending.send(lake, mail);
      expect(deliveries.map(({ outcome }) => outcome)).toEqual([state, "sent"]);
      expect(readersOf(mail.sent)).toEqual([samuel]);
      expect(await entryOf(lake, ilona)).toMatchObject({ state });
      expect(await settled(lake)).toEqual(["2026-W46"]);
    }
  });

  test("leaves nobody out who unsubscribed from another report", async () => {
    const [lake, mail] = [noted(), mailbox()];
    await unsubscribe("monthly", addressKey(ilona), now, lake);
    await sending.send(lake, mail);
    expect(readersOf(mail.sent)).toEqual([ilona, samuel]);
  });

  test("leaves out who unsubscribed while the report had another name", async () => {
    const [lake, mail] = [noted(), mailbox()];
    await unsubscribe("digest", addressKey(ilona), now, lake);
    await sending.send(lake, mail, sending.reports({ was: "digest" }));
    expect(readersOf(mail.sent)).toEqual([samuel]);
  });

  test("gives nothing to a reader who may see only a part of it since", async () => {
    const [lake, mail] = [noted(), mailbox()];
    mail.refuse = ilona;
    await sending.send(lake, mail);
    mail.refuse = false;
    const [own, other] = sending.config().reports[0]!.to;
    const scope = { by: "department", member: "Parcels" } as const;
    const narrowed = sending.reports({ to: [{ ...own!, scope }, other!] });
    const { deliveries } = await sending.send(lake, mail, narrowed, "2026-11-16T08:05:00Z");
    expect(deliveries.map(({ outcome }) => outcome)).toEqual(["narrowed", "sent"]);
    expect(readersOf(mail.sent)).toEqual([samuel]);
    expect(await settled(lake)).toEqual(["2026-W46"]);
  });

  test("reaches the other readers when something breaks for one, and says so afterwards", async () => {
    const [lake, mail] = [noted(), mailbox()];
    mail.before = ({ to }) => {
      if (to.address === ilona) throw new TypeError("a name nobody thought of");
    };
    await expect(sending.send(lake, mail)).rejects.toThrow("a name nobody thought of");
    expect(readersOf(mail.sent)).toEqual([samuel]);
    expect(await settled(lake)).toEqual([]);
  });

  test("tells the owner once of an address that is refused for good, and how to send to it again", async () => {
    const [lake, mail] = [noted(), mailbox()];
    mail.before = ({ to }) => {
      if (to.address === ilona) throw new MailError("no such mailbox", "no", { isLasting: true });
    };
    const { deliveries } = await sending.send(lake, mail, owned());
    await sending.send(lake, mail, owned(), "2026-11-17T08:00:00Z");
    expect(deliveries.map(({ outcome }) => outcome)).toEqual(["refused", "sent"]);
    const [notice, ...more] = noticesIn(mail.sent);
    expect(more).toEqual([]);
    expect(notice?.to.address).toBe("owner@example.org");
    expect(notice?.subject).toBe("Raport: weekly 2026-W46: one email was refused and is given up");
    expect(notice?.text).toContain("no such mailbox");
    expect(notice?.text).toContain(`npm run raport -- resend weekly --period 2026-W46 --to ${ilona}`);
    expect(await settled(lake)).toEqual(["2026-W46"]);
  });

  test("waits half an hour for what a provider may tell of an unknown message, then tells the owner", async () => {
    const [lake, mail] = [noted(), mailbox()];
    mail.lookup = async () => undefined as unknown as boolean;
    mail.before = ({ to }) => {
      if (to.address === ilona) throw new MailError("the connection broke", "perhaps");
    };
    await sending.send(lake, mail, owned());
    await sending.send(lake, mail, owned(), "2026-11-16T08:29:59Z");
    expect(noticesIn(mail.sent)).toEqual([]);
    expect(await settled(lake)).toEqual([]);
    await sending.send(lake, mail, owned(), "2026-11-16T08:30:00Z");
    expect(noticesIn(mail.sent).map(({ subject }) => subject)).toEqual([
      "Raport: weekly 2026-W46: nobody knows whether one email arrived",
    ]);
    expect(await settled(lake)).toEqual(["2026-W46"]);
    await sending.send(lake, mail, owned(), "2026-11-16T09:30:00Z");
    expect(mail.sent).toHaveLength(2); // samuel's, and the notice
  });

  test("is not over before its owner could be told", async () => {
    const [lake, mail] = [noted(), mailbox()];
    mail.before = ({ to }) => {
      if (to.address === ilona) throw new MailError("no such mailbox", "no", { isLasting: true });
      if (to.address === "owner@example.org") throw new MailError("the server is down", "no");
    };
    await sending.send(lake, mail, owned());
    expect(await settled(lake)).toEqual([]);
    mail.before = () => undefined;
    await sending.send(lake, mail, owned(), "2026-11-16T08:05:00Z");
    expect(noticesIn(mail.sent)).toHaveLength(1);
    expect(readersOf(mail.sent)).toEqual([samuel]);
    expect(await settled(lake)).toEqual(["2026-W46"]);
  });
});
