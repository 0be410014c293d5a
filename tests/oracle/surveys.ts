/** What customers say when they are asked. */

import type { ParameterId } from "../../functions/core/parameters.ts";
import { type Contact, type Facts, placesOf, type Settings, type Survey } from "./facts.ts";
import type { Sums } from "./sums.ts";

export function declareSurveys(sums: Sums): void {
  sums.declare(
    { kpi: "customer_satisfaction_share", kind: "ratio" },
    { kpi: "customer_satisfaction_score", kind: "ratio" },
    { kpi: "customer_effort_share", kind: "ratio" },
    { kpi: "customer_effort_score", kind: "ratio" },
    { kpi: "net_promoter_points", kind: "points" },
    { kpi: "survey_response_share", kind: "ratio" },
  );
}

export function addSurveys(sums: Sums, facts: Facts, settings: Settings): void {
  const { organisation } = settings.parameters;
  const isOfInvited = organisation.survey_response_of === "invited";
  const isOfContact = organisation.survey_day === "contact";
  const surveys = Map.groupBy(facts.surveys, (survey) => survey.contactId);
  for (const contact of facts.contacts) {
    const own = surveys.get(contact.id) ?? [];
    for (const survey of own) {
      const at = isOfContact ? contact.openedAt : survey.answeredAt;
      if (at !== null && survey.answeredAt !== null) addAnswer(sums, survey, contact, at, settings);
      const sentAt = survey.invitedAt;
      if (!isOfInvited || sentAt === null) continue;
      const places = placesOf(survey, contact);
      sums.add("survey_response_share", sentAt, places, Number(survey.answeredAt !== null), 1);
    }
    if (isOfInvited || contact.resolvedAt === null || contact.areSurveysTold === false) continue;
    const isAnswered = own.some((survey) => survey.answeredAt !== null);
    sums.add("survey_response_share", contact.resolvedAt, contact.places, Number(isAnswered), 1);
  }
}

function addAnswer(sums: Sums, survey: Survey, contact: Contact, at: number, { parameters }: Settings): void {
  const { kind, score } = survey;
  const number = (id: ParameterId) => Number(parameters.organisation[id]);
  const isOn = (least: number, most: number) => score !== null && score >= least && score <= most;
  const places = placesOf(survey, contact);
  const add = (kpi: string, value: number | boolean) => sums.add(kpi, at, places, Number(value), 1);
  if (score === null) return;
  if (kind === "satisfaction" && isOn(1, number("satisfaction_scale"))) {
    add("customer_satisfaction_share", score >= number("satisfaction_from"));
    add("customer_satisfaction_score", score);
  }
  if (kind === "effort" && isOn(1, number("effort_scale"))) {
    const from = number("effort_from");
    const isEasyHigh = parameters.organisation.effort_polarity === "easy_high";
    add("customer_effort_share", isEasyHigh ? score >= from : score <= from);
    add("customer_effort_score", score);
  }
  if (kind === "promoter" && isOn(0, 10)) {
    const promoters = Number(score >= number("promoter_from"));
    add("net_promoter_points", promoters - Number(score <= number("detractor_to")));
  }
}
