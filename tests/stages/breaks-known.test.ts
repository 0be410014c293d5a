/** What of the catalog counts as telling something of a day, and up to which day its silence is known. */

import { expect, test } from "vitest";
import type { Source } from "../../functions/core/config.ts";
import type { State } from "../../functions/core/due.ts";
import type { FactName } from "../../functions/core/facts.ts";
import { addDays } from "../../functions/core/period.ts";
import type { Reader } from "../../functions/ports.ts";
import { readBreaks } from "../../functions/stages/breaks.ts";
import { configOf } from "../home.ts";
import { sourceOf } from "../memory.ts";

function days(first: string, last: string) {
  const all: string[] = [];
  for (let day = first; day <= last; day = addDays(day, 1)) all.push(day);
  return all;
}
type Part = readonly [source: string, days: readonly string[], rows?: number];

/** Partitions of each fact, one of each day; members belong to no day. */
function catalog(facts: Readonly<Partial<Record<FactName, readonly Part[]>>>): Reader {
  const pointers = async (fact: FactName) =>
    fact === "members"
      ? [{ lists: ["phone"], partition: { home: "phone" }, rows: 3 }]
      : (facts[fact] ?? []).flatMap(([source, told, rows = 1]) =>
          told.map((cohort) => ({ lists: [source], partition: { cohort }, rows })),
        );
  return { pointers } as unknown as Reader;
}

interface Given {
  readonly until?: string | null;
  readonly holidays?: readonly string[];
  readonly landed?: State["sources"];
}
const both = [sourceOf({ id: "desk" }), sourceOf({ id: "phone" })];

async function edges(
  facts: Parameters<typeof catalog>[0],
  { until = null, holidays = [], landed = {} }: Given = {},
  sources: readonly Source[] = both,
) {
  const config = { ...configOf("Europe/Budapest", sources), holidays };
  return readBreaks(config, until, landed, catalog(facts));
}
const ended = async (...asked: Parameters<typeof edges>) =>
  (await edges(...asked)).filter(({ kind }) => kind === "ends").map(({ source, day }) => `${source} ${day}`);

const phone: Part = ["phone", days("2026-09-01", "2026-11-10")];
const desk = (last: string): Part => ["desk", days("2026-09-01", last)];

test("without a known end of the data the last day that any source tells of is known, and no other", async () => {
  // Of the phone's silence three days are known up to the 13th, and the fourth with the 14th.
  expect(await ended({ contacts: [phone, desk("2026-11-13")] })).toEqual([]);
  expect(await ended({ contacts: [phone, desk("2026-11-14")] })).toEqual(["phone 2026-11-10"]);
});

test("days are known up to midnight where the organisation is, and holidays are no silence", async () => {
  const contacts = [phone, desk("2026-11-20")];
  // 23:00 UTC is midnight in Budapest: the whole of the 14th, or the 13th, is known.
  expect(await ended({ contacts }, { until: "2026-11-14T23:00:00Z" })).toEqual(["phone 2026-11-10"]);
  expect(await ended({ contacts }, { until: "2026-11-14T22:00:00Z" })).toEqual([]);
  const holidays = ["2026-11-12"];
  expect(await ended({ contacts }, { until: "2026-11-14T23:00:00Z", holidays })).toEqual([]);
});

test("a day whose rows are gone is one without", async () => {
  const gone: Part = ["phone", days("2026-11-11", "2026-11-20"), 0];
  expect(await ended({ contacts: [phone, gone, desk("2026-11-20")] })).toEqual(["phone 2026-11-10"]);
});

test("days are counted once, however many facts they have, to tell whether a first daily file brings the past", async () => {
  const daily = sourceOf({ id: "phone", path: "/in/{date}.csv", expects: { kind: "daily", by: "06:00" } });
  const files = { one: { date: "2026-11-03" } };
  const landed = { phone: { files } } as unknown as State["sources"];
  // Two days of the week before, of which twice as many are less than the seven of the week after.
  const early = days("2026-11-01", "2026-11-02");
  const told = {
    contacts: [["phone", [...early, ...days("2026-11-03", "2026-11-20")]]],
    messages: [["phone", early]],
  };
  const begun = await edges(told as unknown as Parameters<typeof catalog>[0], { landed }, [daily]);
  expect(begun.map(({ day }) => day)).toEqual(["2026-11-03"]);
});

test("a vendor's source is a part of what its mappings state, and one with a mapping of its own of all that is made of it", async () => {
  // Asterisk's contacts say when they began, and not whether they complain.
  const pbx = (mappings: Source["mappings"]) =>
    ({ ...sourceOf({ id: "phone" }), type: "asterisk", mappings }) as unknown as Source;
  const kpis = async (source: Source) => {
    const [one] = await edges({ contacts: [phone] }, {}, [source]);
    return (["contacts_opened", "complaints"] as const).filter((id) => one?.kpis.includes(id));
  };
  expect(await kpis(pbx({}))).toEqual(["contacts_opened"]);
  expect(await kpis(pbx({ contacts: { file: "own.sql", text: "" } }))).toEqual([
    "contacts_opened",
    "complaints",
  ]);
  // What files give is known of none of their columns, also of a fact whose mapping was taken out since.
  expect(await kpis(sourceOf({ id: "phone" }))).toEqual(["contacts_opened", "complaints"]);
  expect(await kpis({ ...sourceOf({ id: "phone" }), mappings: {} })).toEqual([
    "contacts_opened",
    "complaints",
  ]);
});

test("a source that is no longer in the config ended, too", async () => {
  const contacts = [phone, desk("2026-11-20")];
  expect(await ended({ contacts }, {}, [sourceOf({ id: "desk" })])).toEqual(["phone 2026-11-10"]);
});
