/** The words of each language; one that has none yet gets English. */

import { type Locale, writtenFor } from "../../functions/core/organisation.ts";
import { en } from "./en.ts";
import { fi } from "./fi/index.ts";
import { hu } from "./hu/index.ts";
import { ro } from "./ro/index.ts";
import type { Words } from "./words.ts";

const languages: Readonly<Partial<Record<Locale, Words>>> & { readonly en: Words } = { en, fi, hu, ro };

export const wordsOf = (locale: Locale = "en"): Words => languages[writtenFor(locale)] ?? languages.en;
