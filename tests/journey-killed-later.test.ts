/**
 * A later run, killed at every call of a port and of the engine: a file came, there are tables already, and what the
 * run writes replaces what was there. tests/adapters/killed.test.ts kills the replacing at every call of the disk.
 */

import { openCentre } from "./journey/centre.ts";
import { killedEverywhere } from "./journey/killed.ts";

const centre = await openCentre("2026-11-11", "2026-11-14");

killedEverywhere(centre, {
  async prepare(workers) {
    await workers.run();
    await centre.arrives("2026-11-15");
  },
  which: "ports",
  least: 150,
  calls: [
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
  ],
});
