/** The Hungarian words on whose numbers a report holds, what it lacks, and what was promised to be done. */

import type { ScopedWords } from "../words.ts";

export const scoped: ScopedWords = {
  titleOf: (title, member) => `${title} · ${member}`,
  subjectOf: (member, subject) => `${member}: ${subject}`,
  missing: (what) => `Hiányzik: ${what}`,
  lacks: {
    nothing: (source) => `${source}: még semmi nem érkezett`,
    unclear: (source) => `${source}: nem ismert, meddig teljesek az adatok`,
    until: (source, instant) => `${source}: az utolsó adatok időpontja ${instant}`,
    dayMissing: (source, day) => `${source}: nem érkezett meg a napi fájl, ${day}`,
    dayRefused: (source, day) => `${source}: nem olvasható a napi fájl, ${day}`,
    settling: (source, instant) => `${source}: a számok még változhatnak, véglegesek: ${instant}`,
    refused: (source) => `${source}: egy fájl nem olvasható`,
    held: "az új adatokat még nem lehetett átvenni",
    begins: (day) => `Az adatok első napja ${day}`,
    quietDay: (day, found, usual) => `${day}: ${found} megkeresés, a hét e napján szokásos: ${usual}`,
    quietFile: (source, day, found, usual) =>
      `${source}, ${day}: a fájlban ${found} sor, a hét e napján szokásos: ${usual}`,
    some: "az adatok egy része nem érkezett meg a jelentés készítéséig",
    someOfDay: (day) => `az adatok egy része nem érkezett meg a jelentés készítéséig, ${day}`,
    someUntil: (instant) => `az adatok egy részénél az utolsó időpont ${instant}`,
    someSettling: (instant) => `a számok egy része még változhat, véglegesek: ${instant}`,
    unknownMember: {
      department: (member) => `az adatokban nincs „${member}” nevű részleg, így nincs mit számolni`,
      channel: (member) => `az adatokban nincs „${member}” nevű csatorna, így nincs mit számolni`,
    },
  },
  breaks: {
    of: (source) => source,
    other: "egy további rendszer",
    begins: (what, day) => `${day} az első nap, amelyről ehhez a mutatóhoz van adat innen: ${what}`,
    ends: (what, day) => `${day} az utolsó nap, amelyről ehhez a mutatóhoz van adat innen: ${what}`,
    beginsFor: (what, day, kpis) =>
      `${day} az első nap, amelyről van adat innen: ${what}; a korábbi számokban ez nincs benne, ezért a két oldal nincs összevetve: ${kpis}`,
    endsFor: (what, day, kpis) =>
      `${day} az utolsó nap, amelyről van adat innen: ${what}; a későbbi számokban ez nincs benne, ezért a két oldal nincs összevetve: ${kpis}`,
  },
  lacking: {
    day: (day) => `Hiányzó adatok: ${day}`,
    begins: (day) => `Az adatok kezdete: ${day}`,
    some: "Hiányzó adatok",
  },
  partial: "Az adatok nem fedik le az egész időszakot.",
  moreMissing: (n) => `További ${n} a teljes jelentésben.`,
  excludedOfWhole: "a kihagyott sorokat csak a teljes szervezet jelentése közli",
  notKept: {
    department: (names) => `Részlegenként nem áll rendelkezésre: ${names}.`,
    channel: (names) => `Csatornánként nem áll rendelkezésre: ${names}.`,
  },
  notKeptSo: (names) => `Ilyen részletességgel nem áll rendelkezésre: ${names}.`,
  hidden: "rejtett",
  hiddenNote: (smallest) =>
    `Rejtett: ${smallest} megkeresésnél kevesebb, vagy olyan csoport, amelyből egy ekkora kiderülne.`,
  hiddenCell: (smallest) =>
    `rejtett: ${smallest} megkeresésnél kevesebb, vagy ekkora csoport derülne ki belőle`,
  noGroups: (smallest) => `Ebben az időszakban nincs legalább ${smallest} megkeresésből álló csoport.`,
  actions: {
    title: "Vállalt intézkedések",
    overdue: (day) => `lejárt, határidő: ${day}`,
    due: (day) => `határidő: ${day}`,
    done: "kész",
    of: (owner) => `felelős: ${owner}`,
    about: (kpi) => `mutató: ${kpi}`,
    more: (n) => `További ${n} a teljes jelentésben.`,
  },
};
