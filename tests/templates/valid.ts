/** What html-validate holds against an email or a page. */

import { HtmlValidate } from "html-validate";

// What email needs and pages do not: layout tables, attributes instead of styles, conditional comments.
const emailProfile = new HtmlValidate({
  extends: ["html-validate:recommended"],
  rules: {
    "doctype-style": "off",
    "long-title": "off",
    "no-conditional-comment": "off",
    "no-deprecated-attr": "off",
    "no-inline-style": "off",
    "prefer-native-element": "off",
    "prefer-tbody": "off",
    "presentation-role-style": "off",
  },
});
const pageProfile = new HtmlValidate({
  extends: ["html-validate:recommended"],
  rules: { "long-title": "off" },
});

const problems = async (profile: HtmlValidate, html: string): Promise<readonly string[]> =>
  (await profile.validateString(html)).results.flatMap(({ messages }) =>
    messages.map(({ ruleId, message, line, column }) => `${line}:${column} ${ruleId}: ${message}`),
  );

export const emailProblems = (html: string) => problems(emailProfile, html);
export const pageProblems = (html: string) => problems(pageProfile, html);
