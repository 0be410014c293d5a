import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { readExclusions } from "../../functions/stages/values.ts";
import { configOf, type Home, temporaryHome } from "../home.ts";
import { sourceOf } from "../memory.ts";

let home: Home;
beforeEach(() => {
  home = temporaryHome("2026-12-01T00:00:00Z");
});
afterEach(() => home.remove());

const text =
  "select row_id, key as contact_id, json_extract_scalar(body, '$.opened') as opened_at, json_extract_scalar(body, '$.channel') as channel from raw";

test("a column that a file does not have is told apart from one that is empty", async () => {
  const path = `${home.inbox}/*.csv`;
  const config = configOf("Europe/Budapest", [sourceOf({ path, mapping: { file: "mapping.sql", text } })]);
  writeFileSync(join(home.inbox, "1.csv"), "id,opened\n1,2026-11-02 09:00\n2,\n");
  writeFileSync(join(home.inbox, "2.csv"), "id,created\n3,2026-11-02 09:00\n4,2026-11-02 10:00\n");
  const said = () => home.ports.warehouse.read((reader) => readExclusions(reader, ["helpdesk"]));
  const { computed } = await home.run(config);
  expect([computed.landed, computed.mapped, computed.quarantined]).toEqual([4, 1, 3]);
  const known = [
    { reason: 'opened_at is empty: no row of its file has "opened"', rows: 2 },
    { reason: "opened_at is empty", rows: 1 },
  ];
  expect(await said()).toEqual(known);
  // Mended, it is forgotten.
  writeFileSync(join(home.inbox, "2.csv"), "id,opened\n3,2026-11-02 09:00\n4,2026-11-02 10:00\n");
  await home.run(config);
  expect(await said()).toEqual(known.slice(1));
});
