import { array, assert, asyncProperty, constantFrom, shuffledSubarray } from "fast-check";
import { describe, expect, test } from "vitest";
import type { Config } from "../../functions/core/config.ts";
import { type MailEvent, messageOf } from "../../functions/core/mail-event.ts";
import type { Lake, Mail, Message } from "../../functions/ports.ts";
import { deliver } from "../../functions/stages/deliver.ts";
import { feedback } from "../../functions/stages/feedback.ts";
import { addressKey, sentFolder } from "../../functions/stages/places.ts";
import { allow, leftOut, suppressedKey } from "../../functions/stages/suppressions.ts";
import { textAt } from "../contracts/lake.ts";
import { message } from "../contracts/mail.ts";
import { dyingLake, memoryLake } from "../memory.ts";
import { ann, noon, now, post } from "./post.ts";

const address = addressKey("eva@example.org");
const id = `weekly-2026-W46-${address}`;
const key = `${sentFolder("weekly", "2026-W46")}${address}.json`;
const worker = { owner: ann, machineNow: noon, isAlive: () => undefined };
const config = {
  organisation: { name: "Northwind", sender: { name: "Reports", address: "reports@example.org" } },
  reports: [
    {
      id: "weekly",
      owner: "owner@example.org",
      to: [{ name: "Éva Őry", address: "Eva@example.org", locale: "hu", scope: null }],
    },
  ],
} as unknown as Config;

function notices(): Mail & { readonly sent: Message[] } {
  const sent: Message[] = [];
  return {
    sent,
    lookup: async () => undefined,
    async send(one) {
      sent.push(one);
      return { messageId: one.id };
    },
  };
}

const event = (kind: MailEvent["kind"], at = "2026-11-16T08:00:01.000Z"): MailEvent => ({ id, kind, at });
const hear = (one: MailEvent, lake: Lake, mail: Mail = notices()) =>
  feedback(one, { config, now, worker }, { lake, mail });
const entryIn = async (lake: Lake) => JSON.parse((await textAt(lake, key)) ?? "{}");
const sendIt = (lake: Lake, mail: Mail) =>
  deliver({ ...message, id }, key, { ...worker, now }, { lake, mail });

describe("an event", () => {
  test("of a message that was sent is written beside it", async () => {
    const lake = memoryLake();
    await sendIt(lake, post(false));
    expect(await hear(event("delivered"), lake)).toMatchObject({ state: "sent", isSuppressed: false });
    expect(await entryIn(lake)).toEqual({ v: 1, id, state: "sent", at: now, then: "delivered" });
  });

  test("settles a message of which nobody knew, and none that was surely refused", async () => {
    for (const [next, state] of [
      ["lost", "sent"],
      ["never", "refused"],
    ] as const) {
      const [lake, mail] = [memoryLake(), post(false)];
      mail.next = next;
      await sendIt(lake, mail);
      await hear(event("delivered"), lake);
      expect(await entryIn(lake)).toMatchObject({ state });
    }
  });

  test("that comes before the confirm is not lost", async () => {
    const [lake, mail] = [memoryLake(), post(false)];
    expect(await hear(event("delivered"), lake)).toEqual({ event: event("delivered"), isSuppressed: false });
    mail.next = "lost";
    expect(await sendIt(lake, mail)).toMatchObject({ outcome: "sent" });
    expect(await entryIn(lake)).toMatchObject({ state: "sent", then: "delivered" });
  });

  test("of an older message than the one sent last changes nothing of it", async () => {
    const lake = memoryLake();
    await lake.put(
      key,
      new TextEncoder().encode(JSON.stringify({ v: 1, id: `${id}.2`, state: "unknown", at: now })),
    );
    await hear(event("delivered"), lake);
    expect(await entryIn(lake)).toMatchObject({ state: "unknown" });
  });

  test("kept by a process that dies at any call is taken in by the next one", async () => {
    for (let call = 0, isOver = false; !isOver; call += 1)
      for (const when of ["before", "after"] as const) {
        const [lake, mail, told] = [memoryLake(), post(false), notices()];
        mail.next = "lost";
        await sendIt(lake, mail);
        const dying = dyingLake(lake, call, when);
        await hear(event("bounced"), dying, told).catch(() => undefined);
        isOver = !dying.dead();
        await feedback(
          event("bounced"),
          { config, now, worker: { ...worker, isAlive: () => false } },
          { lake, mail: { ...told, lookup: async (one) => told.sent.some((sent) => sent.id === one) } },
        );
        expect(await entryIn(lake), `${call} ${when}`).toMatchObject({ state: "sent", then: "bounced" });
        expect(await leftOut(["weekly"], address, lake)).toBe("suppressed");
        expect(told.sent, `${call} ${when}`).toHaveLength(1);
      }
  });
});

/** Of an event of any kind it is known that the message was accepted. */
const firstOf = (kind: string, events: readonly MailEvent[]) =>
  events
    .filter((one) => kind === "accepted" || one.kind === kind)
    .map(({ at }) => at)
    .sort()[0];

describe("events in any order, however often", () => {
  const all: readonly MailEvent[] = [
    event("accepted", "2026-11-16T08:00:00.000Z"),
    event("delivered", "2026-11-16T08:00:01.000Z"),
    event("delivered", "2026-11-16T08:00:09.000Z"),
    event("bounced", "2026-11-16T08:00:02.000Z"),
    event("complained", "2026-11-16T08:00:03.000Z"),
  ];

  test("leave the same ledger, the same events and one notice for the address", async () => {
    await assert(
      asyncProperty(
        shuffledSubarray([...all, ...all], { minLength: 10 }),
        constantFrom(...Array.from({ length: 11 }, (_, at) => at)),
        async (events, sentAt) => {
          const [lake, mail, told] = [memoryLake(), post(false), notices()];
          mail.next = "lost";
          for (const [at, one] of events.entries()) {
            if (at === sentAt) await sendIt(lake, mail);
            await hear(one, lake, told);
          }
          if (sentAt === 10) await sendIt(lake, mail);
          expect(await entryIn(lake)).toEqual({ v: 1, id, state: "sent", at: now, then: "complained" });
          expect(JSON.parse((await textAt(lake, `state/events/${id}.json`)) ?? "")).toEqual({
            v: 1,
            accepted: "2026-11-16T08:00:00.000Z",
            delivered: "2026-11-16T08:00:01.000Z",
            bounced: "2026-11-16T08:00:02.000Z",
            complained: "2026-11-16T08:00:03.000Z",
          });
          expect(told.sent.map(({ id: notice }) => notice).sort()).toEqual([
            `notice-bounced-${address}`,
            `notice-complained-${address}`,
          ]);
        },
      ),
      { numRuns: 100 },
    );
  });

  test("of two processes at once are both kept", async () => {
    await assert(
      asyncProperty(array(constantFrom(...all), { minLength: 2, maxLength: 8 }), async (events) => {
        const lake = memoryLake();
        await Promise.all(events.map((one) => hear(one, lake)));
        const kept = JSON.parse((await textAt(lake, `state/events/${id}.json`)) ?? "");
        for (const { kind } of events) expect(kept[kind]).toBe(firstOf(kind, events));
      }),
    );
  });
});

describe("an address that bounced or complained", () => {
  test.each(["bounced", "complained"] as const)(
    "is suppressed when its mail %s, and its owner told once",
    async (kind) => {
      const [lake, told] = [memoryLake(), notices()];
      for (const _ of [1, 2])
        expect(await hear(event(kind), lake, told)).toMatchObject({ isSuppressed: true });
      await feedback(
        { ...event(kind), id: `weekly-2026-W47-${address}` },
        { config, now, worker },
        { lake, mail: told },
      );
      expect(JSON.parse((await textAt(lake, suppressedKey(address))) ?? "")).toMatchObject({ why: kind, id });
      expect(told.sent.map(({ to }) => to.address)).toEqual(["owner@example.org"]);
      expect(told.sent[0]?.text).toContain("Éva Őry <Eva@example.org>");
      expect(told.sent[0]?.text).toContain("npm run raport -- allow Eva@example.org");
      expect(told.sent[0]?.subject).not.toContain("@");
    },
  );

  test("for a reason that may pass is not suppressed; its owner is told how to send again", async () => {
    const [lake, told] = [memoryLake(), notices()];
    expect(await hear(event("returned"), lake, told)).toMatchObject({ isSuppressed: false });
    expect(await leftOut(["weekly"], address, lake)).toBeUndefined();
    expect(told.sent[0]?.text).toContain("resend weekly --period 2026-W46 --to Eva@example.org");
  });

  test("gets mail again when somebody allows it", async () => {
    const lake = memoryLake();
    await hear(event("bounced"), lake);
    expect(await allow(address, [], lake)).toEqual([suppressedKey(address)]);
    expect(await leftOut(["weekly"], address, lake)).toBeUndefined();
    expect(await allow(address, [], lake)).toEqual([]);
  });
});

test("an id tells its report, its period and whose it is, whatever the report is called", () => {
  for (const report of ["weekly", "a-2026", "r-2026-11", "x-1111", "2026-W01"])
    for (const period of ["2026-W46", "2026-11", "2026-11-16"])
      for (const again of ["", ".2", ".13"])
        expect(messageOf(`${report}-${period}-${address}${again}`)).toEqual({ report, period, address });
  for (const none of ["notice-bounced-0123456789abcdef", "weekly", "", `weekly-2026-${address}`])
    expect(messageOf(none)).toBeUndefined();
});
