/** Records of a Sprout Social account on their whole way into facts: its own mappings, staging, merging and checks. */

import type { ApiSource } from "../../../../functions/core/config.ts";
import type { Warehouse } from "../../../../functions/ports.ts";
import { check } from "../../../../functions/stages/checks.ts";
import { stageSources } from "../../../../functions/stages/facts.ts";
import { mergeFacts } from "../../../../functions/stages/merge.ts";
import { account } from "../../../connectors/sprout-social-trial.ts";
import { configOf } from "../../../home.ts";
import type { MemoryDraft } from "../../memory-draft.ts";

export interface Landed {
  readonly stream: string;
  readonly key: string;
  readonly op?: string;
  /** Where it stood in the batch. */
  readonly page?: string;
  readonly body: string | object;
}

/** One run over one batch. */
export async function staged(
  draft: MemoryDraft,
  batch: number,
  rows: readonly Landed[],
  source: ApiSource = account,
) {
  const values = rows.map(({ stream, key, op = "upsert", page, body }, line) => {
    const place = page ?? `${stream}/000000001:${String(line + 1).padStart(6, "0")}`;
    const text = typeof body === "string" ? body : JSON.stringify(body);
    const cells = [
      source.id,
      source.account,
      stream,
      key,
      "",
      "",
      op,
      "2026-12-01T00:00:00Z",
      "run",
      place,
      text,
    ];
    const feed = [`${source.id}/contacts`, String(batch).padStart(9, "0")];
    return `(${[...cells, ...feed].map((cell) => `'${cell.replaceAll("'", "''")}'`)})`;
  });
  await draft.execute(`insert into landed values ${values.join(", ")}`);
  const manifest = { batch, source: source.id, stream: "contacts", run: "run", objects: [], files: [] };
  const batches = [{ source: source.id, manifests: [{ ...manifest, rows: rows.length }] }];
  const input = { config: configOf("Europe/Budapest", [source]), run: `run-${batch}`, batches };
  const staging = await stageSources(input, draft, draft as unknown as Warehouse, () => undefined);
  await mergeFacts(staging, draft, () => undefined);
  await check({ staging, cohorts: [], days: [] }, draft);
  const { landed, mapped, quarantined, unused } = staging[0]!;
  return { landed, mapped, quarantined, unused };
}
