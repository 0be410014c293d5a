/** Athena that is busy, slow or ill: everything is answered all the same, and nothing is done twice. */

import { setTimeout } from "node:timers/promises";
import { afterEach, expect, test } from "vitest";
import { DeadlineError, QueryError } from "../../functions/core/errors.ts";
import { asking, kept, rowsFor, shown, single, writeHomes } from "../contracts/warehouse/place.ts";
import { endless } from "./athena/session.ts";
import { front, openFront, placeOn } from "./athena-places.ts";
import { engines } from "./engines.ts";
import { type Fault, faultProxy } from "./proxy.ts";

const athena = front();
const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

/** A place whose Athena meets each call of this kind with these faults, one after the other. */
async function troubled(kind: string, script: readonly Fault[]) {
  const proxy = await faultProxy(athena().url, {
    script,
    filter: ({ target }) => target === `AmazonAthena.${kind}`,
  });
  closing.push(() => proxy.close());
  const straight = { aws: engines().moto, athena: athena().url };
  const here = await placeOn({ ...straight, athena: proxy.url, tries: 8 }, {}, straight);
  const met = () => proxy.log.filter(({ fault }) => fault !== "none").map(({ fault }) => fault);
  return { here, met };
}

const all = ["throttled", "failed", "dropped", "lied", "slow"] as const;

test.each(["StartQueryExecution", "GetQueryExecution", "GetQueryResults"])(
  "%s that is refused or not answered is asked again",
  async (kind) => {
    const { here, met } = await troubled(kind, all);
    const draft = await here.worker().draft("one");
    await writeHomes(draft, ["a"], kept("a", "1"));
    expect(await shown(draft, "quarantine", "home", "key")).toEqual(["a|1"]);
    expect(met()).toEqual(all);
    const begun = athena().log.executions.filter(({ sql }) => sql.includes(`s3://${here.bucket}/`));
    expect(begun).toHaveLength(1);
  },
);

test("StopQueryExecution that is refused or not answered is asked again", async () => {
  const { here, met } = await troubled("StopQueryExecution", all);
  const ending = new AbortController();
  const draft = await here.worker({ engine: { signal: ending.signal } }).draft("one");
  const mine = () => athena().log.executions.find(({ sql }) => sql.includes(here.bucket));
  const reading = Array.fromAsync(draft.rows(asking(`${endless} /* ${here.bucket} */`)));
  const refused = expect(reading).rejects.toThrow(DeadlineError);
  while (mine()?.state !== "RUNNING") await setTimeout(20);
  ending.abort();
  await refused;
  expect(met()).toEqual(all);
  expect(mine()?.state).toBe("CANCELLED");
});

test("where an account may run one query at a time, many wait their turn", async () => {
  const narrow = await openFront({ maxActive: 1 });
  closing.push(() => narrow.close());
  const here = await placeOn({ aws: engines().moto, athena: narrow.url, tries: 3 });
  const draft = await here.worker().draft("one");
  const numbers = [1, 2, 3, 4, 5];
  const answers = await Promise.all(numbers.map((number) => single(draft, asking(`select ${number} as n`))));
  expect(answers).toEqual(numbers.map((n) => ({ n })));
  expect(narrow.log.executions).toHaveLength(5);
  const refused = narrow.log.calls.filter(({ refused: type }) => type === "TooManyRequestsException");
  expect(refused.length).toBeGreaterThan(0);
});

test("a statement that Athena would not take is refused before it is sent, by its name and with a cure", async () => {
  const here = await placeOn({ aws: engines().moto, athena: athena().url });
  const draft = await here.worker().draft("one");
  const calls = athena().log.calls.length;
  // In bytes, not letters: 90,000 times three bytes.
  const long = asking(`select '${"日".repeat(90_000)}' as n`);
  const refused = Array.fromAsync(draft.rows(long));
  await expect(refused).rejects.toThrow(QueryError);
  await expect(refused).rejects.toThrow(
    /^test: the statement has 270,\d{3} bytes, and Athena takes 262,144\./,
  );
  await expect(refused).rejects.toThrow("run more often, or with fewer files in the inbox at a time");
  const homes = Array.from({ length: 20_000 }, (_, index) => ({ home: `home${index}` }));
  const writing = draft.write(rowsFor("quarantine", []), "quarantine", homes);
  await expect(writing).rejects.toThrow(/^test: the statement has /);
  expect(athena().log.calls).toHaveLength(calls);
});
