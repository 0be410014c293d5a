/** The Russian words of the list of contacts behind a report. */

import type { ContactsWords } from "../words.ts";

export const contacts: ContactsWords = {
  title: "Обращения, стоящие за показателями",
  link: (n) => `Обращения, стоящие за показателями (${n})`,
  all: (opened) => `Все обращения, созданные за период: ${opened}, новые сверху.`,
  newest: (shown, opened) => `Самые новые обращения: ${shown} из ${opened}, созданных за период.`,
  newestOnly: (shown) => `Самые новые обращения за период: ${shown}.`,
  none: "За период не создано ни одного обращения.",
  note: "В списке нет имён клиентов и операторов. Прочерк: источник не сообщает.",
  back: "Назад к отчёту",
  csv: "Этот список в виде файла CSV",
  opened: "Создано",
  wait: "Ожидание",
  talk: "Разговор и удержание",
  resolved: "Решено за",
  transferred: "Переведено",
  outcome: "Результат",
  yes: "да",
  no: "нет",
  answered: "принято",
  unanswered: "не принято",
  isResolved: "решено",
  isOpen: "открыто",
};
