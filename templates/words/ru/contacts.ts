/** The Russian words of the list of contacts behind a report. */

import type { ContactsWords } from "../words.ts";

export const contacts: ContactsWords = {
  title: "Обращения за этими цифрами",
  link: (n) => `Обращения за этими цифрами (${n})`,
  all: (opened) => `Все обращения, открытые за период: ${opened}, новые сверху.`,
  newest: (shown, opened) => `Самые новые обращения: ${shown} из ${opened}, открытых за период.`,
  newestOnly: (shown) => `Самые новые обращения за период: ${shown}.`,
  none: "За период не открыто ни одного обращения.",
  note: "В списке нет имён клиентов и операторов. Прочерк: источник не сообщает.",
  back: "Назад к отчёту",
  csv: "Этот список в виде файла CSV",
  opened: "Открыто",
  wait: "Ожидание",
  talk: "Разговор и удержание",
  resolved: "Решено за",
  transferred: "Передано",
  outcome: "Итог",
  yes: "да",
  no: "нет",
  answered: "отвечено",
  unanswered: "без ответа",
  isResolved: "решено",
  isOpen: "открыто",
};
