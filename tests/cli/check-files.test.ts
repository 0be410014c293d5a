import { expect, test } from "vitest";
import { config, twoSources } from "./two.ts";

test("check looks into the newest file: a column the config names must be in it", async () => {
  const two = await twoSources({ "raport.yaml": config.replace("    key: id", "    key: idd") });
  const { code, err } = await two.check();
  expect(code).toBe(1);
  expect(err).toContain(
    '/tickets/t.csv: source tickets names a column "idd" that is not in it; did you mean "id"?',
  );
});

test("check says which source has no file yet, and calls the config right: it may still come", async () => {
  const two = await twoSources({ "calls/c.csv": null });
  const { code, out } = await two.check();
  expect([code, out]).toEqual([0, expect.stringMatching(/note {6}calls: no file matches .*\/calls\/\* yet/)]);
});
