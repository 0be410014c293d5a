import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { kpis } from "../../functions/core/kpi.ts";
import { kpisPage } from "../../queries/reference.ts";
import { tables } from "../../queries/tables.ts";

test("the committed docs/kpis.md is what is made; npm run schema writes it", () => {
  expect(readFileSync(new URL("../../docs/kpis.md", import.meta.url), "utf8")).toBe(kpisPage());
});

test("it has every KPI with its definition, and every column of every table", () => {
  const page = kpisPage();
  for (const { id, definition } of kpis) expect(page).toContain(`\`${id}\`: ${definition}`);
  for (const { columns } of Object.values(tables))
    for (const { name, comment } of columns) {
      expect(page).toContain(`| \`${name}\` | `);
      expect(comment).not.toBe("");
      // Glue keeps no longer one.
      expect(comment.length, name).toBeLessThanOrEqual(255);
    }
});
