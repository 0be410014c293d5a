/** What npm alone can check of every template in every state: valid HTML, two signals for every status, a subject that says it. */

import { describe, expect, test } from "vitest";
import { templates } from "../../functions/core/config.ts";
import { renderEmail } from "../../templates/index.ts";
import { wordsOf } from "../../templates/words/index.ts";
import { decoded } from "./read.ts";
import { stateNames, stateOf } from "./states.ts";
import { emailProblems } from "./valid.ts";

const said = (one: string) => decoded(one.replace(/<[^>]+>/g, "")).trim();

describe.each(templates)("%s", (template) => {
  test.each(stateNames)("%s: its HTML is valid for an email", async (state) => {
    expect(await emailProblems(renderEmail(stateOf(template, state)).html)).toEqual([]);
  });

  test.each(stateNames)("%s: what a colour says, a sign or a word says too", (state) => {
    const model = stateOf(template, state);
    const { html } = renderEmail(model);
    const { statusSign, arrow } = wordsOf(model.locale);
    const signs = [...Object.values(statusSign), ...Object.values(arrow)];
    const coloured = [
      ...html.matchAll(/<(span|td|p|b)\b[^>]*class="(?:[^"]* )?(?:on|near|off|good|bad)"[^>]*>(.*?)<\/\1>/g),
    ].map(([, , text = ""]) => said(text));
    expect(coloured.length).toBeGreaterThan(state === "incomplete and marked" ? -1 : 0);
    // A value in the colour of its status stands beside the status in words.
    const alone = coloured.filter(
      (text) => !signs.some((sign) => text.includes(sign)) && !/^[\d\s.,:%–-]/.test(text),
    );
    expect(alone).toEqual([]);
  });

  test.each(stateNames)("%s: its subject names the period within 60 characters", (state) => {
    const model = stateOf(template, state);
    const { subject } = renderEmail(model);
    const [, week] = /W(\d+)/.exec(model.period.name) ?? [];
    expect(subject.length).toBeLessThanOrEqual(60);
    expect(subject).toContain(week ?? "2026");
  });

  test("periods that say the same have subjects of their own", () => {
    const model = stateOf(template, "as usual");
    const next = { ...model, period: model.kpis[0]!.previous.against };
    expect(renderEmail(model).subject).not.toBe(renderEmail(next).subject);
  });
});
