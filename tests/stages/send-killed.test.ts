/**
 * A send with every trouble at once, killed before and after each of its calls of the lake and of the mail server, which
 * has no memory and tells nothing. Five readers: one who gets it, one whose address is refused for good, one suppressed,
 * one who unsubscribed, one whose answer is lost. The owner is told of three of them.
 */

import { describe, expect, test } from "vitest";
import { MailError } from "../../functions/core/errors.ts";
import type { Lake, Mail, Message } from "../../functions/ports.ts";
import { addressKey } from "../../functions/stages/places.ts";
import { suppress, unsubscribe } from "../../functions/stages/suppressions.ts";
import { textAt } from "../contracts/lake.ts";
import { now } from "../journey/centre.ts";
import { Kill, memoryLake } from "../memory.ts";
import { folder, type mailbox, noted, sendingFrom, settled } from "./sending.ts";

const readers = ["fine", "wrong", "gone", "left", "lost"].map((name) => `${name}@example.org`);
const owner = "owner@example.org";

/** A server that takes what is not refused, and loses its answer to one. */
function server() {
  const taken: Message[] = [];
  const mail: Mail = {
    lookup: async () => undefined,
    async send(message) {
      const { address } = message.to;
      if (address.startsWith("wrong")) throw new MailError("no such mailbox", "no", { isLasting: true });
      taken.push(message);
      if (address.startsWith("lost")) throw new MailError("the connection broke", "perhaps");
      return { messageId: message.id };
    },
  };
  return { taken, mail };
}

/** Lake and mail of a worker who dies before or after its call of this number, whichever of the two that is. */
function dying(lake: Lake, mail: Mail, call: number, when: "before" | "after") {
  const calls: string[] = [];
  let dead = false;
  const step = async <T>(name: string, act: () => Promise<T>): Promise<T> => {
    if (dead) throw new Kill("dead");
    const last = calls.push(name) - 1 === call;
    dead = last;
    if (last && when === "before") throw new Kill("killed before");
    const result = await act().catch((error: unknown) => {
      throw last ? new Kill("killed after") : error;
    });
    if (last) throw new Kill("killed after");
    return result;
  };
  const watched: Lake = {
    ...lake,
    put: (key, body) => step("put", () => lake.put(key, body)),
    get: (key) => step("get", () => lake.get(key)),
    claim: (key, body) => step("claim", () => lake.claim(key, body)),
    swap: (key, body, etag) => step("swap", () => lake.swap(key, body, etag)),
  };
  const post: Mail = {
    lookup: (id) => step("lookup", () => mail.lookup(id)),
    send: (message) => step("send", () => mail.send(message)),
  };
  return { lake: watched, mail: post, calls, isDead: () => dead };
}

describe("a send killed at any call, and done again until it is over", () => {
  const sending = sendingFrom();
  const settings = () => {
    const to = sending.to(...readers).reports ?? [];
    return { reports: to.map((report) => ({ ...report, owner })) };
  };

  async function home() {
    const lake = noted();
    await suppress(addressKey("gone@example.org"), { v: 1, why: "bounced", at: now, id: "x" }, lake);
    await unsubscribe("weekly", addressKey("left@example.org"), now, lake);
    return lake;
  }
  const run = (lake: Lake, mail: Mail, at: string) =>
    sending.send(lake, mail as ReturnType<typeof mailbox>, settings(), at);
  const stateOf = async (lake: Lake, reader: string) =>
    JSON.parse((await textAt(lake, `${folder}${addressKey(reader)}.json`)) ?? "{}").state;

  test("gives each reader one message or calls it unknown, and tells the owner of each trouble once", async () => {
    const seen = new Set<string>();
    for (let call = 0, isOver = false; !isOver; call += 1)
      for (const when of ["before", "after"] as const) {
        const [lake, { taken, mail }] = [await home(), server()];
        const worker = dying(lake, mail, call, when);
        await run(worker.lake, worker.mail, now).catch(() => undefined);
        for (const name of worker.calls) seen.add(name);
        isOver = !worker.isDead();
        // What is unknown is waited for half an hour.
        for (const at of ["2026-11-16T08:01:00Z", "2026-11-16T08:40:00Z", "2026-11-16T09:40:00Z"])
          await run(lake, mail, at);
        const at = `${call} ${when} ${worker.calls.at(-1)}`;
        const ids = taken.map(({ id }) => id);
        expect(new Set(ids).size, at).toBe(ids.length); // nothing was taken twice
        const states = await Promise.all(readers.map((reader) => stateOf(lake, reader)));
        const [fine, wrong, ...others] = states;
        expect(others, at).toEqual(["suppressed", "unsubscribed", "unknown"]);
        // Only who was being sent to when the worker died may be unknown beside the one whose answer was lost.
        expect(["sent", "unknown"], at).toContain(fine);
        expect(["refused", "unknown"], at).toContain(wrong);
        expect([fine, wrong].filter((state) => state === "unknown").length, at).toBeLessThanOrEqual(1);
        expect(taken.filter(({ to }) => to.address.startsWith("fine")).length, at).toBeLessThanOrEqual(1);
        if (fine === "sent") expect(ids, at).toContain(`weekly-2026-W46-${addressKey("fine@example.org")}`);
        // Its notices are messages like others: one that was on its way may be unknown, too.
        const notices = ids.filter((id) => id.startsWith("notice-"));
        const troubles = 3 + (fine === "unknown" ? 1 : 0);
        expect(notices.length, at).toBeGreaterThanOrEqual(troubles - 1);
        expect(notices.length, at).toBeLessThanOrEqual(troubles);
        expect(taken.every(({ to, listId }) => (listId === "notices") === (to.address === owner))).toBe(true);
        expect(await settled(lake), at).toEqual(["2026-W46"]);
      }
    expect([...seen].sort()).toEqual(["claim", "get", "put", "send", "swap"]);
  }, 240_000);

  test("undisturbed, tells of the refused address, of the reader who left and of the lost answer", async () => {
    const [lake, { taken, mail }] = [await home(), server()];
    for (const at of [now, "2026-11-16T08:40:00Z", "2026-11-16T09:40:00Z"]) await run(lake, mail, at);
    expect(
      taken.map(({ subject, to }) => [to.address, subject.replace(/^(?!Raport).*/, "the report")]),
    ).toEqual([
      ["fine@example.org", "the report"],
      [owner, "Raport: weekly 2026-W46: one email was refused and is given up"],
      [owner, "Raport: weekly: a reader unsubscribed"],
      ["lost@example.org", "the report"],
      [owner, "Raport: weekly 2026-W46: nobody knows whether one email arrived"],
    ]);
    expect(memoryLake(lake.objects).writes).toEqual([]);
  });
});
