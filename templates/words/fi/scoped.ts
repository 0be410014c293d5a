/** The Finnish words on whose numbers a report holds, what it lacks, and what was promised to be done. */

import type { ScopedWords } from "../words.ts";

export const scoped: ScopedWords = {
  titleOf: (title, member) => `${title} · ${member}`,
  subjectOf: (member, subject) => `${member}: ${subject}`,
  missing: (what) => `Puuttuu: ${what}`,
  lacks: {
    nothing: (source) => `${source}: mitään ei ole vielä saapunut`,
    unclear: (source) => `${source}: ei tiedetä, mihin asti tiedot ovat täydelliset`,
    until: (source, instant) => `${source}: viimeiset tiedot ovat ajalta ${instant}`,
    dayMissing: (source, day) => `${source}: päivän tiedosto puuttuu (${day})`,
    dayRefused: (source, day) => `${source}: päivän tiedostoa ei voitu lukea (${day})`,
    settling: (source, instant) => `${source}: luvut voivat vielä muuttua, lopulliset ${instant}`,
    refused: (source) => `${source}: tiedostoa ei voitu lukea`,
    held: "uusia tietoja ei ole vielä voitu ottaa mukaan",
    begins: (day) => `Tiedot alkavat ${day}`,
    quietDay: (day, found, usual) =>
      `${day}: yhteydenottoja ${found}, tavallisesti samana viikonpäivänä ${usual}`,
    quietFile: (source, day, found, usual) =>
      `${source}, ${day}: tiedostossa rivejä ${found}, tavallisesti samana viikonpäivänä ${usual}`,
    some: "osa tiedoista ei ollut saapunut, kun raportti tehtiin",
    someOfDay: (day) => `osa päivän tiedoista ei ollut saapunut, kun raportti tehtiin (${day})`,
    someUntil: (instant) => `osassa tietolähteistä viimeiset tiedot ovat ajalta ${instant}`,
    someSettling: (instant) => `osa luvuista voi vielä muuttua, lopulliset ${instant}`,
    unknownMember: {
      department: (member) => `tiedoissa ei ole osastoa ”${member}”, joten laskettavaa ei ole`,
      channel: (member) => `tiedoissa ei ole kanavaa ”${member}”, joten laskettavaa ei ole`,
    },
  },
  breaks: {
    of: (source) => `lähteen ${source} tiedot`,
    other: "toisen järjestelmän tiedot",
    begins: (what, day) => `${what} tätä mittaria varten alkavat ${day}`,
    ends: (what, day) => `${what} tätä mittaria varten päättyvät ${day}`,
    beginsFor: (what, day, kpis) =>
      `${what} alkavat ${day}: aiemmat luvut ovat ilman niitä, eikä näitä verrata sen yli: ${kpis}`,
    endsFor: (what, day, kpis) =>
      `${what} päättyvät ${day}: myöhemmät luvut ovat ilman niitä, eikä näitä verrata sen yli: ${kpis}`,
  },
  lacking: {
    day: (day) => `Tietoja puuttuu: ${day}`,
    begins: (day) => `Tiedot alkavat ${day}`,
    some: "Tietoja puuttuu",
  },
  partial: "Tiedot eivät kata koko jaksoa.",
  moreMissing: (n) => `Lisäksi ${n} koko raportissa.`,
  excludedOfWhole: "pois jätetyt rivit kerrotaan vain koko organisaation raportissa",
  notKept: {
    department: (names) => `Ei saatavilla osastoittain: ${names}.`,
    channel: (names) => `Ei saatavilla kanavittain: ${names}.`,
  },
  notKeptSo: (names) => `Ei saatavilla näin tarkasti: ${names}.`,
  hidden: "piilotettu",
  hiddenNote: (smallest) =>
    `Piilotettu: alle ${smallest} yhteydenottoa tai ryhmä, josta näin pieni ryhmä paljastuisi.`,
  hiddenCell: (smallest) => `piilotettu: alle ${smallest} yhteydenottoa, tai se paljastaisi tällaisen ryhmän`,
  noGroups: (smallest) => `Jaksolla ei ole ryhmää, jossa olisi vähintään ${smallest} yhteydenottoa.`,
  actions: {
    title: "Sovitut toimenpiteet",
    overdue: (day) => `myöhässä, määräpäivä oli ${day}`,
    due: (day) => `määräpäivä ${day}`,
    done: "tehty",
    of: (owner) => `vastuuhenkilö ${owner}`,
    about: (kpi) => `mittari: ${kpi}`,
    more: (n) => `Lisäksi ${n} koko raportissa.`,
  },
};
