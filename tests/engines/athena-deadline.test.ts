/** What runs when a worker must end is stopped, told and done by the next one. */

import { setTimeout } from "node:timers/promises";
import { expect, test } from "vitest";
import type { Execution } from "../../functions/adapters/aws/executions.ts";
import { DeadlineError } from "../../functions/core/errors.ts";
import { asking, published, rowsFor } from "../contracts/warehouse/place.ts";
import { endless } from "./athena/session.ts";
import { front, openFront, placeOn } from "./athena-places.ts";
import { engines } from "./engines.ts";
import { faultProxy } from "./proxy.ts";

const athena = front({ orphans: true });
const place = () => placeOn({ aws: engines().moto, athena: athena().url });

/** A row of the quarantine that takes long to make: so many thousand times 10,000 pairs are looked at. */
function slowRow(thousands: number) {
  const { text } = rowsFor("quarantine", [{ home: "a", key: "1" }]).query;
  const counted = `select count(*) from unnest(sequence(1, 10000)) as a (x) cross join unnest(sequence(1, ${thousands})) as b (y) cross join unnest(sequence(1, 1000)) as c (z) where x + y + z < 0`;
  return asking(`${text}\nwhere (${counted}) = 0`);
}

/** The same for homes that three statements write. */
const slowRows = () => {
  const { text } = slowRow(10000).query;
  const homes = "from (values 'h001', 'h101', 'h201') as homes (home)\nwhere";
  return asking(
    text.replace("cast('a' as varchar) as home", "homes.home as home").replace("\nwhere", `\n${homes}`),
  );
};

const asked = [{ home: "a" }];
const manyAsked = Array.from({ length: 250 }, (_, index) => ({ home: `h${String(index).padStart(3, "0")}` }));
const of = (bucket: string) =>
  athena().log.executions.filter(({ sql }) => sql.includes(`s3://${bucket}/`) || sql.includes(bucket));

/** What runs in this bucket, and whose worker has looked at it: it has been answered that this began. */
function waitedFor(bucket: string): readonly unknown[] {
  const looks = athena().log.calls.filter(({ target }) => target === "GetQueryExecution");
  const looked = new Set(looks.map(({ executionId }) => executionId));
  return of(bucket).filter(({ id, state }) => state === "RUNNING" && looked.has(id));
}

async function until(reached: () => boolean): Promise<void> {
  while (!reached()) await setTimeout(20);
}

test("the time is over: the UNLOADs of a write and a select are stopped, told once each, and nothing is published", async () => {
  const here = await place();
  const told: Execution[] = [];
  const ending = new AbortController();
  const worker = here.worker({ engine: { signal: ending.signal, onQuery: (query) => told.push(query) } });
  const draft = await worker.draft("one");
  const mark = `/* ${here.bucket} */`;
  const writing = draft.write(slowRows(), "quarantine", manyAsked);
  const reading = Array.fromAsync(draft.rows(asking(`${endless} ${mark}`)));
  let left: readonly string[] = [];
  const written = writing.finally(() => {
    left = of(here.bucket).flatMap(({ sql, state }) => (sql.startsWith("UNLOAD") ? [state] : []));
  });
  const outcomes = Promise.allSettled([written, reading]);
  await until(() => waitedFor(here.bucket).length === 4);
  ending.abort();
  const reasons = (await outcomes).map((outcome) => outcome.status === "rejected" && outcome.reason);
  expect(reasons).toEqual([expect.any(DeadlineError), expect.any(DeadlineError)]);
  expect(String(reasons[0])).toContain("Nothing is lost");
  expect(of(here.bucket).map(({ state }) => state)).toEqual(Array(4).fill("CANCELLED"));
  // The write is over when all of its statements are.
  expect(left).toEqual(Array(3).fill("CANCELLED"));
  expect(told.map(({ name, state }) => `${name} ${state}`)).toEqual(Array(4).fill("test CANCELLED"));
  // Nothing begins any more.
  await expect(draft.write(slowRow(1), "quarantine", asked)).rejects.toThrow(DeadlineError);
  expect(of(here.bucket)).toHaveLength(4);
  expect(await published(here.worker(), "quarantine", "key")).toEqual([]);
});

test("the next worker, whose time is not over, writes it at the next attempt", async () => {
  const here = await place();
  const ending = new AbortController();
  const first = await here.worker({ engine: { signal: ending.signal } }).draft("one");
  const writing = first.write(slowRow(3), "quarantine", asked);
  const refused = expect(writing).rejects.toThrow(DeadlineError);
  await until(() => waitedFor(here.bucket).length === 1);
  ending.abort();
  await refused;
  const worker = here.worker();
  const draft = await worker.draft("two");
  await draft.write(slowRow(3), "quarantine", asked);
  const states = of(here.bucket).flatMap(({ sql, state }) => {
    const [attempt] = /a=\d+(?=\/' WITH)/.exec(sql) ?? [];
    return attempt ? [`${attempt} ${state}`] : [];
  });
  expect(states).toEqual(["a=1 CANCELLED", "a=2 SUCCEEDED"]);
  await draft.commit({}, "facts");
  expect(await published(worker, "quarantine", "key")).toEqual(["1"]);
});

test("the time is over while Athena refuses: the worker ends, and does not ask until the SDK gives up", async () => {
  const busy = await faultProxy(athena().url, { rates: { throttled: 1 } });
  const full = await openFront({ maxActive: 0 });
  try {
    for (const url of [busy.url, full.url]) {
      const straight = { aws: engines().moto, athena: athena().url };
      const here = await placeOn({ ...straight, athena: url }, {}, straight);
      const ending = new AbortController();
      const draft = await here.worker({ engine: { signal: ending.signal } }).draft("one");
      const reading = Array.fromAsync(draft.rows(asking("select 1 as n")));
      const refused = expect(reading).rejects.toThrow(DeadlineError);
      await setTimeout(50);
      ending.abort();
      await refused;
    }
  } finally {
    await busy.close();
    await full.close();
  }
});

test("a start that is answered when the time is over is stopped, although nobody waits for it", async () => {
  const late = await faultProxy(athena().url, { script: ["slow"] });
  try {
    const straight = { aws: engines().moto, athena: athena().url };
    const here = await placeOn({ ...straight, athena: late.url }, {}, straight);
    const ending = new AbortController();
    const draft = await here.worker({ engine: { signal: ending.signal } }).draft("one");
    const reading = Array.fromAsync(draft.rows(asking(`${endless} /* ${here.bucket} */`)));
    const refused = expect(reading).rejects.toThrow(DeadlineError);
    await until(() => late.log.length > 0);
    ending.abort();
    await refused;
    expect(of(here.bucket)).toEqual([]);
    await until(() => of(here.bucket).some(({ state }) => state === "CANCELLED"));
  } finally {
    await late.close();
  }
});

test("every execution is told once: its query, its end, its bytes and its time", async () => {
  const here = await place();
  const told: Execution[] = [];
  const worker = here.worker({ engine: { onQuery: (query) => told.push(query) } });
  const draft = await worker.draft("one");
  await draft.write(rowsFor("quarantine", [{ home: "a", key: "1" }]), "quarantine", asked);
  const select = asking("select key from quarantine", "quarantine");
  await Array.fromAsync(draft.rows(select));
  await expect(Array.fromAsync(draft.rows(asking("select nosuch as n")))).rejects.toThrow(
    "test: COLUMN_NOT_FOUND",
  );
  await expect(Array.fromAsync(draft.rows(asking("select 1 +")))).rejects.toThrow("test: SYNTAX_ERROR");
  expect(told.map(({ name, state }) => `${name} ${state}`)).toEqual([
    "test SUCCEEDED",
    "test: census SUCCEEDED",
    "test SUCCEEDED",
    "test FAILED", // what is no SQL never becomes an execution
  ]);
  const logged = new Map(athena().log.executions.map(({ id, bytesScanned }) => [id, bytesScanned]));
  expect(told.map(({ id, bytesScanned }) => [id, bytesScanned])).toEqual(
    told.map(({ id }) => [id, logged.get(id)]),
  );
  expect(new Set(told.map(({ id }) => id)).size).toBe(4);
  const [written, counted, read, failed] = told.map(({ bytesScanned }) => bytesScanned);
  expect([written, failed]).toEqual([0, 0]);
  expect(counted).toBeGreaterThan(0);
  expect(read).toBeGreaterThan(0);
  expect(told.every(({ milliseconds }) => milliseconds > 0)).toBe(true);
  expect(told.at(-1)?.reason).toContain("nosuch");
});
