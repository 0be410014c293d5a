/** Members under the names an organisation gives them in the reader's language. */

import type { BreakdownModel, ReportModel } from "../functions/core/model.ts";
import type { Why } from "../functions/core/narrative-why.ts";
import { labelledReason, labelledTeam } from "./team-labels.ts";

/** The same model with departments and reasons called as its labels say; what has no label keeps its own name. */
export function labelled(model: ReportModel): ReportModel {
  const { labels, restatements, scope, bridges, narrative } = model;
  if (!labels) return model;
  const name = (by: string, member: string): string => {
    const known = by === "department" ? labels.departments : by === "reason" ? labels.reasons : {};
    return (Object.hasOwn(known, member) && known[member]) || member;
  };
  return {
    ...model,
    ...(scope && { scope: { ...scope, member: name(scope.by, scope.member) } }),
    reasons: model.reasons.map((one) => labelledReason(one, name)),
    ...(model.team && { team: labelledTeam(model.team, name) }),
    breakdowns: model.breakdowns.map((one) => withNames(one, name)),
    ...(bridges && {
      bridges: bridges.map(({ effects, ...one }) => ({
        ...one,
        effects: effects.map((effect) => ({ ...effect, member: name(one.by, effect.member) })),
      })),
    }),
    ...(narrative?.why && { narrative: { ...narrative, why: called(narrative.why, name) } }),
    ...(restatements && {
      restatements: restatements.map((one) => {
        const { place } = one.cause;
        if (!place) return one;
        return { ...one, cause: { ...one.cause, place: { ...place, member: name(place.by, place.member) } } };
      }),
    }),
  };
}

function called(why: Why, name: (by: string, member: string) => string): Why {
  return { ...why, groups: why.groups.map((one) => ({ ...one, member: name(why.by, one.member) })) };
}

function withNames(breakdown: BreakdownModel, name: (by: string, member: string) => string): BreakdownModel {
  const { by, members } = breakdown;
  const called = (member: string): string => {
    if (by !== "channel_x_reason") return name(by, member);
    // A part that holds what joins them is written in quotes: such a pair keeps its own name.
    const parts = member.split(" / ");
    const [channel = "", reason = ""] = parts;
    return parts.length === 2 ? `${channel} / ${name("reason", reason)}` : member;
  };
  return { ...breakdown, members: members.map((one) => ({ ...one, member: called(one.member) })) };
}
