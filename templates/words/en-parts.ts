/** The English words that have a file of their own; what only the page says is in details.ts. */

import { board } from "./en-board.ts";
import { hours } from "./en-hours.ts";
import { narrative } from "./en-narrative.ts";
import { notes } from "./en-notes.ts";
import { page } from "./en-page.ts";
import { scoped } from "./en-scoped.ts";
import { team } from "./en-team.ts";

export const parts = { board, hours, narrative, ...notes, page, ...scoped, team };
