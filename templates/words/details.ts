/** What a page says and an email does not, kept apart so that whoever renders emails need not carry it. */

import type { Locale } from "../../functions/core/organisation.ts";
import { charts as englishCharts } from "./en-charts.ts";
import { definitions as english } from "./en-definitions.ts";
import { settings as englishSettings } from "./en-settings.ts";
import { charts as finnishCharts } from "./fi/charts.ts";
import { definitions as finnish } from "./fi/definitions.ts";
import { settings as finnishSettings } from "./fi/settings.ts";
import { charts as hungarianCharts } from "./hu/charts.ts";
import { definitions as hungarian } from "./hu/definitions.ts";
import { settings as hungarianSettings } from "./hu/settings.ts";
import { charts as romanianCharts } from "./ro/charts.ts";
import { definitions as romanian } from "./ro/definitions.ts";
import { settings as romanianSettings } from "./ro/settings.ts";
import { charts as russianCharts } from "./ru/charts.ts";
import { definitions as russian } from "./ru/definitions.ts";
import { settings as russianSettings } from "./ru/settings.ts";
import type { ChartsWords, DefinitionsWords, SettingsWords, Words } from "./words.ts";

export interface Details {
  readonly definitions: DefinitionsWords;
  /** What the organisation decided of a definition. */
  readonly settings: SettingsWords;
  readonly charts: ChartsWords;
}

const languages: Readonly<Record<Locale, Details>> = {
  en: { definitions: english, settings: englishSettings, charts: englishCharts },
  fi: { definitions: finnish, settings: finnishSettings, charts: finnishCharts },
  hu: { definitions: hungarian, settings: hungarianSettings, charts: hungarianCharts },
  ro: { definitions: romanian, settings: romanianSettings, charts: romanianCharts },
  ru: { definitions: russian, settings: russianSettings, charts: russianCharts },
};

/** In the language of the other words. */
export const detailsOf = ({ lang }: Words): Details => languages[lang as Locale];
