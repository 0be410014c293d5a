/** A sentence of the narrative, and which cells of the model its words and numbers are of, by their paths. */

import type { KpiModel } from "../functions/core/model.ts";

export interface Sentence {
  readonly text: string;
  /** `kpis.open_backlog.previous.value`, `narrative.why.groups.0.amount`, `actions.1.due`. */
  readonly cells: readonly string[];
}

export const cellOf = ({ id }: Pick<KpiModel, "id">, ...path: readonly string[]): string =>
  path.reduce((cell, part) => `${cell}.${part}`, `kpis.${id}`);
