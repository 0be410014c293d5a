/** The Russian words on whose numbers a report holds, what it lacks, and what was promised to be done. */

import type { ScopedWords } from "../words.ts";
import { lessThanContacts } from "./counts.ts";

export const scoped: ScopedWords = {
  titleOf: (title, member) => `${title} · ${member}`,
  subjectOf: (member, subject) => `${member} · ${subject}`,
  missing: (what) => `Не хватает данных: ${what}`,
  lacks: {
    nothing: (source) => `${source}: пока ничего не поступило`,
    unclear: (source) => `${source}: неизвестно, до какого момента данные полные`,
    until: (source, instant) => `${source}: данные есть только до ${instant}`,
    dayMissing: (source, day) => `${source}: не поступил файл за ${day}`,
    dayRefused: (source, day) => `${source}: не удалось прочитать файл за ${day}`,
    settling: (source, instant) => `${source}: показатели ещё могут измениться до ${instant}`,
    refused: (source) => `${source}: не удалось прочитать файл`,
    held: "новые данные пока не удалось принять",
    begins: (day) => `Первый день данных — ${day}`,
    quietDay: (day, found, usual) => `${day}: обращений ${found}, обычно в этот день недели ${usual}`,
    quietFile: (source, day, found, usual) =>
      `${source}, файл за ${day}: строк ${found}, обычно в этот день недели ${usual}`,
    some: "часть данных не поступила до составления отчёта",
    someOfDay: (day) => `часть данных за ${day} не поступила до составления отчёта`,
    someUntil: (instant) => `часть данных есть только до ${instant}`,
    someSettling: (instant) => `часть показателей ещё может измениться до ${instant}`,
    unknownMember: {
      department: (member) => `в данных нет подразделения «${member}», поэтому считать нечего`,
      channel: (member) => `в данных нет канала «${member}», поэтому считать нечего`,
    },
  },
  breaks: {
    of: (source) => `данных источника ${source}`,
    other: "данных другой системы",
    begins: (what, day) => `${day} — первый день ${what} для этого показателя`,
    ends: (what, day) => `${day} — последний день ${what} для этого показателя`,
    beginsFor: (what, day, kpis) =>
      `${day} — первый день ${what}: в более ранних значениях их нет, поэтому с ними не сравниваются: ${kpis}`,
    endsFor: (what, day, kpis) =>
      `${day} — последний день ${what}: в более поздних значениях их нет, поэтому с ними не сравниваются: ${kpis}`,
  },
  lacking: {
    day: (day) => `Нет данных за ${day}`,
    begins: (day) => `Данные начинаются ${day}`,
    some: "Данные неполные",
  },
  partial: "Данные охватывают не весь период.",
  moreMissing: (n) => `Ещё ${n} в полном отчёте.`,
  excludedOfWhole: "исключённые строки указываются только для организации в целом",
  notKept: {
    department: (names) => `Не рассчитывается для отдельного подразделения: ${names}.`,
    channel: (names) => `Не рассчитывается для отдельного канала: ${names}.`,
  },
  notKeptSo: (names) => `Не рассчитывается так подробно: ${names}.`,
  hidden: "скрыто",
  hiddenNote: (smallest) =>
    `Скрыто: менее ${lessThanContacts(smallest)} либо другая группа, по которой можно вычислить столь малую.`,
  hiddenCell: (smallest) =>
    `скрыто: менее ${lessThanContacts(smallest)}, либо по этому значению можно вычислить такую группу`,
  noGroups: (smallest) => `За этот период нет групп, в которых не менее ${lessThanContacts(smallest)}.`,
  actions: {
    title: "Согласованные меры",
    overdue: (day) => `просрочено, срок был ${day}`,
    due: (day) => `срок: ${day}`,
    done: "выполнено",
    of: (owner) => `ответственный: ${owner}`,
    about: (kpi) => `показатель: ${kpi}`,
    more: (n) => `Ещё ${n} в полном отчёте.`,
  },
};
