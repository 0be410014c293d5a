/** The door of templates: a report's model in, what its readers see out. The same model gives the same bytes. */

import type { Unit } from "../functions/core/kpi.ts";
import { formatOf } from "./format.ts";
import { en } from "./words/en.ts";

export { renderContacts, renderContactsCsv } from "./contacts.ts";
export { renderCsv } from "./csv.ts";
export { renderEmail } from "./email.ts";
export { explainSentence, explainText } from "./explain.ts";
export { renderFreshLink } from "./fresh-link.ts";
export { escapeHtml } from "./html.ts";
export { renderNotice } from "./notice.ts";
export { renderPage } from "./page.ts";
export { type RenderedBy, renderedBy } from "./release.ts";

/** A value in its unit as every reader sees it: `1,316`, `78.6%`, `1 h 17 min`. */
export function valueText(unit: Unit, value: number, currency: string): string {
  return formatOf(en, "UTC", currency).value(unit, value).replaceAll("\u00a0", " ");
}
