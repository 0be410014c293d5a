import { describe, expect, test } from "vitest";
import { MailError } from "../../functions/core/errors.ts";
import type { Lake, Mail } from "../../functions/ports.ts";
import type { Owner } from "../../functions/stages/lease.ts";
import { textAt } from "../contracts/lake.ts";
import { message } from "../contracts/mail.ts";
import { gate } from "../contracts/warehouse/place.ts";
import { dyingLake, memoryLake } from "../memory.ts";
import { ann, bob, deliverTo, key, noon, now, post, stateIn } from "./post.ts";

/** A ledger in which ann has claimed at noon and then nothing more was heard of her. */
async function claimed(mail: ReturnType<typeof post>, isSent: boolean): Promise<Lake> {
  const lake = memoryLake();
  mail.next = isSent ? "broken" : "fine";
  const dying = isSent ? lake : dyingLake(lake, 1, "after"); // get, claim and dead
  await expect(deliverTo(dying, mail)).rejects.toThrow();
  mail.next = "fine";
  expect(await stateIn(lake)).toBe("claimed");
  expect(mail.accepted).toHaveLength(isSent ? 1 : 0);
  return lake;
}

const dead = { owner: bob, isAlive: ({ token }: Owner) => token !== "ann" };

describe("a message", () => {
  test("is claimed, sent, and written down as sent, without its address", async () => {
    const [lake, mail] = [memoryLake(), post()];
    expect(await deliverTo(lake, mail)).toEqual({ id: message.id, outcome: "sent", fresh: true });
    expect(JSON.parse((await textAt(lake, key)) ?? "")).toEqual({
      v: 1,
      id: message.id,
      state: "sent",
      at: now,
    });
    expect(lake.writes).toEqual([key, key]);
  });

  test("is not sent again, by anybody", async () => {
    const [lake, mail] = [memoryLake(), post()];
    await deliverTo(lake, mail);
    for (const owner of [ann, bob])
      expect(await deliverTo(lake, mail, { owner })).toEqual({
        id: message.id,
        outcome: "sent",
        fresh: false,
      });
    expect(mail.accepted).toHaveLength(1);
    expect(lake.writes).toHaveLength(2);
  });

  test("is sent by exactly one of twenty workers who try at once", async () => {
    const [lake, mail] = [memoryLake(), post()];
    const owners = Array.from({ length: 20 }, (_, index) => ({ ...ann, token: `${index}` }));
    const found = await Promise.all(
      owners.map((owner) => deliverTo(lake, mail, { owner, isAlive: () => true })),
    );
    expect(found.filter(({ fresh }) => fresh)).toHaveLength(1);
    expect(mail.accepted).toHaveLength(1);
  });

  test.each([true, false])(
    "that was surely not accepted is failed, and tried again (its provider tells: %s)",
    async (tells) => {
      const [lake, mail] = [memoryLake(), post(tells)];
      mail.next = "refused";
      const refused = {
        id: message.id,
        outcome: "failed",
        fresh: false,
        error: "the address does not exist",
        nextAt: "2026-11-16T12:05:00.000Z",
      };
      expect(await deliverTo(lake, mail)).toEqual(refused);
      expect(await stateIn(lake)).toBe("failed");
      mail.next = "fine";
      const late = { owner: bob, at: "2026-11-16T12:05:00.000Z" };
      expect(await deliverTo(lake, mail, late)).toMatchObject({ outcome: "sent", fresh: true });
      expect(await stateIn(lake)).toBe("sent");
      expect(mail.accepted).toHaveLength(1);
    },
  );

  test("of which nobody knows whether it was accepted stays unknown, and is never sent again", async () => {
    const [lake, mail] = [memoryLake(), post()];
    mail.next = "lost";
    expect(await deliverTo(lake, mail)).toMatchObject({
      outcome: "unknown",
      fresh: false,
      error: "the connection broke",
    });
    mail.next = "fine";
    expect(await deliverTo(lake, mail, dead)).toEqual({
      id: message.id,
      outcome: "unknown",
      fresh: false,
      since: noon,
    });
    expect(await stateIn(lake)).toBe("unknown");
    expect(mail.accepted).toHaveLength(1);
  });
});

describe("a worker that died after its claim", () => {
  test("and whose message was accepted: it is written down as sent", async () => {
    const mail = post();
    const lake = await claimed(mail, true);
    expect(await deliverTo(lake, mail, dead)).toEqual({ id: message.id, outcome: "sent", fresh: false });
    expect(await stateIn(lake)).toBe("sent");
    expect(mail.accepted).toHaveLength(1);
  });

  test("and whose message was not accepted: it is sent now", async () => {
    const mail = post();
    const lake = await claimed(mail, false);
    expect(await deliverTo(lake, mail, dead)).toMatchObject({ outcome: "sent", fresh: true });
    expect(await stateIn(lake)).toBe("sent");
  });

  test.each([true, false])(
    "and the provider cannot say (it was accepted: %s): unknown, and never sent again",
    async (isSent) => {
      const mail = post(false);
      const lake = await claimed(mail, isSent);
      for (const _ of [1, 2])
        expect(await deliverTo(lake, mail, dead)).toEqual({
          id: message.id,
          outcome: "unknown",
          fresh: false,
          since: noon,
        });
      expect(await stateIn(lake)).toBe("unknown");
      expect(mail.accepted).toHaveLength(isSent ? 1 : 0);
    },
  );

  test("is taken for busy while it may be alive, for fifteen minutes", async () => {
    const mail = post();
    const lake = await claimed(mail, false);
    for (const isAlive of [() => true, () => undefined])
      expect(await deliverTo(lake, mail, { owner: bob, isAlive, at: "2026-11-16T12:14:59.999Z" })).toEqual({
        id: message.id,
        outcome: "busy",
        fresh: false,
      });
    expect(mail.accepted).toEqual([]);
    const late = { owner: bob, isAlive: () => true, at: "2026-11-16T12:15:00.000Z" };
    expect(await deliverTo(lake, mail, late)).toMatchObject({ outcome: "sent", fresh: true });
  });

  test("and is the worker itself: it looks before it sends", async () => {
    const mail = post();
    const lake = await claimed(mail, true);
    expect(await deliverTo(lake, mail)).toMatchObject({ outcome: "sent", fresh: false });
    expect(mail.accepted).toHaveLength(1);
  });

  test.each(Array.from({ length: 4 }, (_, call) => call))(
    "at its call %i of the lake, before or after: one message in the end",
    async (call) => {
      for (const when of ["before", "after"] as const) {
        const [lake, mail] = [memoryLake(), post()];
        await deliverTo(dyingLake(lake, call, when), mail).catch(() => undefined);
        expect(await deliverTo(lake, mail, dead)).toMatchObject({ outcome: "sent" });
        expect(await stateIn(lake)).toBe("sent");
        expect(mail.accepted, `${call} ${when}`).toHaveLength(1);
      }
    },
  );
});

describe("when another worker comes in between", () => {
  test.each([true, false])("a lost swap is busy, and sends nothing (accepted before: %s)", async (isSent) => {
    const mail = post();
    const lake = await claimed(mail, isSent);
    const losing: Lake = { ...lake, swap: async () => undefined };
    expect(await deliverTo(losing, mail, dead)).toEqual({ id: message.id, outcome: "busy", fresh: false });
    expect(mail.accepted).toHaveLength(isSent ? 1 : 0);
    expect(await deliverTo(lake, mail, dead)).toMatchObject({ outcome: "sent" });
    expect(mail.accepted).toHaveLength(1);
  });

  test("a claim that is gone when it is looked at is busy", async () => {
    const lake: Lake = { ...memoryLake(), claim: async () => false };
    expect(await deliverTo(lake, post())).toMatchObject({ outcome: "busy" });
  });

  /** Ann dawdles in her mail program, bob takes over after fifteen minutes; then ann's answer arrives. */
  async function overtaken(bobs: "fine" | "refused", anns: Error | undefined): Promise<string> {
    const [lake, mail, hold] = [memoryLake(), post(), gate()];
    const slow: Mail = {
      ...mail,
      async send({ id }) {
        await hold.pass();
        if (anns) throw anns;
        return { messageId: id };
      },
    };
    const late = deliverTo(lake, slow);
    await hold.reached;
    mail.next = bobs;
    await deliverTo(lake, mail, { owner: bob, at: "2026-11-16T12:15:00.000Z" });
    hold.open();
    await late;
    return stateIn(lake);
  }

  test("what is sent is never taken back", async () => {
    expect(await overtaken("fine", new MailError("refused", "no"))).toBe("sent");
    expect(await overtaken("fine", new MailError("broke", "perhaps"))).toBe("sent");
  });

  test("what failed for one and was or may have been sent by the other is not tried again", async () => {
    expect(await overtaken("refused", undefined)).toBe("sent");
    expect(await overtaken("refused", new MailError("broke", "perhaps"))).toBe("unknown");
    expect(await overtaken("refused", new MailError("refused", "no"))).toBe("failed");
  });
});
