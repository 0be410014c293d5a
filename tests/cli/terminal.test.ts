import { expect, test } from "vitest";
import { said } from "./said.ts";
import { good, header, twoSources } from "./two.ts";

test("a name in the data cannot write on the terminal", async () => {
  const text = `${header}\n${good.replaceAll("phone", "\u001b[2J\u0007pho\u202ene")}`;
  const two = await twoSources({ "calls/c.csv": text, "tickets/t.csv": text });
  const ran = await two.run();
  const { out } = await said(
    "kpis",
    "--config",
    two.config,
    "--home",
    two.home,
    "--period",
    "week",
    "--on",
    "2026-11-12",
    "--by",
    "channel",
  );
  expect(out).toContain("?[2J?pho?ne");
  for (const said of [ran.out, ran.err, out]) expect(said).not.toMatch(/[^\n\P{C}]/u);
});
