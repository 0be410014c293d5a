/** The English definitions of KPIs: those of the catalogue. */

import { kpis as catalogue } from "../../functions/core/kpi.ts";
import type { DefinitionsWords } from "./words.ts";

export const definitions = Object.fromEntries(
  catalogue.map(({ id, definition }) => [id, definition]),
) as unknown as DefinitionsWords;
