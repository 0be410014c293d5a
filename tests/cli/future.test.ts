import { expect, test } from "vitest";
import { header, twoSources } from "./two.ts";

/** Two contacts of the week of Monday 2099-11-09, and one of the Monday after, which completes it. */
const rows = `${header}
C1,2099-11-10 09:00,2099-11-10 10:00,phone
C2,2099-11-11 09:00,,phone
C3,2099-11-16 00:00,,phone
`;

test("a run for an instant still to come believes the rows up to it", async () => {
  const two = await twoSources({ "tickets/t.csv": rows, "calls/c.csv": rows });
  const { code, out } = await two.run("2099-11-16T09:00:00Z");
  expect([code, out]).toEqual([0, expect.stringContaining("6 rows = 6 mapped + 0 quarantined")]);
  expect(Object.keys(two.emails())).toEqual(["tickets", "calls"].sort());
});
