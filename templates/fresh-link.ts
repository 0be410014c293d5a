/** The email that brings a new link to a report whose old link has ended: the same in HTML and text. */

import type { Locale } from "../functions/core/organisation.ts";
import { html, safeLink } from "./html.ts";

export interface FreshLink {
  /** What the report is called. */
  readonly title: string;
  /** As the report calls it: 2026-W46. */
  readonly period: string;
  readonly link: string;
  readonly locale: Locale;
}

const words = {
  en: {
    subject: "New link",
    lead: "Somebody opened a link to this report that has ended, and asked for a new one. It is sent to this address only.",
    open: "Open the report",
    note: "If it was not you, nothing needs to be done: nobody else got this link.",
  },
  fi: {
    subject: "Uusi linkki",
    lead: "Tämän raportin linkki, jonka voimassaolo on päättynyt, avattiin ja pyydettiin uutta. Se lähetetään vain tähän osoitteeseen.",
    open: "Avaa raportti",
    note: "Jos pyytäjä et ollut sinä, sinun ei tarvitse tehdä mitään: kukaan muu ei saanut tätä linkkiä.",
  },
  hu: {
    subject: "Új hivatkozás",
    lead: "Valaki megnyitotta a jelentés egy lejárt hivatkozását, és újat kért. Az új hivatkozás csak erre a címre érkezik.",
    open: "A jelentés megnyitása",
    note: "Ha nem Ön kérte, nincs teendője: ezt a hivatkozást senki más nem kapta meg.",
  },
  ro: {
    subject: "Link nou",
    lead: "Cineva a deschis un link expirat al acestui raport și a cerut unul nou. Acesta este trimis numai la această adresă.",
    open: "Deschideți raportul",
    note: "Dacă nu dumneavoastră l-ați cerut, nu trebuie să faceți nimic: nimeni altcineva nu a primit acest link.",
  },
  ru: {
    subject: "Новая ссылка",
    lead: "Кто-то открыл ссылку на этот отчёт, срок которой истёк, и запросил новую. Она отправлена только на этот адрес.",
    open: "Открыть отчёт",
    note: "Если это были не вы, делать ничего не нужно: эту ссылку больше никто не получил.",
  },
} as const satisfies Readonly<Record<Locale, object>>;

const page =
  "font:16px/1.5 system-ui,-apple-system,'Segoe UI',Arial,sans-serif;max-width:600px;margin:0 auto;padding:16px";

export function renderFreshLink({ title, period, link, locale }: FreshLink): {
  readonly subject: string;
  readonly html: string;
  readonly text: string;
} {
  const { subject: what, lead, open, note } = words[locale];
  // A title is a line of a header here: what would break or hide it is a space.
  const subject = `${what}: ${`${title}, ${period}`.replace(/[\p{C}\p{Z}]+/gu, " ").trim()}`;
  const { markup } = html`<!doctype html>
<html lang="${locale}" dir="ltr">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="color-scheme" content="light dark"><title>${subject}</title></head>
<body style="${page}">
<h1 style="font-size:20px;line-height:1.3;margin:0 0 16px">${subject}</h1>
<p style="margin:0 0 12px">${lead}</p>
<p style="margin:0 0 12px"><a href="${safeLink(link)}">${open}</a></p>
<p style="margin:24px 0 0;font-size:14px">${note}</p>
</body>
</html>
`;
  return { subject, html: markup, text: `${subject}\n\n${lead}\n\n${open}: ${safeLink(link)}\n\n${note}\n` };
}
