/** The door of templates: a report's model in, what its readers see out. The same model gives the same bytes. */

import type { Unit } from "../functions/core/kpi.ts";
import type { ReportModel } from "../functions/core/model.ts";
import { formatOf } from "./format.ts";
import { render } from "./generated/digest.ts";
import { labelled } from "./labels.ts";
import { renderText } from "./text.ts";
import { digestView } from "./view.ts";
import { en } from "./words/en.ts";
import { wordsOf } from "./words/index.ts";

export { renderCsv } from "./csv.ts";
export { explainSentence, explainText } from "./explain.ts";
export { renderFreshLink } from "./fresh-link.ts";
export { escapeHtml } from "./html.ts";
export { renderNotice } from "./notice.ts";
export { renderPage } from "./page.ts";

/** The email of a report, one for all its recipients: a subject of one line, at most 60 characters, HTML and text. */
export function renderDigest(model: ReportModel): { subject: string; html: string; text: string } {
  const view = digestView(labelled(model), wordsOf(model.locale));
  return { subject: view.subject, html: render(view), text: renderText(view) };
}

/** A value in its unit as every reader sees it: `1,316`, `78.6%`, `1 h 17 min`. */
export function valueText(unit: Unit, value: number, currency: string): string {
  return formatOf(en, "UTC", currency).value(unit, value).replaceAll("\u00a0", " ");
}
