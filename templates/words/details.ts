/** What a page says and an email does not, kept apart so that whoever renders emails need not carry it. */

import type { Locale } from "../../functions/core/organisation.ts";
import { charts as englishCharts } from "./en-charts.ts";
import { contacts as englishContacts } from "./en-contacts.ts";
import { definitions as english } from "./en-definitions.ts";
import { settings as englishSettings } from "./en-settings.ts";
import { charts as finnishCharts } from "./fi/charts.ts";
import { contacts as finnishContacts } from "./fi/contacts.ts";
import { definitions as finnish } from "./fi/definitions.ts";
import { settings as finnishSettings } from "./fi/settings.ts";
import { charts as hungarianCharts } from "./hu/charts.ts";
import { contacts as hungarianContacts } from "./hu/contacts.ts";
import { definitions as hungarian } from "./hu/definitions.ts";
import { settings as hungarianSettings } from "./hu/settings.ts";
import { charts as romanianCharts } from "./ro/charts.ts";
import { contacts as romanianContacts } from "./ro/contacts.ts";
import { definitions as romanian } from "./ro/definitions.ts";
import { settings as romanianSettings } from "./ro/settings.ts";
import { charts as russianCharts } from "./ru/charts.ts";
import { contacts as russianContacts } from "./ru/contacts.ts";
import { definitions as russian } from "./ru/definitions.ts";
import { settings as russianSettings } from "./ru/settings.ts";
import type { ChartsWords, ContactsWords, DefinitionsWords, SettingsWords, Words } from "./words.ts";

export interface Details {
  readonly definitions: DefinitionsWords;
  /** What the organisation decided of a definition. */
  readonly settings: SettingsWords;
  readonly charts: ChartsWords;
  readonly contacts: ContactsWords;
}

const languages: Readonly<Record<Locale, Details>> = {
  en: { definitions: english, settings: englishSettings, charts: englishCharts, contacts: englishContacts },
  fi: { definitions: finnish, settings: finnishSettings, charts: finnishCharts, contacts: finnishContacts },
  hu: {
    definitions: hungarian,
    settings: hungarianSettings,
    charts: hungarianCharts,
    contacts: hungarianContacts,
  },
  ro: {
    definitions: romanian,
    settings: romanianSettings,
    charts: romanianCharts,
    contacts: romanianContacts,
  },
  ru: { definitions: russian, settings: russianSettings, charts: russianCharts, contacts: russianContacts },
};

/** In the language of the other words. */
export const detailsOf = ({ lang }: Words): Details => languages[lang as Locale];
