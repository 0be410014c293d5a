import { describe, expect, test } from "vitest";
import type { Config, Recipient } from "../../functions/core/config.ts";
import { configOf, reportOf } from "../core/sample.ts";
import { ana, chief } from "./attacked.ts";
import { rows, site } from "./linked.ts";
import { shelve } from "./shelved.ts";

describe("a report that was renamed", () => {
  const renamed = (to: readonly Recipient[], more: Config["reports"] = []): Config =>
    configOf({ reports: [reportOf({ to, id: "digest", was: "weekly", title: "Digest" }), ...more] });

  test("has its past under the old name, from links of the new one", async () => {
    const { ask, tokenOf, lake } = await site(renamed([ana]));
    await shelve(lake, "digest", "2026-W48", { subject: "AS DIGEST" });
    const token = await tokenOf(ana, { report: "digest", period: "2026-W48" });
    const { text } = await ask(`/open/${token}/archive/`);
    expect(rows(text)).toEqual([
      "digest/2026-W48/",
      ...["2026-W47", "2026-W46", "2026-W45"].map((week) => `weekly/${week}/`),
    ]);
    expect((await ask(`/open/${token}/`)).text).toContain('href="archive/weekly/2026-W47/"');
    const compared = await ask(`/open/${token}/archive/compare?report=digest&one=2026-W45&other=2026-W48`);
    expect(compared.status).toBe(200);
  });

  test("does not show what another report of its old name sends since", async () => {
    const other = reportOf({ to: [chief], id: "weekly", title: "Others" });
    const { ask, tokenOf, lake } = await site(renamed([ana], [other]));
    await shelve(lake, "digest", "2026-W48");
    const token = await tokenOf(ana, { report: "digest", period: "2026-W48" });
    expect(rows((await ask(`/open/${token}/archive/`)).text)).toEqual(["digest/2026-W48/"]);
    expect((await ask(`/open/${token}/archive/weekly/2026-W46/`)).status).toBe(404);
  });
});
