/** Writes docs/kpis.md and docs/sources.md: `npm run schema`. */

import { writeFileSync } from "node:fs";
import { kpisPage } from "./reference.ts";
import { sourcesPage } from "./sources.ts";

writeFileSync(new URL("../docs/kpis.md", import.meta.url), kpisPage());
writeFileSync(new URL("../docs/sources.md", import.meta.url), sourcesPage());
