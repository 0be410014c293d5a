/** The Romanian words of the archived page alone. */

import { lower } from "../first.ts";
import type { PageWords } from "../words.ts";

export const page: PageWords = {
  skip: "Salt la cifre",
  csv: "Toate valorile ca fișier CSV",
  contents: "Pe această pagină",
  overview: "Toți indicatorii",
  details: "Indicator cu indicator",
  definition: "Definiție",
  madeFrom: "calculat din",
  ofAll: (part, all) => `${part} din ${all}`,
  behind: (name) => `Cifrele graficului: ${name}`,
  period: "Perioada",
  chartDescription: (name, first, last, low, high) =>
    `${name}, ${lower(first)} – ${lower(last)}: minim ${low}, maxim ${high}.`,
  chartDescriptionSame: (name, first, last, value) =>
    `${name}, ${lower(first)} – ${lower(last)}: mereu ${value}.`,
  targetLine: (target) => `Țintă: ${target}`,
  breakdown: {
    channel: "Pe canale",
    department: "Pe departamente",
    reason: "După motivul solicitării",
    channel_x_reason: "Pe canale și motive",
    transfer_reason: "După motivul transferului",
    agent: "După agent",
  },
  breakdownNoteOnly: (previous) => `Sub fiecare valoare: variația față de ${previous}.`,
  breakdownNote: (previous, lastYear) =>
    `Sub fiecare valoare: variația față de ${previous}, apoi față de ${lastYear}.`,
  member: {
    channel: "Canal",
    department: "Departament",
    reason: "Motiv",
    channel_x_reason: "Canal și motiv",
    transfer_reason: "Motivul transferului",
    agent: "Agent",
  },
  moreMembers: (n) => `Încă ${n} în fișierul CSV.`,
  noMembers: "Nicio solicitare în această perioadă.",
  channelMix: "Structura pe canale",
  share: "Pondere",
  contacts: "Solicitări",
  reason: "Motiv",
  why: "De ce",
  nothingExcluded: "Niciun rând nu a fost exclus.",
  rows: "Rânduri",
  sources: "Surse de date",
  source: "Sursă",
  completeUntil: "Complet până la",
  landed: "Primite",
  mapped: "Prelucrate",
  quarantined: "În carantină",
  addsUp: "✓ corespunde",
  doesNotAddUp: "✕ nu corespunde",
  check: "Primite = prelucrate + în carantină",
  excluded: "Excluse",
  unknown: "necunoscut",
  generation: (n) => `Generația datelor: ${n}.`,
  days: (zone) => `Zilele, săptămânile și lunile sunt socotite în fusul orar ${zone}.`,
};
