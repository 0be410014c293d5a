/** What every page of a report stands in: nothing is loaded, run, framed or sent, and only its own style applies. */

import { createHash } from "node:crypto";
import type { ReportModel } from "../functions/core/model.ts";
import { brandOf } from "./brand.ts";
import { html, type Markup } from "./html.ts";
import { pageStyle } from "./page-style.ts";
import type { Words } from "./words/words.ts";

const policyOf = (style: string) =>
  [
    "default-src 'none'",
    `style-src 'sha256-${createHash("sha256").update(style).digest("base64")}'`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");

/** The whole document; `skipTo` is the id of what readers came for. */
export function shell(
  model: ReportModel,
  { title, skipTo, words }: { readonly title: string; readonly skipTo: string; readonly words: Words },
  body: Markup,
): Markup {
  const brand = brandOf(model);
  const style = brand
    ? `${pageStyle}.brand{background:${brand.colour};color:${brand.ink};padding:12px 16px;font-size:18px;font-weight:700}`
    : pageStyle;
  return html`<!DOCTYPE html>
<html lang="${words.lang}" dir="${words.dir}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policyOf(style)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<meta name="robots" content="noindex">
<title>${title}</title>
<style>${{ markup: style }}</style>
</head>
<body>
<a class="skip" href="#${skipTo}">${words.page.skip}</a>
${
  brand &&
  html`<div class="brand">${brand.logo}</div>
`
}${body}
</body>
</html>
`;
}
