/** The English names and definitions of KPIs: those of the catalogue. */

import { kpis as catalogue } from "../../functions/core/kpi.ts";
import type { KpisWords } from "./words.ts";

export const kpis = Object.fromEntries(
  catalogue.map(({ id, name, definition }) => [id, { name, definition }]),
) as unknown as KpisWords;
