/** The fixture with every text of other people replaced by one that means harm. */

import type { ReportModel } from "../../functions/core/model.ts";
import { model } from "./model.ts";

export const hostileTexts = [
  `<script>alert(1)</script>`,
  `"><img src=x onerror=alert(1)>`,
  `</title></style><h1>mine</h1>`,
  `' onmouseover='alert(1)`,
  `<%= it.link %> <!-- [if mso]> ]]> &amp; &#60;b&#62;`,
  `=HYPERLINK("https://evil.example","pay")`,
  "+1\t@SUM(A1)\r\nBcc: everyone@example.org",
  "\u202eright to left\u202c \u2066isolated\u2069 \u05d0\u05d1\u05d2",
  "bell\u0007 and \u001b[31mred\u001b[0m\u0000",
  "👩‍👩‍👧‍👦 party 🎉\ud83d",
  "x".repeat(300),
  `a long reason that never seems to end `.repeat(8),
];

/** Every free text of the model is `text`. */
export function hostileModel(text: string): ReportModel {
  return {
    ...model,
    organisation: { ...model.organisation, name: text },
    report: { ...model.report, title: text, owner: text },
    kpis: model.kpis.map((kpi) => ({
      ...kpi,
      name: text,
      definition: text,
    })),
    reasons: model.reasons.map((reason) => ({ ...reason, reason: text })),
    breakdowns: model.breakdowns.map((breakdown) => ({
      ...breakdown,
      members: breakdown.members.map((member) => ({ ...member, member: text })),
    })),
    sources: model.sources.map((source) => ({ ...source, id: text })),
    exclusions: model.exclusions.map((exclusion) => ({ ...exclusion, reason: text })),
  };
}
