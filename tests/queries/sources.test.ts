import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { type FactName, facts } from "../../functions/core/facts.ts";
import { kpis } from "../../functions/core/kpi.ts";
import { feeds, stated } from "../../queries/feeds.ts";
import { needs } from "../../queries/needs.ts";
import { sourcesPage } from "../../queries/sources.ts";

test("docs/sources.md is what the mappings say (npm run schema makes it anew)", () => {
  expect(readFileSync(join(import.meta.dirname, "../../docs/sources.md"), "utf8")).toBe(sourcesPage());
});

test("a column is stated by all branches of a query, by some, or by none", () => {
  const text = `-- Is 'x' as hidden here?
with a as (select cast(null as varchar) as inner_one from raw)
select row_id, 'a, from b' as kind, cast(null as varchar) as agent,
    case when x in (select y from z) then 'select' end as reason, cast(null as varchar) as queue
from a
union all
select row_id, lower(k), concat('x', ','), cast(null as varchar), cast(null as varchar) from b`;
  expect(Object.fromEntries(stated(text))).toEqual({
    ...{ row_id: "yes", kind: "yes", agent: "part", reason: "part", queue: "no" },
  });
});

test("a branch that only marks deletions is not asked what it states", () => {
  const text = `select row_id, 'false' as is_deleted, opened as opened_at from raw
    union all select row_id, 'true', cast(null as varchar) from raw`;
  expect(stated(text).get("opened_at")).toBe("yes");
});

test("what KPIs need are columns of facts", () => {
  const unknown = Object.values(needs)
    .flat(2)
    .filter((need) => {
      const [, fact = "", column] = /^(\w+)\.(\w+)/.exec(need) ?? [];
      return !facts[fact as FactName]?.columns.some(({ name }) => name === column);
    });
  expect(unknown).toEqual([]);
});

test("what the vendors' documents lack is not fed", () => {
  const of = (id: string) => kpis.find((kpi) => kpi.id === id)!;
  expect(feeds("asterisk", of("customer_satisfaction_share"))).toBe("no");
  expect(feeds("amazon-connect", of("first_response_seconds"))).toBe("no");
  expect(feeds("sprout-social", of("service_level_share"))).toBe("no");
  // A case does not name its customer, but its messages do.
  expect(feeds("sprout-social", of("repeat_contact_share"))).toBe("yes");
  expect(feeds("sprout-social", of("first_response_seconds"))).toBe("yes");
});
