/** The words around archived reports, in each language. */

import type { Locale } from "../../../core/organisation.ts";
import { type ArchiveWords, en } from "./en.ts";
import { fi } from "./fi.ts";
import { hu } from "./hu.ts";
import { ro } from "./ro.ts";
import { ru } from "./ru.ts";

export type { ArchiveWords } from "./en.ts";

export const archiveWords: Readonly<Record<Locale, ArchiveWords>> = { en, fi, hu, ro, ru };
