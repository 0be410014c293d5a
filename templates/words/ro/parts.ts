/** The Romanian words that have a file of their own. */

import { board } from "./board.ts";
import { notes } from "./notes.ts";
import { page } from "./page.ts";
import { scoped } from "./scoped.ts";

export const parts = { board, ...notes, page, ...scoped };
