/** Workers of one generation share what they write: a successor begins where a dead one ended, and two at once never mix. */

import { expect, test } from "vitest";
import { LostRaceError } from "../../functions/core/errors.ts";
import type { Draft, Lake } from "../../functions/ports.ts";
import {
  type Cells,
  kept,
  numbers,
  published,
  rowsFor,
  shown,
  writeHomes,
  writeNumber,
} from "../contracts/warehouse/place.ts";
import { Kill } from "../memory.ts";
import { front, placeOn } from "./athena-places.ts";
import { engines } from "./engines.ts";

const athena = front();
const place = () => placeOn({ aws: engines().moto, athena: athena().url });

/** UNLOADs below this bucket: what was begun, and how many starts their tokens answered besides. */
function unloads(bucket: string) {
  const found = athena().log.executions.filter(({ sql }) => sql.includes(`TO 's3://${bucket}/`));
  return { begun: found.length, repeats: found.reduce((sum, { repeats }) => sum + repeats, 0) };
}

const contact = (cohort: string, contact_id: string): Cells => ({ cohort, contact_id });
const cohorts = ["2026-11-16", "2026-11-17"] as const;

/** Four writes, the second of which reads what the first wrote. */
async function work(draft: Draft): Promise<void> {
  await draft.write(
    rowsFor("contacts", [contact(cohorts[0], "1"), contact(cohorts[1], "2")]),
    "contacts",
    cohorts.map((cohort) => ({ cohort })),
  );
  const copied = `select ${["home", "key"].map((name) => (name === "key" ? "contact_id as key" : "'a' as home")).join(", ")} from contacts`;
  const { text } = rowsFor("quarantine", []).query;
  const all = `select ${/^select (.*) where false$/.exec(text)?.[1] ?? ""}`;
  const columns = [...all.matchAll(/(cast\(null as \w+\)) as (\w+)/g)].map(([, empty, name]) =>
    name === "key" ? "copied.key" : name === "home" ? "copied.home" : `${empty} as ${name}`,
  );
  await draft.write(
    {
      query: {
        name: "copy",
        text: `select ${columns.join(", ")} from (${copied}) as copied`,
        question: "",
        params: {},
        reads: [{ table: "contacts", by: {} }],
      },
      params: {},
    },
    "quarantine",
    [{ home: "a" }],
  );
  await writeNumber(draft, 5);
}

test("a successor of another name finds done what a dead worker had written, and goes on", async () => {
  const here = await place();
  let claims = 0;
  const dying = (lake: Lake): Lake => ({
    ...lake,
    async claim(key, body) {
      // It dies when it begins its fourth write: the attempts of three are written down.
      if (key.startsWith("state/attempts/") && ++claims === 4) throw new Kill("killed");
      return lake.claim(key, body);
    },
  });
  await expect(work(await here.worker({ lake: dying }).draft("first"))).rejects.toThrow(Kill);
  expect(unloads(here.bucket)).toEqual({ begun: 3, repeats: 0 });

  const worker = here.worker();
  const draft = await worker.draft("second");
  await work(draft);
  expect(unloads(here.bucket)).toEqual({ begun: 4, repeats: 3 });
  await draft.commit({}, "facts");
  expect(await published(worker, "contacts", "cohort", "contact_id")).toEqual([
    "2026-11-16|1",
    "2026-11-17|2",
  ]);
  expect(await published(worker, "quarantine", "home", "key")).toEqual(["a|1", "a|2"]);
  expect(await worker.read((reader) => numbers(reader))).toBe("5 5");
});

test("two workers of one generation with different rows never mix files, and the loser's are never read", async () => {
  const here = await place();
  const [winner, loser] = [await here.worker().draft("one"), await here.worker().draft("two")];
  await Promise.all([
    writeHomes(winner, ["a", "b"], [...kept("a", "winner"), ...kept("b", "winner")]),
    writeHomes(loser, ["a", "b"], [...kept("a", "loser", "loser"), ...kept("b", "loser")]),
    // Both write this one: it is made once.
    writeNumber(winner, 1),
    writeNumber(loser, 1),
  ]);
  expect(unloads(here.bucket)).toEqual({ begun: 4, repeats: 2 });
  expect(await shown(loser, "quarantine", "home", "key")).toEqual(["a|loser", "a|loser", "b|loser"]);
  expect(await shown(winner, "quarantine", "home", "key")).toEqual(["a|winner", "b|winner"]);
  const locations = async (draft: Draft) =>
    (await draft.pointers("quarantine")).flatMap(({ location }) => location.split("\n"));
  const [ofWinner, ofLoser] = [await locations(winner), await locations(loser)];
  expect(ofWinner.filter((key) => ofLoser.includes(key))).toEqual([]);

  await winner.commit({}, "facts");
  await expect(loser.commit({}, "facts")).rejects.toThrow(LostRaceError);
  const worker = here.worker();
  expect(await worker.sweep()).toBe(ofLoser.length);
  expect(await published(worker, "quarantine", "home", "key")).toEqual(["a|winner", "b|winner"]);
  expect(await worker.read((reader) => numbers(reader))).toBe("1 1");
});
