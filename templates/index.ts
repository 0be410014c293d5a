/** The door of templates: a report's model in, what its readers see out. The same model gives the same bytes. */

import type { Target } from "../functions/core/config.ts";
import type { Kpi } from "../functions/core/kpi.ts";
import { formatFor } from "./durations.ts";
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

/** A value of a KPI as every reader sees it, beside its target: `1,316`, `78.6%`, `1 h 17 min`. */
export function valueText(kpi: Pick<Kpi, "id" | "unit">, value: number, by: Beside): string {
  const format = formatFor(kpi.id, [value], formatOf(en, "UTC", by.currency), by.target);
  return format.value(kpi.unit, value).replaceAll("\u00a0", " ");
}

export interface Beside {
  readonly currency: string;
  readonly target: Target | undefined;
}

/** A time that is written in a config. */
export function timeText(seconds: number): string {
  return formatOf(en, "UTC").target("seconds", seconds).replaceAll("\u00a0", " ");
}
