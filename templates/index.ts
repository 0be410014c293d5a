/** The door of templates: a report's model in, what its readers see out. The same model gives the same bytes. */

import type { ReportModel } from "../functions/core/model.ts";
import { render } from "./generated/digest.ts";
import { renderText } from "./text.ts";
import { digestView } from "./view.ts";
import { en } from "./words/en.ts";

export { renderCsv } from "./csv.ts";
export { renderPage } from "./page.ts";

/** The email of a report, one for all its recipients: a subject of one line, at most 60 characters, HTML and text. */
export function renderDigest(model: ReportModel): { subject: string; html: string; text: string } {
  const view = digestView(model, en);
  return { subject: view.subject, html: render(view), text: renderText(view) };
}
