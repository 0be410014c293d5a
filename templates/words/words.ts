/** What every language has to say: all that English says, with the same numbers and names to say it with. */

import type { KpiId } from "../../functions/core/kpi.ts";
import type { ChoiceId, ChoiceOf, ParameterId } from "../../functions/core/parameters.ts";
import type { en } from "./en.ts";
import type { board } from "./en-board.ts";
import type { charts } from "./en-charts.ts";
import type { contacts } from "./en-contacts.ts";
import type { hours } from "./en-hours.ts";
import type { narrative } from "./en-narrative.ts";
import type { notes } from "./en-notes.ts";
import type { page } from "./en-page.ts";
import type { scoped } from "./en-scoped.ts";
import type { problems } from "./en-settings.ts";
import type { team } from "./en-team.ts";

/** The same functions and texts, whatever the texts are. */
type Said<Words> = Words extends (...given: infer Given) => string
  ? (...given: Given) => string
  : Words extends string
    ? string
    : { readonly [Key in keyof Words]: Said<Words[Key]> };

export type Words = Said<typeof en>;
/** The parts of them, a file each. */
export type PageWords = Said<typeof page>;
export type ChartsWords = Said<typeof charts>;
export type BoardWords = Said<typeof board>;
export type ContactsWords = Said<typeof contacts>;
export type HoursWords = Said<typeof hours>;
export type TeamWords = Said<typeof team>;
export type ScopedWords = Said<typeof scoped>;
export type NarrativeWords = Said<typeof narrative>;
export type NotesWords = Said<typeof notes>;
export type ProblemsWords = Said<typeof problems>;

export interface SettingsWords {
  /** Why the last digit of a change may not be that of the figures beside it. */
  readonly rounding: string;
  readonly title: string;
  readonly yes: string;
  readonly no: string;
  readonly days: (count: string, n: number) => string;
  /** What each parameter decides, to stand before its value. */
  readonly parameters: Readonly<Record<ParameterId, string>>;
  readonly choices: Choices;
}

/** Every value a choice may have, as it is told. */
type Choices = {
  readonly [Id in ChoiceId]: Readonly<Record<ChoiceOf<Id>, string>>;
};

export type KpisWords = Readonly<Record<KpiId, { readonly name: string }>>;
/** What is counted, in one sentence. */
export type DefinitionsWords = Readonly<Record<KpiId, string>>;
export type ShortNames = Readonly<Partial<Record<KpiId, string>>>;
