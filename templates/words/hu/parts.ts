/** The Hungarian words that have a file of their own. */

import { board } from "./board.ts";
import { hours } from "./hours.ts";
import { narrative } from "./narrative.ts";
import { notes } from "./notes.ts";
import { page } from "./page.ts";
import { scoped } from "./scoped.ts";
import { team } from "./team.ts";

export const parts = { board, hours, narrative, ...notes, page, ...scoped, team };
