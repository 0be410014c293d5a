/** The Russian words of the archived page alone. */

import { lower } from "../first.ts";
import type { PageWords } from "../words.ts";
import { to } from "./periods.ts";
import { sentence } from "./sentence.ts";

export const page: PageWords = {
  skip: "Перейти к показателям",
  csv: "Все значения в файле CSV",
  contents: "На этой странице",
  overview: "Все показатели",
  details: "Показатели по отдельности",
  definition: "Определение",
  madeFrom: "рассчитано как",
  ofAll: (part, all) => `${part} из ${all}`,
  behind: (name) => `Значения на графике: ${name}`,
  period: "Период",
  chartDescription: (name, first, last, low, high) =>
    sentence(`${name}, ${lower(first)}\u00a0— ${lower(last)}: минимум ${low}, максимум ${high}`),
  chartDescriptionSame: (name, first, last, value) =>
    sentence(`${name}, ${lower(first)}\u00a0— ${lower(last)}: всегда ${value}`),
  targetLine: (target) => `Цель: ${target}`,
  breakdown: {
    channel: "По каналам",
    department: "По подразделениям",
    reason: "По причинам обращений",
    channel_x_reason: "По каналам и причинам",
    transfer_reason: "По причинам перевода",
    agent: "По операторам",
  },
  breakdownNoteOnly: (previous) => sentence(`Под каждым значением: изменение ${to(previous)}`),
  breakdownNote: (previous, lastYear) =>
    sentence(`Под каждым значением: изменение ${to(previous)}, затем ${to(lastYear)}`),
  member: {
    channel: "Канал",
    department: "Подразделение",
    reason: "Причина",
    channel_x_reason: "Канал и причина",
    transfer_reason: "Причина перевода",
    agent: "Оператор",
  },
  moreMembers: (n) => `Ещё ${n} в файле CSV.`,
  noMembers: "За этот период обращений нет.",
  channelMix: "Распределение по каналам",
  share: "Доля",
  contacts: "Обращения",
  reason: "Причина",
  why: "Почему",
  nothingExcluded: "Исключённых строк нет.",
  rows: "Строки",
  sources: "Источники данных",
  source: "Источник",
  completeUntil: "Полные данные до",
  landed: "Получено",
  mapped: "Учтено",
  unused: "Не нужны",
  quarantined: "В карантине",
  addsUp: "✓ сходится",
  doesNotAddUp: "✕ не сходится",
  check: "Получено = учтено + в карантине",
  checkUnused: "Получено = учтено + не нужны + в карантине",
  excluded: "Исключено",
  unknown: "неизвестно",
  generation: (n) => `Версия данных: ${n}.`,
  days: (zone) => `Дни, недели и месяцы считаются по часовому поясу ${zone}.`,
};
