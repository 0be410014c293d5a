/** The Romanian words on whose numbers a report holds, what it lacks, and what was promised to be done. */

import { pluralOf } from "../plural.ts";
import type { ScopedWords } from "../words.ts";

const plural = pluralOf("ro");
const contactsOf = (n: number) =>
  `${n} ${plural(n, { one: "solicitare", few: "solicitări", other: "de solicitări" })}`;

export const scoped: ScopedWords = {
  titleOf: (title, member) => `${title} · ${member}`,
  subjectOf: (member, subject) => `${member}: ${subject}`,
  missing: (what) => `Lipsește: ${what}`,
  lacks: {
    nothing: (source) => `${source}: nu a sosit încă nimic`,
    unclear: (source) => `${source}: nu se știe până când sunt complete datele`,
    until: (source, instant) => `${source}: datele se opresc la ${instant}`,
    dayMissing: (source, day) => `${source}: nu a sosit fișierul pentru ${day}`,
    dayRefused: (source, day) => `${source}: nu s-a putut citi fișierul pentru ${day}`,
    settling: (source, instant) => `${source}: cifrele se mai pot schimba până la ${instant}`,
    refused: (source) => `${source}: un fișier nu s-a putut citi`,
    held: "datele noi nu au putut fi încă preluate",
    begins: (day) => `Datele încep ${day}`,
    quietDay: (day, found, usual) =>
      `${day}: solicitări ${found}, de obicei în aceeași zi a săptămânii ${usual}`,
    quietFile: (source, day, found, usual) =>
      `${source}, fișierul pentru ${day}: rânduri ${found}, de obicei în aceeași zi a săptămânii ${usual}`,
    some: "o parte din date nu sosise când a fost întocmit raportul",
    someOfDay: (day) => `o parte din datele pentru ${day} nu sosise când a fost întocmit raportul`,
    someUntil: (instant) => `o parte din date se oprește la ${instant}`,
    someSettling: (instant) => `o parte din cifre se mai poate schimba până la ${instant}`,
    unknownMember: {
      department: (member) => `datele nu cunosc departamentul „${member}”, deci nu este nimic de numărat`,
      channel: (member) => `datele nu cunosc canalul „${member}”, deci nu este nimic de numărat`,
    },
  },
  breaks: {
    of: (source) => `datele din ${source}`,
    other: "datele din alt sistem",
    begins: (what, day) => `${what} pentru acest indicator încep pe ${day}`,
    ends: (what, day) => `${what} pentru acest indicator se termină pe ${day}`,
    beginsFor: (what, day, kpis) =>
      `${what} încep pe ${day}: cifrele anterioare nu le conțin, iar acești indicatori nu se compară peste această zi: ${kpis}`,
    endsFor: (what, day, kpis) =>
      `${what} se termină pe ${day}: cifrele ulterioare nu le conțin, iar acești indicatori nu se compară peste această zi: ${kpis}`,
  },
  lacking: {
    day: (day) => `Lipsesc date: ${day}`,
    begins: (day) => `Datele încep pe ${day}`,
    some: "Lipsesc date",
  },
  partial: "Datele nu acoperă întreaga perioadă.",
  moreMissing: (n) => `Încă ${n} în raportul complet.`,
  excludedOfWhole: "rândurile excluse sunt prezentate doar pentru întreaga organizație",
  notKept: {
    department: (names) => `Nu este disponibil pe departamente: ${names}.`,
    channel: (names) => `Nu este disponibil pe canale: ${names}.`,
  },
  notKeptSo: (names) => `Nu este disponibil la acest nivel de detaliu: ${names}.`,
  hidden: "ascuns",
  hiddenNote: (smallest) =>
    `Ascuns: mai puțin de ${contactsOf(smallest)} sau un grup din care s-ar deduce unul atât de mic.`,
  hiddenCell: (smallest) => `ascuns: mai puțin de ${contactsOf(smallest)} sau s-ar deduce un astfel de grup`,
  noGroups: (smallest) => `Niciun grup cu cel puțin ${contactsOf(smallest)} în această perioadă.`,
  actions: {
    title: "Măsuri asumate",
    overdue: (day) => `termen depășit: ${day}`,
    due: (day) => `termen: ${day}`,
    done: "îndeplinită",
    of: (owner) => `responsabil: ${owner}`,
    about: (kpi) => `indicator: ${kpi}`,
    more: (n) => `Încă ${n} în raportul complet.`,
  },
};
