/** The first run of all, killed everywhere: nothing is there yet, so what it writes first is claimed. */

import { expect, test } from "vitest";
import { openCentre } from "./journey/centre.ts";
import { killedEverywhere } from "./journey/killed.ts";
import { treeOf } from "./journey/states.ts";
import type { Death } from "./journey/workers.ts";

/** Five days: a bad row, updates, a deletion and a late resolution among them. More days make no other calls. */
const centre = await openCentre("2026-11-11", "2026-11-15");

/** lake.remove, mail.lookup, draft.clear and disk.readlink are called only once something went wrong or changed. */
const calls = [
  "disk.link",
  "disk.mkdir",
  "disk.readFile",
  "disk.readdir",
  "disk.rename",
  "disk.stat",
  "disk.symlink",
  "disk.syncFolder",
  "disk.unlink",
  "disk.writeFile",
  "draft.commit",
  "draft.pointers",
  "draft.rows",
  "draft.write",
  "engine.sweep",
  "engine.write",
  "inbox.chunk",
  "inbox.list",
  "inbox.look",
  "inbox.open",
  "lake.claim",
  "lake.get",
  "lake.list",
  "lake.put",
  "lake.swap",
  "mail.send",
  "reader.pointers",
  "reader.rows",
  "warehouse.describe",
  "warehouse.draft",
  "warehouse.published",
  "warehouse.read",
  "warehouse.sweep",
];

const { workers, states, deaths } = killedEverywhere(centre, {
  prepare: async () => {},
  which: "ports and disk",
  calls,
  least: 400,
});

test("a first run that died at once still owes its report to a run of another hour", async () => {
  const claims = deaths().filter(({ call, moment }) => call === "lake.claim" && moment === "after");
  states.restore((claims[0] as Death).state);
  const objects = [...treeOf(centre.home).keys()].filter((name) => name.endsWith(".json"));
  expect(objects).toEqual(["state/installed.json"]);
  const { sent } = await workers.run("2026-11-16T09:00:00Z");
  expect(sent.map(({ period, deliveries }) => [period, deliveries.length])).toEqual([["2026-W46", 2]]);
});
