import { describe, expect, test } from "vitest";
import { smtp } from "../../functions/adapters/local/smtp.ts";
import { mimeOf } from "../../functions/adapters/mime.ts";
import { paceOf } from "../../functions/adapters/pace.ts";
import { MailError } from "../../functions/core/errors.ts";
import { deliver } from "../../functions/stages/deliver.ts";
import { mailContract, message } from "../contracts/mail.ts";
import { memoryLake } from "../memory.ts";
import { type Fate, type MailServer, mailServers } from "./mailserver.ts";

const open = mailServers();
const quick = { connectWithin: 300, answerWithin: 300 };

const failing = async (fate: Fate, server?: MailServer): Promise<MailError> => {
  const { settings } = server ?? (await open(fate));
  const error = await smtp(settings, quick)
    .send(message)
    .then(
      () => undefined,
      (thrown: unknown) => thrown,
    );
  expect(error).toBeInstanceOf(MailError);
  return error as MailError;
};

describe("mail over SMTP", () => {
  mailContract(
    async () => {
      const { settings, taken } = await open();
      return { mail: smtp(settings), delivered: async () => taken };
    },
    { deduplicates: false },
  );

  test("is the same bytes as the outbox keeps, from the sender to the one recipient", async () => {
    const { settings, taken, envelopes } = await open();
    await smtp(settings).send(message);
    expect(taken[0]?.equals(await mimeOf(message))).toBe(true);
    expect(envelopes).toEqual([{ from: "raport@example.org", to: "eva@example.org" }]);
  });

  test("writes a host that is not ASCII as mail servers know it", async () => {
    const { settings, envelopes } = await open();
    await smtp(settings).send({ ...message, to: { name: "", address: "eva@bücher.example" } });
    expect(envelopes[0]?.to).toBe("eva@xn--bcher-kva.example");
  });

  test("logs in with the password it is given", async () => {
    const { settings, taken } = await open({ login: "\0raport\0secret" });
    await smtp({ ...settings, user: "raport" }, { password: "secret" }).send(message);
    expect(taken).toHaveLength(1);
    const wrong = smtp({ ...settings, user: "raport" }, { password: "other" }).send(message);
    await expect(wrong).rejects.toMatchObject({ accepted: "no", isLasting: false });
    await expect(wrong).rejects.toThrow("Check mail.smtp.user and the password");
    await expect(wrong).rejects.not.toThrow("other");
  });

  test("is refused where nothing is encrypted and nobody said that this is wanted", async () => {
    const { settings, taken } = await open();
    const plain = smtp({ ...settings, insecure: false }).send(message);
    await expect(plain).rejects.toMatchObject({ accepted: "no" });
    await expect(plain).rejects.toThrow("mail.smtp.insecure");
    expect(taken).toEqual([]);
  });
});

describe("a message the server surely did not take", () => {
  test.each([
    ["its greeting refuses", { at: { greeting: "554 go away" } }, false],
    ["it is silent from the start", { at: { greeting: "nothing" } }, false],
    ["it hangs up at once", { at: { greeting: "end" } }, false],
    ["it breaks off after the greeting", { at: { ehlo: "reset" } }, false],
    ["it refuses the sender", { at: { mail: "550 5.7.1 not yours" } }, false],
    ["it refuses the recipient for now", { at: { rcpt: "450 4.2.1 greylisted" } }, false],
    ["it refuses the recipient for good", { at: { rcpt: "550 5.1.1 nobody here" } }, true],
    ["it breaks off at the recipient", { at: { rcpt: "reset" } }, false],
    ["it refuses the message before it", { at: { data: "451 4.3.0 later" } }, false],
    ["it breaks off before the message", { at: { data: "reset" } }, false],
    ["it refuses the message after it, for now", { accepts: false, at: { dot: "452 4.3.1 full" } }, false],
    ["it refuses the message after it, for good", { accepts: false, at: { dot: "554 5.7.1 spam" } }, true],
  ] as const)("when %s", async (_, fate, isLasting) => {
    const error = await failing(fate);
    expect(error).toMatchObject({ accepted: "no", isLasting });
    expect(error.message).not.toMatch(/eva@|Őry|raport@/);
  });

  test("when nobody listens, or the host has no name", async () => {
    const { settings } = await open();
    for (const [wrong, said] of [
      [{ port: 1 }, "cannot be reached"],
      [{ host: "nowhere.invalid" }, "nowhere.invalid is not known here"],
    ] as const) {
      const sending = smtp({ ...settings, ...wrong }, quick).send(message);
      await expect(sending).rejects.toMatchObject({ accepted: "no", isLasting: false });
      await expect(sending).rejects.toThrow(said);
    }
  });

  test("when a long one is cut off half-way", async () => {
    const long = { ...message, html: `<p>${"long ".repeat(2_000_000)}</p>` };
    const { settings, taken } = await open({ cutAt: 100_000 });
    await expect(smtp(settings).send(long)).rejects.toMatchObject({ accepted: "no" });
    expect(taken).toEqual([]);
  });

  test("and what it says holds nobody's address", async () => {
    const error = await failing({ at: { rcpt: "550 5.1.1 <eva@example.org>: Éva Őry is unknown" } });
    expect(error.message).toContain("550 5.1.1 <(address)>: (address) is unknown");
  });
});

describe("a message the server may have taken", () => {
  test.each([true, false])(
    "is never called refused when the answer to it is lost (taken: %s)",
    async (accepts) => {
      for (const dot of [
        "reset",
        "end",
        "half",
        "nothing",
        "Welcome to our guest network",
        "999 what",
      ] as const) {
        const error = await failing({ accepts, at: { dot } });
        expect(error, dot).toMatchObject({ accepted: "perhaps" });
        expect(error.message).toContain("may have accepted the message");
      }
    },
  );

  test("is handed over once, and not again by the next run", async () => {
    const server = await open({ accepts: true, at: { dot: "reset" } });
    const lake = memoryLake();
    const worker = { owner: { token: "ann", host: "h", pid: 1, startedAt: "" }, isAlive: () => false };
    const at = { machineNow: "2026-11-16T12:00:00.000Z", now: "2026-11-16T12:00:00Z" };
    for (const _ of [1, 2, 3]) {
      const mail = smtp(server.settings, quick);
      expect(await deliver(message, "sent/x.json", { ...worker, ...at }, { lake, mail })).toMatchObject({
        outcome: "unknown",
      });
      server.decide({});
    }
    expect(server.taken).toHaveLength(1);
    expect(server.connections()).toBe(1);
  });
});

describe("a pace", () => {
  test("lets four a second through a quarter of a second apart, and none of them early", async () => {
    let clock = 1000;
    const waits: number[] = [];
    const turn = paceOf(4, {
      now: () => clock,
      wait: async (milliseconds) => void waits.push(milliseconds),
    });
    for (const _ of [1, 2, 3]) await turn(); // at 1000, 1250 and 1500
    clock = 1600;
    await turn(); // at 1750
    clock = 9000;
    await turn(); // at once
    expect(waits).toEqual([250, 500, 150]);
  });

  test("holds back what is sent through one server", async () => {
    const { settings, taken } = await open();
    const mail = smtp({ ...settings, perSecond: 20 });
    const began = performance.now();
    await Promise.all(Array.from({ length: 6 }, () => mail.send(message)));
    expect(taken).toHaveLength(6);
    expect(performance.now() - began).toBeGreaterThan(245); // five pauses of 50 ms
  });
});
