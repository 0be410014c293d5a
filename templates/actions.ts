/** What was promised to be done, in words: the same in email, text and page. */

import type { ReportModel, Status } from "../functions/core/model.ts";
import type { Format } from "./format.ts";
import { html, type Markup } from "./html.ts";
import { clip, labelLength, plain } from "./plain.ts";

export interface ActionView {
  readonly what: string;
  /** `overdue since 12 November 2026`, `due 20 November 2026`, `done`. */
  readonly when: string;
  readonly status: Status;
  readonly sign: string;
  /** `by Ilona Varga, for Open backlog`. */
  readonly who: string;
  readonly steps: readonly string[];
}

/** All of them, in the order of the model: the overdue come first. */
export function actionViews({ actions = [] }: ReportModel, { words, named }: Format): readonly ActionView[] {
  return actions.map(({ what, steps, owner, due, kpi, status: state, isOverdue }): ActionView => {
    const day = named(due).long;
    const status: Status = isOverdue ? "off" : state === "done" ? "on" : "none";
    const about = kpi === null ? [] : [words.actions.about(words.kpis[kpi].name)];
    return {
      what: clip(plain(what), 2 * labelLength),
      when: isOverdue
        ? words.actions.overdue(day)
        : state === "done"
          ? words.actions.done
          : words.actions.due(day),
      status,
      sign: words.statusSign[status],
      who: [words.actions.of(clip(plain(owner), labelLength)), ...about].join(", "),
      steps: steps.map(plain),
    };
  });
}

/** The section of the page, with the steps; null where nothing was promised. */
export function actionsSection(model: ReportModel, format: Format): Markup | null {
  const actions = actionViews(model, format);
  if (actions.length === 0) return null;
  return html`<section><h2 id="actions">${format.words.actions.title}</h2><ul class="said">${actions.map(
    ({ what, when, status, sign, who, steps }) =>
      html`<li><strong>${what}</strong><br><span class="${status}">${sign} ${when}</span> · ${who}${steps.length > 0 && html`<ol>${steps.map((step) => html`<li>${step}</li>`)}</ol>`}</li>`,
  )}</ul></section>`;
}
