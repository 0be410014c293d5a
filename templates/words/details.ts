/** What a page says and an email does not, kept apart so that whoever renders emails need not carry it. */

import type { Locale } from "../../functions/core/organisation.ts";
import { definitions as english } from "./en-definitions.ts";
import { settings as englishSettings } from "./en-settings.ts";
import { definitions as finnish } from "./fi/definitions.ts";
import { settings as finnishSettings } from "./fi/settings.ts";
import { definitions as hungarian } from "./hu/definitions.ts";
import { settings as hungarianSettings } from "./hu/settings.ts";
import { definitions as romanian } from "./ro/definitions.ts";
import { settings as romanianSettings } from "./ro/settings.ts";
import { definitions as russian } from "./ru/definitions.ts";
import { settings as russianSettings } from "./ru/settings.ts";
import type { DefinitionsWords, SettingsWords, Words } from "./words.ts";

export interface Details {
  readonly definitions: DefinitionsWords;
  /** What the organisation decided of a definition. */
  readonly settings: SettingsWords;
}

const languages: Readonly<Record<Locale, Details>> = {
  en: { definitions: english, settings: englishSettings },
  fi: { definitions: finnish, settings: finnishSettings },
  hu: { definitions: hungarian, settings: hungarianSettings },
  ro: { definitions: romanian, settings: romanianSettings },
  ru: { definitions: russian, settings: russianSettings },
};

/** In the language of the other words. */
export const detailsOf = ({ lang }: Words): Details => languages[lang as Locale];
