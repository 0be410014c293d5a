/** A public site whose links have an archive below them. */

import type { Config } from "../../functions/core/config.ts";
import { variantId } from "../../functions/stages/places.ts";
import { attacked, billing, configWith } from "./attacked.ts";
import { shelve } from "./shelved.ts";

/** Weeks 45 to 47 for everybody, 45 and 46 for Billing, and the salaries of one week; each says whose it is. */
export async function site(config: Config = configWith()) {
  const all = await attacked(config);
  const { lake } = all;
  const department = variantId(billing, "en");
  const scope = { scope: { by: "department", member: "Billing" } } as const;
  for (const week of ["2026-W45", "2026-W46", "2026-W47"])
    await shelve(lake, "weekly", week, { subject: `EVERYTHING ${week}` });
  for (const week of ["2026-W45", "2026-W46"])
    await shelve(lake, "weekly", week, { ...scope, opened: 321, subject: `BILLING ${week}` }, department);
  const salaries = { ...(await shelve(lake, "salaries", "2026-W46")).report, title: "Salaries" };
  await shelve(lake, "salaries", "2026-W46", { report: salaries, subject: "SALARIES" });
  return all;
}

/** Where the index leads, in its order. */
export const rows = (text: string) =>
  [...text.matchAll(/<th scope="row"><a href="([^"]*)"/g)].map(([, href]) => href);
