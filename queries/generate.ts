/** Writes docs/kpis.md: `npm run schema`. */

import { writeFileSync } from "node:fs";
import { kpisPage } from "./reference.ts";

writeFileSync(new URL("../docs/kpis.md", import.meta.url), kpisPage());
