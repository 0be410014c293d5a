/** The whole delivery protocol over SES, through a network that fails in every way. */

import { expect, test } from "vitest";
import { sesMail } from "../../functions/adapters/aws/ses.ts";
import type { Lake } from "../../functions/ports.ts";
import { type Delivery, deliver } from "../../functions/stages/deliver.ts";
import { message } from "../contracts/mail.ts";
import { dyingLake, Kill, memoryLake } from "../memory.ts";
import { clientOf, type Fate, fine, type Mailroom, mailrooms, refusal } from "./mailroom.ts";

const room = mailrooms();
const owner = { token: "ann", host: "h", pid: 1, startedAt: "s" };
const noon = "2026-11-16T12:00:00.000Z";
/** When what was refused is tried again. */
const fiveMinutesLater = "2026-11-16T12:05:00.000Z";

/** Fates by what may be known of them afterwards. */
const fates: Readonly<Record<"sent" | "failed" | "unknown", readonly Fate[]>> = {
  sent: [fine],
  failed: [
    refusal("Throttling", "Maximum sending rate exceeded."),
    refusal("MessageRejected", "Email address is not verified."),
    refusal("AccessDenied", "no", 403),
  ],
  unknown: [
    { accepts: true, answers: "reset" },
    { accepts: false, answers: "reset" },
    { accepts: true, answers: "rubbish" },
    { accepts: true, answers: { status: 500, body: "" } },
    { accepts: false, answers: { status: 503, body: "" } },
  ],
};
const all = Object.entries(fates).flatMap(([ending, some]) => some.map((fate) => ({ ending, fate })));

/** The same numbers for the same seed (a linear congruential generator, its high bits). */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const ids = Array.from({ length: 24 }, (_, index) => `weekly-2026-W46-${index}`);
const keyOf = (id: string) => `sent/weekly/2026-W46/${id}.json`;

/** One run: every message, three at a time. */
async function run(lake: Lake, mail: ReturnType<typeof sesMail>, at = noon): Promise<readonly Delivery[]> {
  const worker = { owner, machineNow: at, now: at, isAlive: () => undefined };
  const done: Delivery[] = [];
  for (let from = 0; from < ids.length; from += 3)
    done.push(
      ...(await Promise.all(
        ids.slice(from, from + 3).map((id) => deliver({ ...message, id }, keyOf(id), worker, { lake, mail })),
      )),
    );
  return done;
}

const times = ({ accepted }: Mailroom, id: string) =>
  accepted.filter(({ parameters }) => parameters["Tags.member.1.Value"] === id).length;

test.each([1, 2, 3, 4, 5, 6])(
  "through faults (seed %i) nothing arrives twice, and the ledger is right",
  async (seed) => {
    const opened = await room();
    const mail = sesMail({ client: clientOf(opened.url) });
    const lake = memoryLake();
    const next = numbers(seed);
    const fateOf = new Map(ids.map((id) => [id, all[next(all.length)]!]));
    opened.decide((parameters) => fateOf.get(parameters["Tags.member.1.Value"]!)!.fate);

    for (const { id, outcome } of await run(lake, mail)) {
      const { ending, fate } = fateOf.get(id)!;
      expect({ id, outcome }).toEqual({ id, outcome: ending });
      expect(times(opened, id)).toBe(fate.accepts ? 1 : 0);
    }
    const knocks = opened.knocks();
    expect(knocks).toBe(ids.length);

    // The network is well again: what was refused goes, nothing else is tried.
    opened.decide(() => fine);
    const refused = ids.filter((id) => fateOf.get(id)!.ending === "failed");
    for (const { id, outcome, fresh } of await run(lake, mail, fiveMinutesLater)) {
      const { ending } = fateOf.get(id)!;
      expect({ id, outcome, fresh }).toEqual({
        id,
        outcome: ending === "unknown" ? "unknown" : "sent",
        fresh: ending === "failed",
      });
    }
    expect(opened.knocks() - knocks).toBe(refused.length);

    for (const { fresh } of await run(lake, mail, fiveMinutesLater)) expect(fresh).toBe(false);
    for (const id of ids) {
      const { ending, fate } = fateOf.get(id)!;
      expect(times(opened, id)).toBe(ending === "unknown" && !fate.accepts ? 0 : 1);
    }
  },
);

// deliver's calls to the lake: 0 looks, 1 claims, then SES, 2 reads its claim, 3 confirms.
test.each([
  [1, "before", 0, "sent"],
  [1, "after", 0, "unknown"],
  [2, "before", 1, "unknown"],
  [3, "before", 1, "unknown"],
  [3, "after", 1, "sent"],
] as const)(
  "a worker that dies at its call %i, %s it: the next one does not guess",
  async (call, when, first, end) => {
    const opened = await room();
    const mail = sesMail({ client: clientOf(opened.url) });
    const [id, lake] = [ids[0]!, memoryLake()];
    const worker = { owner, machineNow: noon, now: noon, isAlive: () => undefined };
    const given = { ...message, id };
    await expect(
      deliver(given, keyOf(id), worker, { lake: dyingLake(lake, call, when), mail }),
    ).rejects.toThrow(Kill);
    expect(times(opened, id)).toBe(first);
    // SES cannot say whether the dead worker sent it: a claim that ran out is unknown, sent or not.
    const late = { ...worker, owner: { ...owner, token: "bob" }, machineNow: "2026-11-16T13:00:00.000Z" };
    expect(await deliver(given, keyOf(id), late, { lake, mail })).toMatchObject({ outcome: end });
    expect(times(opened, id)).toBe(call === 1 && when === "before" ? 1 : first);
  },
);
