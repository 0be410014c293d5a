/** One attempt at a piece of writing is one execution, and what a failed one left is never read. */

import { setTimeout } from "node:timers/promises";
import { AthenaClient, GetQueryExecutionCommand, type QueryExecutionStatus } from "@aws-sdk/client-athena";
import { afterEach, expect, test } from "vitest";
import type { Lake } from "../../functions/ports.ts";
import { asking, kept, published, rowsFor, shown, single, writeHomes } from "../contracts/warehouse/place.ts";
import { Kill } from "../memory.ts";
import { front, openFront, placeOn } from "./athena-places.ts";
import { clientOptions } from "./clients.ts";
import { engines } from "./engines.ts";
import { faultProxy } from "./proxy.ts";

const athena = front({ orphans: true });
const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

const place = (url = athena().url) => placeOn({ aws: engines().moto, athena: url });

/** The destinations of the UNLOADs below this bucket, in the order they were begun, each with its state. */
function unloads(bucket: string, of = athena()): readonly (readonly [string, string])[] {
  return of.log.executions.flatMap(({ sql, state }) => {
    const [, to] = new RegExp(`TO 's3://${bucket}/([^']+)'`).exec(sql) ?? [];
    return to === undefined ? [] : [[to, state] as const];
  });
}

const attemptsOf = (bucket: string, of = athena()) =>
  unloads(bucket, of).map(([to, state]) => `${/a=\d+/.exec(to)?.[0]} ${state}`);

test("a start whose answer is lost starts nothing twice", async () => {
  const proxy = await faultProxy(athena().url, {
    script: ["dropped", "dropped", "lied"],
    filter: ({ target }) => target === "AmazonAthena.StartQueryExecution",
  });
  closing.push(() => proxy.close());
  const straight = { aws: engines().moto, athena: athena().url };
  const here = await placeOn({ ...straight, athena: proxy.url, tries: 8 }, {}, straight);
  const draft = await here.worker().draft("one");
  await writeHomes(draft, ["a"], kept("a", "1"));
  expect(attemptsOf(here.bucket)).toEqual(["a=1 SUCCEEDED"]);
  const [repeated] = athena().log.executions.filter(({ sql }) => sql.includes(`s3://${here.bucket}/`));
  expect(repeated?.repeats).toBe(3);
  expect(await shown(draft, "quarantine", "home", "key")).toEqual(["a|1"]);
});

test("the token is another for every generation, attempt and text, and the same for the same", async () => {
  const here = await place();
  const tokens = new Map<string, Set<string>>();
  const client = new AthenaClient(clientOptions(athena().url));
  client.middlewareStack.add(
    (next) => (call) => {
      const { QueryString, ClientRequestToken } = call.input as Readonly<Record<string, string>>;
      const [, to] = /TO '([^']+)'/.exec(QueryString ?? "") ?? [];
      if (to) tokens.set(to, (tokens.get(to) ?? new Set()).add(ClientRequestToken ?? ""));
      return next(call);
    },
    { step: "initialize" },
  );
  const worker = () => here.worker({ engine: { athena: client } });
  const [first, second] = [await worker().draft("one"), await worker().draft("two")];
  await Promise.all([writeHomes(first, ["a"], kept("a", "1")), writeHomes(second, ["a"], kept("a", "1"))]);
  await writeHomes(first, ["a"], kept("a", "2"));
  await first.commit({}, "facts");
  await writeHomes(await worker().draft("three"), ["a"], kept("a", "1"));
  const failing = rowsFor("quarantine", [{ home: "a" }]);
  const text = failing.query.text.replace("cast('a' as varchar)", "cast(1 / 0 as varchar)");
  const fourth = await worker().draft("four");
  for (const _ of [1, 2])
    await expect(fourth.write(asking(text), "quarantine", [{ home: "a" }])).rejects.toThrow(
      "Division by zero",
    );
  // Two texts in generation 1, one in generation 2, and two attempts at the one that fails.
  expect([...tokens.values()].map((of) => of.size)).toEqual([1, 1, 1, 1, 1]);
  expect(new Set([...tokens.values()].flatMap((of) => [...of])).size).toBe(5);
});

test("an attempt is in the lake before it is begun: who dies between is followed by the same attempt", async () => {
  const here = await place();
  const dying = (lake: Lake): Lake => ({
    ...lake,
    async claim(key, body) {
      const answer = await lake.claim(key, body);
      if (key.startsWith("state/attempts/")) throw new Kill("killed");
      return answer;
    },
  });
  const first = await here.worker({ lake: dying }).draft("one");
  await expect(writeHomes(first, ["a"], kept("a", "1"))).rejects.toThrow(Kill);
  expect(await here.keys("state/attempts/")).toHaveLength(1);
  expect(unloads(here.bucket)).toEqual([]);
  await writeHomes(await here.worker().draft("two"), ["a"], kept("a", "1"));
  expect(attemptsOf(here.bucket)).toEqual(["a=1 SUCCEEDED"]);
});

test("what a failed attempt left is never read: the next worker writes beside it", async () => {
  const here = await place();
  const ripe = new Date(Date.now() + 8000).toISOString().replace("T", " ").replace("Z", " UTC");
  const { text } = rowsFor("quarantine", [{ home: "a", key: "1" }]).query;
  const unripe = `if(current_timestamp < timestamp '${ripe}', 'x', '0')`;
  const select = asking(`${text}\nwhere cast(${unripe} as integer) = 0`);
  const asked = [{ home: "a" }];
  await expect((await here.worker().draft("one")).write(select, "quarantine", asked)).rejects.toThrow(
    /^test: INVALID_CAST_ARGUMENT/,
  );
  const [torn = ""] = await here.keys("facts/quarantine/");
  expect(torn).toContain("/a=1/place=");
  await setTimeout(Math.max(0, Date.parse(ripe.replace(" UTC", "Z").replace(" ", "T")) - Date.now()));
  const worker = here.worker();
  const draft = await worker.draft("two");
  await draft.write(select, "quarantine", asked);
  expect(attemptsOf(here.bucket)).toEqual(["a=1 FAILED", "a=2 SUCCEEDED"]);
  const pointers = await draft.pointers("quarantine");
  expect(pointers.map(({ location }) => /a=\d/.exec(location)?.[0])).toEqual(["a=2"]);
  await draft.commit({}, "facts");
  expect(await published(worker, "quarantine", "key")).toEqual(["1"]);
  expect(await here.keys(torn)).toEqual([torn]);
});

test("trouble of Athena's own is tried again in a new folder, three times at most, and then told with the query's name", async () => {
  let left = 3; // of one S3 call with its repetitions
  const storage = await faultProxy(engines().moto, {
    script: Array.from({ length: 100 }, () => "failed" as const),
    filter: ({ method, path }) =>
      method === "PUT" && decodeURIComponent(path).includes("/place=1/") && left-- > 0,
  });
  const troubled = await openFront({ moto: storage.url, orphans: true });
  closing.push(
    () => troubled.close(),
    () => storage.close(),
  );
  const here = await place(troubled.url);
  const rows = [...kept("a", "1"), ...kept("b", "1")];
  const draft = await here.worker().draft("one");
  await writeHomes(draft, ["a", "b"], rows);
  expect(attemptsOf(here.bucket, troubled)).toEqual(["a=1 FAILED", "a=2 SUCCEEDED"]);
  expect(await shown(draft, "quarantine", "home", "key")).toEqual(["a|1", "b|1"]);

  left = Number.POSITIVE_INFINITY;
  const failing = writeHomes(draft, ["a", "b"], [...rows, ...kept("b", "2")]);
  await expect(failing).rejects.toThrow(/^test: GENERIC_INTERNAL_ERROR/);
  expect(attemptsOf(here.bucket, troubled).slice(2)).toEqual(["a=1 FAILED", "a=2 FAILED", "a=3 FAILED"]);
  left = 0;
  await writeHomes(draft, ["a", "b"], [...rows, ...kept("b", "2")]);
  expect(attemptsOf(here.bucket, troubled).at(-1)).toBe("a=4 SUCCEEDED");
  expect(await shown(draft, "quarantine", "home", "key")).toEqual(["a|1", "b|1", "b|2"]);
});

/** Athena, which says this of the next executions that have succeeded. */
function saying(...statuses: QueryExecutionStatus[]): AthenaClient {
  const client = new AthenaClient(clientOptions(athena().url));
  const send = async (command: Parameters<AthenaClient["send"]>[0]) => {
    const answer = await client.send(command as GetQueryExecutionCommand);
    const ended =
      command instanceof GetQueryExecutionCommand && answer.QueryExecution?.Status?.State === "SUCCEEDED";
    const Status = ended ? statuses.shift() : undefined;
    return Status ? { ...answer, QueryExecution: { ...answer.QueryExecution, Status } } : answer;
  };
  return Object.assign(Object.create(client) as AthenaClient, { send });
}

test("what Athena asks to try again is tried three times; what the scan limit cancelled is not", async () => {
  const here = await place();
  const ill = { State: "FAILED", StateChangeReason: "ill", AthenaError: { Retryable: true } } as const;
  const draft = await here.worker({ engine: { athena: saying(ill, ill, ill, ill, ill) } }).draft("one");
  const one = asking("select 1 as n");
  await expect(single(draft, one)).rejects.toThrow("test: ill");
  expect(await single(draft, one)).toEqual({ n: 1 }); // at the third time

  const limit = "Query cancelled! : Bytes scanned limit was exceeded";
  const limited = saying({ State: "CANCELLED", StateChangeReason: limit });
  const other = await here.worker({ engine: { athena: limited } }).draft("two");
  await expect(writeHomes(other, ["a"], kept("a", "1"))).rejects.toThrow(
    "look at the scan limit of the workgroup",
  );
  expect(attemptsOf(here.bucket)).toEqual(["a=1 SUCCEEDED"]);
});

test("a folder that nobody remembers having written is left alone, and the next one written", async () => {
  const here = await place();
  await writeHomes(await here.worker().draft("one"), ["a"], kept("a", "1"));
  for (const key of await here.keys("state/attempts/")) await here.lake.remove(key);
  const draft = await here.worker().draft("two");
  await writeHomes(draft, ["a"], kept("a", "1"));
  expect(attemptsOf(here.bucket)).toEqual(["a=1 SUCCEEDED", "a=1 FAILED", "a=2 SUCCEEDED"]);
  expect(await shown(draft, "quarantine", "home", "key")).toEqual(["a|1"]);
});

test("a lake that was emptied and begun again is not answered with what Athena remembers of the old one", async () => {
  const here = await place();
  await writeHomes(await here.worker().draft("one"), ["a"], kept("a", "1"));
  for (const key of await here.keys("")) await here.lake.remove(key);
  const draft = await here.worker().draft("one");
  await writeHomes(draft, ["a"], kept("a", "1"));
  expect(await shown(draft, "quarantine", "home", "key")).toEqual(["a|1"]);
});
