import { describe, expect, test } from "vitest";
import { fileLake } from "../../functions/adapters/local/files.ts";
import { isAlive, thisOwner } from "../../functions/adapters/local/process.ts";
import { LostRaceError } from "../../functions/core/errors.ts";
import type { Lake } from "../../functions/ports.ts";
import { acquire, type Owner, underLease } from "../../functions/stages/lease.ts";
import { freshRoots } from "../adapters/folders.ts";
import { bytes, textAt } from "../contracts/lake.ts";

const fresh = freshRoots();
const key = "state/compute";
const ann: Owner = { token: "ann", host: "h", pid: 1, startedAt: "s" };
const bob: Owner = { ...ann, token: "bob", pid: 2 };
const at = (time: string) => new Date(`2026-11-16T${time}Z`);
const unknown = () => undefined;
const newLake = async () => fileLake(await fresh());

/** For ten minutes from the given time. */
const take = (
  lake: Lake,
  owner: Owner,
  time: string,
  alive: (owner: Owner) => boolean | undefined = unknown,
) => acquire(lake, key, owner, at(time), 600, alive);

/** Its first call of this kind takes effect, and then the answer is lost on the way back. */
function forgetful(lake: Lake, call: "claim" | "swap"): Lake {
  let lost = false;
  const forget = async <T>(answer: T): Promise<T> => {
    if (lost) return answer;
    lost = true;
    throw new Error("the connection broke");
  };
  if (call === "claim") return { ...lake, claim: async (...all) => forget(await lake.claim(...all)) };
  return { ...lake, swap: async (...all) => forget(await lake.swap(...all)) };
}

/** Sends every swap twice, as a client does that retries on its own, and hears the second answer only. */
function stuttering(lake: Lake): Lake {
  let stutters = 1;
  return {
    ...lake,
    swap: async (...all) => {
      const first = await lake.swap(...all);
      stutters -= 1;
      return stutters < 0 ? first : lake.swap(...all);
    },
  };
}

describe("while one holds a lease", () => {
  test("another does not get it, until it is let go", async () => {
    const lake = await newLake();
    const held = await take(lake, ann, "06:00:00");
    expect(await take(lake, bob, "06:09:59")).toBeUndefined();
    await held?.release();
    expect(await take(lake, bob, "06:09:59")).toBeDefined();
  });

  test("of twenty who ask at once exactly one gets it", async () => {
    const lake = await newLake();
    const owners = Array.from({ length: 20 }, (_, index) => ({ ...ann, token: `${index}` }));
    const answers = await Promise.all(owners.map((owner) => take(lake, owner, "06:00:00")));
    expect(answers.filter((answer) => answer !== undefined)).toHaveLength(1);
  });

  test("of twenty who find it run out exactly one gets it", async () => {
    const lake = await newLake();
    await take(lake, bob, "05:00:00");
    const owners = Array.from({ length: 20 }, (_, index) => ({ ...ann, token: `${index}` }));
    const answers = await Promise.all(owners.map((owner) => take(lake, owner, "06:00:00")));
    expect(answers.filter((answer) => answer !== undefined)).toHaveLength(1);
  });
});

describe("a lease runs out", () => {
  test("at the very second it was taken for, and not before", async () => {
    const lake = await newLake();
    await take(lake, ann, "06:00:00");
    expect(await take(lake, bob, "06:09:59.999")).toBeUndefined();
    expect(await take(lake, bob, "06:10:00")).toBeDefined();
  });

  test("ten minutes after it was renewed, when it was", async () => {
    const lake = await newLake();
    const held = await take(lake, ann, "06:00:00");
    await held?.renew(at("06:08:00"));
    expect(await take(lake, bob, "06:17:59")).toBeUndefined();
    expect(await take(lake, bob, "06:18:00")).toBeDefined();
  });

  test("and whoever held it can neither renew it nor take it away from the next", async () => {
    const lake = await newLake();
    const held = await take(lake, ann, "06:00:00");
    const next = await take(lake, bob, "06:10:00");
    await expect(held?.renew(at("06:10:01"))).rejects.toThrow("the lease state/compute is not ours any more");
    await held?.release();
    expect(await take(lake, ann, "06:10:02")).toBeUndefined();
    await next?.renew(at("06:10:03"));
  });

  test("but can be renewed late when nobody came in between", async () => {
    const lake = await newLake();
    const held = await take(lake, ann, "06:00:00");
    await held?.renew(at("07:00:00"));
    expect(await take(lake, bob, "07:00:01")).toBeUndefined();
  });

  test("a lease that was let go cannot be renewed, and can be let go again", async () => {
    const lake = await newLake();
    const held = await take(lake, ann, "06:00:00");
    await held?.release();
    await held?.release();
    await expect(held?.renew(at("06:00:01"))).rejects.toThrow("not ours any more");
    const next = await take(lake, bob, "06:00:02");
    await held?.release();
    await next?.renew(at("06:00:03"));
  });
});

test("whoever comes second is told who is at work, since when, and what to do", async () => {
  const ports = { lake: await newLake() };
  const by = (owner: Owner, time: string) => ({ owner, machineNow: () => at(time), isAlive: unknown });
  const nothing = async () => undefined;
  const second = () => underLease("compute", by(bob, "06:20:00"), ports, nothing);
  await underLease("compute", by({ ...ann, host: "mill", pid: 4711 }, "06:00:00"), ports, async () => {
    const refused = second();
    await expect(refused).rejects.toBeInstanceOf(LostRaceError);
    // A lease is for an hour.
    await expect(refused).rejects.toThrow(
      "Another run (process 4711 on mill) is at work on the same home since 2026-11-16T06:00:00.000Z: it holds state/leases/compute.json. Nothing is wrong with what you asked for: wait for it to finish, then run again. Should it have died on another machine, it is free from 2026-11-16T07:00:00.000Z on.",
    );
  });
  await second();
});

test("of a process that is known to live nobody is told to wait until its lease runs out", async () => {
  const ports = { lake: await newLake() };
  const by = (owner: Owner) => ({ owner, machineNow: () => at("06:00:00"), isAlive: () => true });
  await underLease("compute", by(ann), ports, async () => {
    await expect(underLease("compute", by(bob), ports, async () => 0)).rejects.toThrow(/then run again\.$/);
  });
});

test("a lease that was renewed is still held since it was taken", async () => {
  const lake = await newLake();
  const held = await take(lake, ann, "06:00:00");
  await held?.renew(at("06:08:00"));
  expect(JSON.parse((await textAt(lake, key)) ?? "")).toMatchObject({
    since: "2026-11-16T06:00:00.000Z",
    until: "2026-11-16T06:18:00.000Z",
  });
});

describe("a dead owner", () => {
  test("frees its lease at once, one that may be alive does not", async () => {
    const lake = await newLake();
    await take(lake, ann, "06:00:00");
    expect(await take(lake, bob, "06:00:01", () => true)).toBeUndefined();
    expect(await take(lake, bob, "06:00:01", () => undefined)).toBeUndefined();
    expect(await take(lake, bob, "06:00:01", (owner) => owner.token !== "ann")).toBeDefined();
  });

  test("on this machine is a process that does not run any more", async () => {
    const lake = await newLake();
    await take(lake, { ...thisOwner(), pid: 2 ** 30 }, "06:00:00");
    const held = await take(lake, thisOwner(), "06:00:01", isAlive);
    expect(held).toBeDefined();
    expect(await take(lake, thisOwner(), "06:00:02", isAlive)).toBeUndefined();
  });
});

describe("when an answer is lost", () => {
  test.each(["claim", "swap"] as const)(
    "after a %s that took effect, the same owner asks again and has it",
    async (call) => {
      const lake = await newLake();
      if (call === "swap") await take(lake, bob, "05:00:00"); // an old lease is swapped, none is claimed
      const flaky = forgetful(lake, call);
      await expect(take(flaky, ann, "06:00:00")).rejects.toThrow("the connection broke");
      expect(await take(lake, bob, "06:00:01")).toBeUndefined();
      const held = await take(flaky, ann, "06:00:02");
      await held?.renew(at("06:00:03"));
      await held?.release();
      expect(await take(lake, bob, "06:00:04")).toBeDefined();
    },
  );

  test("a client that retries by itself and hears that it lost to itself still has the lease", async () => {
    const lake = await newLake();
    await take(lake, bob, "05:00:00");
    const held = await take(stuttering(lake), ann, "06:00:00");
    expect(held).toBeDefined();
    await held?.renew(at("06:00:01"));
    expect(await take(lake, bob, "06:10:00")).toBeUndefined();
  });

  test("a renewal whose answer was lost does not stop the next one, nor letting go", async () => {
    const lake = await newLake();
    await take(lake, bob, "05:00:00");
    let broken = false;
    const flaky: Lake = {
      ...lake,
      swap: async (...all) => {
        const answer = await lake.swap(...all);
        if (broken) throw new Error("the connection broke");
        return answer;
      },
    };
    const held = await take(flaky, ann, "06:00:00");
    broken = true;
    await expect(held?.renew(at("06:05:00"))).rejects.toThrow("the connection broke");
    broken = false;
    await held?.renew(at("06:06:00"));
    expect(await take(lake, bob, "06:15:59")).toBeUndefined();
    broken = true;
    await expect(held?.release()).rejects.toThrow("the connection broke");
    broken = false;
    await held?.release();
    expect(await take(lake, bob, "06:07:00")).toBeDefined();
  });
});

test("an object that is no lease is refused by name, and left as it is", async () => {
  const lake = await newLake();
  for (const text of ["", "null", "{}", '{"owner":null}', '{"owner":{},"until":"2026-11-16T06:00:00Z"}']) {
    await lake.put(key, bytes(text));
    await expect(take(lake, ann, "06:00:00"), text).rejects.toThrow("state/compute is not a lease");
    expect(await textAt(lake, key)).toBe(text);
  }
});
