/** What happens to a message after its first try: it is tried again later, not at all, or once more because somebody asked. */

import { describe, expect, test } from "vitest";
import { nextTry } from "../../functions/core/backoff.ts";
import type { Lake, Mail } from "../../functions/ports.ts";
import { deliverAgain } from "../../functions/stages/deliver.ts";
import { eventsKey } from "../../functions/stages/ledger.ts";
import { textAt } from "../contracts/lake.ts";
import { message } from "../contracts/mail.ts";
import { memoryLake } from "../memory.ts";
import { ann, bob, deliverTo, key, noon, now, post, stateIn } from "./post.ts";

const entryIn = async (lake: Lake) => JSON.parse((await textAt(lake, key)) ?? "{}");
const dead = { owner: bob, isAlive: () => false };

describe("a message that was surely not accepted", () => {
  test("is tried again after 5, 15, 45 and 135 minutes, then every six hours, and given up after a day", async () => {
    const [lake, mail] = [memoryLake(), post(false)];
    mail.next = "refused";
    let at = noon;
    const waits: number[] = [];
    for (;;) {
      const { outcome, nextAt } = await deliverTo(lake, mail, { at });
      if (outcome !== "failed" || !nextAt) break;
      waits.push((Date.parse(nextAt) - Date.parse(at)) / 60_000);
      at = nextAt;
    }
    expect(waits).toEqual([5, 15, 45, 135, 360, 360, 360, 360]); // 1,640 minutes: 27 hours
    expect(await entryIn(lake)).toEqual({
      v: 1,
      id: message.id,
      tries: 9,
      state: "refused",
      error: "the address does not exist",
      at: now,
    });
    mail.next = "fine";
    const after = await deliverTo(lake, mail, { at: "2026-12-01T00:00:00.000Z" });
    expect(after).toMatchObject({ outcome: "refused", error: "the address does not exist" });
    expect(mail.accepted).toEqual([]);
  });

  test("is left alone by every worker before its time, and nothing is written", async () => {
    const [lake, mail] = [memoryLake(), post()];
    mail.next = "refused";
    await deliverTo(lake, mail);
    mail.next = "fine";
    const writes = lake.writes.length;
    for (const owner of [ann, bob])
      expect(await deliverTo(lake, mail, { owner, at: "2026-11-16T12:04:59.999Z" })).toMatchObject({
        outcome: "failed",
        nextAt: "2026-11-16T12:05:00.000Z",
      });
    expect(lake.writes).toHaveLength(writes);
    expect(mail.accepted).toEqual([]);
  });

  test("because of itself or its address is given up at once", async () => {
    const [lake, mail] = [memoryLake(), post()];
    mail.next = "never";
    expect(await deliverTo(lake, mail)).toMatchObject({
      outcome: "refused",
      error: "nobody has this address",
    });
    mail.next = "fine";
    expect(await deliverTo(lake, mail, { at: "2026-11-17T12:00:00.000Z" })).toMatchObject({
      outcome: "refused",
    });
    expect(mail.accepted).toEqual([]);
  });

  test("keeps count of its tries when its worker dies in the next one", async () => {
    const [lake, mail] = [memoryLake(), post()];
    mail.next = "refused";
    await deliverTo(lake, mail);
    const dying: Mail = { ...mail, send: () => Promise.reject(new TypeError("killed")) };
    await expect(deliverTo(lake, dying, { at: "2026-11-16T12:05:00.000Z" })).rejects.toThrow("killed");
    expect(await entryIn(lake)).toMatchObject({ state: "claimed", tries: 1 });
    await deliverTo(lake, mail, { ...dead, at: "2026-11-16T12:06:00.000Z" });
    expect(await entryIn(lake)).toMatchObject({
      state: "failed",
      tries: 2,
      nextAt: "2026-11-16T12:21:00.000Z",
    });
  });

  test("has no next try after the last wait", () => {
    expect(nextTry(8, noon)).toBe("2026-11-16T18:00:00.000Z");
    expect(nextTry(9, noon)).toBeUndefined();
  });
});

describe("somebody who is left out", () => {
  test.each(["suppressed", "unsubscribed"] as const)("as %s gets nothing, for good", async (leftOut) => {
    const [lake, mail] = [memoryLake(), post()];
    expect(await deliverTo(lake, mail, { leftOut })).toMatchObject({ outcome: leftOut, fresh: false });
    expect(await entryIn(lake)).toEqual({ v: 1, id: message.id, state: leftOut, at: now });
    expect(await deliverTo(lake, mail)).toMatchObject({ outcome: leftOut });
    expect(mail.accepted).toEqual([]);
  });

  test("is not tried again, nor waited for", async () => {
    const [lake, mail] = [memoryLake(), post()];
    mail.next = "refused";
    await deliverTo(lake, mail);
    expect(await deliverTo(lake, mail, { leftOut: "unsubscribed" })).toMatchObject({
      outcome: "unsubscribed",
    });
  });

  test("has what was sent before", async () => {
    const [lake, mail] = [memoryLake(), post()];
    await deliverTo(lake, mail);
    expect(await deliverTo(lake, mail, { leftOut: "suppressed" })).toMatchObject({ outcome: "sent" });
  });

  test("after a worker died between claim and confirm may have it, and the ledger says so", async () => {
    for (const [tells, expected] of [
      [true, "sent"],
      [false, "unknown"],
    ] as const) {
      const [lake, mail] = [memoryLake(), post(tells)];
      mail.next = "broken";
      await deliverTo(lake, mail).catch(() => undefined);
      expect(await deliverTo(lake, mail, { ...dead, leftOut: "suppressed" })).toMatchObject({
        outcome: expected,
      });
      expect(mail.accepted).toHaveLength(1);
    }
  });
});

describe("what the provider told of a message", () => {
  const told = (lake: Lake, events: object) =>
    lake.put(
      eventsKey(message.id),
      new TextEncoder().encode(JSON.stringify({ v: 1, accepted: now, ...events })),
    );

  test("before its worker died settles it as sent, where nobody could say", async () => {
    const [lake, mail] = [memoryLake(), post(false)];
    mail.next = "broken";
    await deliverTo(lake, mail).catch(() => undefined);
    await told(lake, { delivered: now });
    expect(await deliverTo(lake, mail, dead)).toMatchObject({ outcome: "sent", fresh: false });
    expect(await entryIn(lake)).toEqual({ v: 1, id: message.id, state: "sent", at: now, then: "delivered" });
    expect(mail.accepted).toHaveLength(1);
  });

  test("before the confirm is in the confirm, and settles an answer that was lost", async () => {
    for (const next of ["fine", "lost"] as const) {
      const [lake, mail] = [memoryLake(), post(false)];
      mail.next = next;
      const quick: Mail = {
        ...mail,
        async send(one) {
          await told(lake, { bounced: now });
          return mail.send(one);
        },
      };
      expect(await deliverTo(lake, quick)).toEqual({ id: message.id, outcome: "sent", fresh: true });
      expect(await entryIn(lake)).toMatchObject({ state: "sent", then: "bounced" });
    }
  });

  test("after it became unknown is seen by the next worker", async () => {
    const [lake, mail] = [memoryLake(), post(false)];
    mail.next = "lost";
    expect(await deliverTo(lake, mail)).toMatchObject({ outcome: "unknown" });
    await told(lake, {});
    expect(await deliverTo(lake, mail)).toMatchObject({ outcome: "sent" });
    expect(await stateIn(lake)).toBe("sent");
    expect(mail.accepted).toHaveLength(1);
  });
});

describe("a message somebody asks for once more", () => {
  const again = (lake: Lake, mail: Mail, at = noon) =>
    deliverAgain(message, key, { owner: bob, machineNow: at, isAlive: () => undefined, now }, { lake, mail });

  test("goes out under a new id, and the ledger keeps what became of the ones before", async () => {
    const [lake, mail] = [memoryLake(), post(false)];
    mail.next = "lost";
    await deliverTo(lake, mail);
    mail.next = "fine";
    expect(await again(lake, mail)).toMatchObject({ outcome: "sent", fresh: true, id: `${message.id}.2` });
    await again(lake, mail);
    expect(mail.accepted).toEqual([message.id, `${message.id}.2`, `${message.id}.3`]);
    expect(await entryIn(lake)).toMatchObject({
      id: `${message.id}.3`,
      state: "sent",
      earlier: [
        { id: message.id, state: "unknown" },
        { id: `${message.id}.2`, state: "sent" },
      ],
    });
  });

  test("is looked up by its new id when its worker dies", async () => {
    const [lake, mail] = [memoryLake(), post()];
    await deliverTo(lake, mail);
    mail.next = "broken";
    await again(lake, mail).catch(() => undefined);
    expect(await deliverTo(lake, mail, { owner: ann, isAlive: () => false })).toMatchObject({
      outcome: "sent",
      id: `${message.id}.2`,
    });
    expect(mail.accepted).toHaveLength(2);
  });

  test("is not sent while a worker is at it", async () => {
    const [lake, mail] = [memoryLake(), post()];
    mail.next = "broken";
    await deliverTo(lake, mail).catch(() => undefined);
    mail.next = "fine";
    expect(await again(lake, mail)).toMatchObject({ outcome: "busy" });
    expect(mail.accepted).toHaveLength(1);
  });
});
