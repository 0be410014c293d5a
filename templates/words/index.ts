/** The words of each language. */

import type { Locale } from "../../functions/core/organisation.ts";
import { en } from "./en.ts";
import { fi } from "./fi/index.ts";
import { hu } from "./hu/index.ts";
import { ro } from "./ro/index.ts";
import { ru } from "./ru/index.ts";
import type { Words } from "./words.ts";

const languages: Readonly<Record<Locale, Words>> = { en, fi, hu, ro, ru };

export const wordsOf = (locale: Locale = "en"): Words => languages[locale];
