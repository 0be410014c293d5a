/** What the owner of a report is told: plain, the same in HTML and text. */

import type { Notice } from "../functions/core/notice.ts";
import type { Organisation } from "../functions/core/organisation.ts";
import { formatOf } from "./format.ts";
import { html } from "./html.ts";
import { en } from "./words/en.ts";

const page =
  "font:16px/1.5 system-ui,-apple-system,'Segoe UI',Arial,sans-serif;max-width:600px;margin:0 auto;padding:16px";

/** The email of a notice: a subject of one line, HTML and text. */
export function renderNotice(
  notice: Pick<Notice, "subject" | "lines">,
  { name, zone }: Pick<Organisation, "name" | "zone">,
): { readonly subject: string; readonly html: string; readonly text: string } {
  const [subject = "", ...lines] = [notice.subject, ...notice.lines].map((text) => inZone(text, zone));
  const why = `You get this because you own reports of ${name}. Their readers are not told.`;
  const { markup } = html`<!doctype html>
<html lang="en" dir="ltr">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="color-scheme" content="light dark"><title>${subject}</title></head>
<body style="${page}">
<h1 style="font-size:20px;line-height:1.3;margin:0 0 16px">${subject}</h1>
${lines.map((line) => html`<p style="margin:0 0 12px;white-space:pre-line">${line}</p>\n`)}<p style="margin:24px 0 0;font-size:14px">${why}</p>
</body>
</html>
`;
  return { subject: `Raport: ${subject}`, html: markup, text: `${[subject, ...lines, why].join("\n\n")}\n` };
}

/** Instants of the machine as times of the organisation: `Fri, 20 Nov 2026, 05:00 (Europe/Budapest)`; names of files keep theirs. */
function inZone(text: string, zone: string): string {
  const { instant } = formatOf(en, zone);
  return text.replace(/(?<![\w./-])\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?Z(?![\w/-]|\.\w)/g, (iso) =>
    Number.isNaN(Date.parse(iso)) ? iso : `${instant(iso)} (${zone})`,
  );
}
