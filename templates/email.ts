/** The email of a report, in the template it asks for. */

import type { Template } from "../functions/core/config.ts";
import type { ReportModel } from "../functions/core/model.ts";
import { fitted } from "./fitting.ts";
import * as board from "./generated/board.ts";
import * as digest from "./generated/digest.ts";
import * as operations from "./generated/operations.ts";
import * as team from "./generated/team.ts";
import type { Written } from "./html.ts";
import { labelled } from "./labels.ts";
import { type BlockName, renderText } from "./text.ts";
import { type EmailView, emailView } from "./view.ts";
import { wordsOf } from "./words/index.ts";

interface EmailTemplate {
  /** In the order in which both HTML and text say them. */
  readonly blocks: readonly BlockName[];
  readonly render: (it: EmailView) => Written;
}

const templates: Readonly<Record<Template, EmailTemplate>> = { digest, team, operations, board };

/** One for all recipients of one scope and language: a subject of one line, at most 60 characters, HTML and text. */
export function renderEmail(model: ReportModel): { subject: string; html: string; text: string } {
  const { blocks, render } = templates[model.report.template];
  const { view, html } = fitted(emailView(labelled(model), wordsOf(model.locale), blocks), render);
  return { subject: view.subject, html, text: renderText(view, blocks) };
}
